/* A listener's life: whose socket it is, and how long connections stay. */
#include "server/connections.h"
#include "server/http.h"
#include "server/listen.h"
#include "tests/support/client.h"
#include "tests/support/support.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SILENCE_MS = 20000 };

static struct listener listener;
static const struct http_service nobody = {.answer = NULL};

static void open_listener(void)
{
    char reason[LISTEN_TEXT_BYTES];
    struct address address;

    ck_assert(listen_parse("127.0.0.1:0", &address));
    ck_assert_msg(listen_open(&address, &listener, reason), "%s", reason);
}

static void close_listener(void)
{
    listen_close(&listener);
}

static struct http_settings settings_of(unsigned threads)
{
    return (struct http_settings){.listener = listener.socket, .threads = threads, .connections = 16};
}

/* How many descriptors are open. */
static unsigned descriptors(void)
{
    unsigned count = 0;

    for (int fd = 0; fd < 256; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

START_TEST(the_listening_socket_stays_open_when_the_threads_end)
{
    unsigned before = descriptors();

    for (unsigned threads = 1; threads <= 2; threads++)
        for (int quiesced = 0; quiesced <= 1; quiesced++) {
            struct http_settings settings = settings_of(threads);
            struct http *http = http_start(&settings, &nobody);

            ck_assert_ptr_nonnull(http);
            if (quiesced)
                http_quiesce(http);
            http_stop(http);
            ck_assert_int_ge(fcntl(listener.socket, F_GETFD), 0);
            ck_assert_uint_eq(descriptors(), before);
        }
}
END_TEST

START_TEST(the_listening_socket_stays_open_where_the_system_gives_no_threads)
{
    struct http_settings settings = settings_of(2);
    unsigned before = descriptors();
    struct rlimit all, few;

    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &all), 0);
    few = all;
    for (rlim_t spare = 0; spare <= 2; spare++) { /* each fails at another place */
        few.rlim_cur = (rlim_t)listener.socket + 1 + spare;
        ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &few), 0);
        ck_assert_ptr_null(http_start(&settings, &nobody));
        ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &all), 0);
        ck_assert_int_ge(fcntl(listener.socket, F_GETFD), 0);
        ck_assert_uint_eq(descriptors(), before);
    }
}
END_TEST

static bool answer_ok(void *context, const struct http_worker *worker, const struct request *request,
                      struct reply *reply)
{
    static char ok[] = "ok";

    (void)context;
    (void)worker;
    (void)request;
    reply->entity = entity_new(&(struct head){.status = 200}, (struct bytes){ok, strlen(ok)}, true);
    return reply->entity != NULL;
}

static void forget(void *context, const struct http_worker *worker, struct reply *reply)
{
    (void)context;
    (void)worker;
    entity_free(reply->entity);
}

/* @return how many bytes came; 0 at the end of the connection */
static ssize_t read_some(int connection)
{
    struct pollfd readable = {.fd = connection, .events = POLLIN};
    char answer[4096];

    ck_assert_int_eq(poll(&readable, 1, SILENCE_MS), 1);
    return recv(connection, answer, sizeof answer, 0);
}

static void ask(int connection)
{
    static const char request[] = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    ck_assert_int_eq(send(connection, request, strlen(request), MSG_NOSIGNAL), (int)strlen(request));
    ck_assert_int_gt(read_some(connection), 0);
}

START_TEST(connections_that_are_idle_are_ended_on_a_tick_and_others_stay)
{
    struct http_settings settings = settings_of(2);
    struct http *http = http_start(&settings, &(struct http_service){answer_ok, forget, NULL});
    unsigned before = descriptors();
    int idle = client_connect_to(listener.url), busy = client_connect_to(listener.url);

    ask(idle);
    for (int64_t now = 0; now <= 3 * CONNECTION_IDLE_MS; now += CONNECTION_IDLE_MS / 2) {
        ask(busy);
        http_tick(http, now);
    }
    ck_assert_int_eq(read_some(idle), 0);
    ask(busy);
    close(idle);
    close(busy);
    for (int waited = 0; descriptors() > before && waited < SILENCE_MS; waited += 10)
        usleep(10 * 1000);
    ck_assert_uint_eq(descriptors(), before);
    http_stop(http);
}
END_TEST

static Suite *http_suite(void)
{
    Suite *suite = suite_create("listener");
    TCase *tests = tcase_create("listener");

    tcase_add_checked_fixture(tests, open_listener, close_listener);
    tcase_add_test(tests, the_listening_socket_stays_open_when_the_threads_end);
    tcase_add_test(tests, the_listening_socket_stays_open_where_the_system_gives_no_threads);
    tcase_add_test(tests, connections_that_are_idle_are_ended_on_a_tick_and_others_stay);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(http_suite)
