/* A listener's life: whose socket it is. */
#include "server/http.h"
#include "server/listen.h"
#include "tests/support/support.h"

#include <fcntl.h>
#include <sys/resource.h>

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

static Suite *http_suite(void)
{
    Suite *suite = suite_create("listener");
    TCase *tests = tcase_create("listener");

    tcase_add_checked_fixture(tests, open_listener, close_listener);
    tcase_add_test(tests, the_listening_socket_stays_open_when_the_threads_end);
    tcase_add_test(tests, the_listening_socket_stays_open_where_the_system_gives_no_threads);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(http_suite)
