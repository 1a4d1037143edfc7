/* Which connections are ended, with a clock that the tests set. */
#include "server/connections.h"
#include "tests/support/support.h"

#include <arpa/inet.h>
#include <linux/sockios.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { NEAR, FAR, BLOCK = 64 * 1024, WAIT_MS = 20000, STEP_MS = 5000, PAUSE_US = 300000 };

static struct connections *connections;
static struct connection watched;
static int ends[2]; /* near: the one that is watched; far: the other side's */

static void open_tcp(int sockets[2])
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof name;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), small = BLOCK;

    ck_assert_int_eq(bind(listener, (struct sockaddr *)&name, sizeof name), 0);
    ck_assert_int_eq(listen(listener, 1), 0);
    ck_assert_int_eq(getsockname(listener, (struct sockaddr *)&name, &length), 0);
    sockets[FAR] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ck_assert_int_eq(setsockopt(sockets[FAR], SOL_SOCKET, SO_RCVBUF, &small, sizeof small), 0);
    ck_assert_int_eq(connect(sockets[FAR], (struct sockaddr *)&name, sizeof name), 0);
    sockets[NEAR] = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    ck_assert_int_ge(sockets[NEAR], 0);
    close(listener);
}

static void open_one(void)
{
    connections = connections_new();
    ck_assert_ptr_nonnull(connections);
    open_tcp(ends);
    connections_add(connections, &watched, ends[NEAR]);
}

static void close_one(void)
{
    connections_remove(connections, &watched);
    connections_free(connections);
    close(ends[NEAR]);
    close(ends[FAR]);
}

/* The same with a Unix socket. */
static void use_unix(void)
{
    connections_remove(connections, &watched);
    close(ends[NEAR]);
    close(ends[FAR]);
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends), 0);
    connections_add(connections, &watched, ends[NEAR]);
}

static bool is_ended(int socket)
{
    struct pollfd end = {.fd = socket, .events = POLLRDHUP};

    ck_assert_int_ge(poll(&end, 1, 0), 0);
    return end.revents != 0;
}

static bool is_ended_at(int64_t now_ms)
{
    connections_end_idle(connections, now_ms);
    return is_ended(ends[NEAR]);
}

/* As much as the system takes. */
static void send_all_that_goes(void)
{
    static const char block[BLOCK];

    while (send(ends[NEAR], block, sizeof block, MSG_NOSIGNAL) > 0)
        ;
}

static void take(size_t bytes)
{
    struct pollfd readable = {.fd = ends[FAR], .events = POLLIN};
    char block[BLOCK];

    while (bytes > 0) {
        ssize_t got;

        ck_assert_int_eq(poll(&readable, 1, WAIT_MS), 1);
        got = recv(ends[FAR], block, bytes < sizeof block ? bytes : sizeof block, 0);
        ck_assert_int_gt(got, 0);
        bytes -= (size_t)got;
    }
}

/* Until what is under way has arrived. */
static void wait_for_acknowledgements(void)
{
    int unread = 0, before;

    do {
        before = unread;
        usleep(PAUSE_US);
        ck_assert_int_eq(ioctl(ends[NEAR], SIOCOUTQ, &unread), 0);
    } while (unread != before);
}

START_TEST(who_asks_nothing_is_ended)
{
    char byte;

    ck_assert(!is_ended_at(1000000));
    ck_assert(!is_ended_at(1000000 + CONNECTION_IDLE_MS - 1));
    ck_assert(is_ended_at(1000000 + CONNECTION_IDLE_MS));
    ck_assert_int_eq(recv(ends[FAR], &byte, 1, 0), 0);
}
END_TEST

START_TEST(who_asks_now_and_then_stays)
{
    int64_t now = 0;

    for (int request = 0; request < 5; request++, now += CONNECTION_IDLE_MS) {
        connection_step(&watched);
        ck_assert(!is_ended_at(now));
        connection_step(&watched);
        ck_assert(!is_ended_at(now + CONNECTION_IDLE_MS - 1));
    }
    ck_assert(!is_ended_at(now));
    ck_assert(is_ended_at(now + CONNECTION_IDLE_MS));
}
END_TEST

START_TEST(a_byte_now_and_then_is_no_request)
{
    connection_step(&watched);
    for (int64_t now = 0; now < CONNECTION_IDLE_MS; now += STEP_MS) {
        ck_assert_int_eq(send(ends[FAR], "x", 1, MSG_NOSIGNAL), 1);
        ck_assert(!is_ended_at(now));
    }
    ck_assert_int_eq(send(ends[FAR], "x", 1, MSG_NOSIGNAL), 1);
    ck_assert(is_ended_at(CONNECTION_IDLE_MS));
}
END_TEST

START_TEST(who_takes_an_answer_slowly_stays_and_who_stops_is_ended)
{
    int64_t now = 0;

    connection_step(&watched);
    while (now < 3 * CONNECTION_IDLE_MS) {
        send_all_that_goes();
        take(8 * BLOCK);
        ck_assert(!is_ended_at(now += STEP_MS));
    }
    send_all_that_goes();
    ck_assert(!is_ended_at(now));
    wait_for_acknowledgements();
    ck_assert(!is_ended_at(now += STEP_MS));
    ck_assert(!is_ended_at(now + CONNECTION_IDLE_MS - 1 - STEP_MS));
    ck_assert(is_ended_at(now + CONNECTION_IDLE_MS));
}
END_TEST

START_TEST(of_a_unix_socket_what_is_left_to_take_counts)
{
    char byte;

    use_unix();
    connection_step(&watched);
    ck_assert(!is_ended_at(0));
    ck_assert_int_eq(send(ends[NEAR], "x", 1, MSG_NOSIGNAL), 1);
    ck_assert(!is_ended_at(CONNECTION_IDLE_MS));
    ck_assert(!is_ended_at(3 * CONNECTION_IDLE_MS));
    ck_assert_int_eq(recv(ends[FAR], &byte, 1, 0), 1);
    ck_assert(!is_ended_at(4 * CONNECTION_IDLE_MS - 1));
    ck_assert(is_ended_at(4 * CONNECTION_IDLE_MS));
}
END_TEST

START_TEST(an_answer_that_is_out_can_be_taken_after_the_end)
{
    char byte;

    use_unix();
    connection_step(&watched);
    ck_assert_int_eq(send(ends[NEAR], "x", 1, MSG_NOSIGNAL), 1);
    connection_step(&watched);
    ck_assert(!is_ended_at(0));
    ck_assert(is_ended_at(CONNECTION_IDLE_MS));
    ck_assert_int_eq(recv(ends[FAR], &byte, 1, 0), 1);
    ck_assert_int_eq(recv(ends[FAR], &byte, 1, 0), 0);
}
END_TEST

START_TEST(what_was_removed_is_left_alone)
{
    for (int removed = 0; removed < 3; removed++) {
        struct connection three[3];
        int sockets[3][2];

        for (int i = 0; i < 3; i++) {
            open_tcp(sockets[i]);
            connections_add(connections, &three[i], sockets[i][NEAR]);
        }
        connections_remove(connections, &three[removed]);
        connections_end_idle(connections, 0);
        connections_end_idle(connections, CONNECTION_IDLE_MS);
        for (int i = 0; i < 3; i++) {
            ck_assert_int_eq(is_ended(sockets[i][NEAR]), i != removed);
            if (i != removed)
                connections_remove(connections, &three[i]);
            close(sockets[i][NEAR]);
            close(sockets[i][FAR]);
        }
    }
}
END_TEST

static Suite *connections_suite(void)
{
    Suite *suite = suite_create("connections");
    TCase *tests = tcase_create("connections");

    tcase_add_checked_fixture(tests, open_one, close_one);
    tcase_add_test(tests, who_asks_nothing_is_ended);
    tcase_add_test(tests, who_asks_now_and_then_stays);
    tcase_add_test(tests, a_byte_now_and_then_is_no_request);
    tcase_add_test(tests, who_takes_an_answer_slowly_stays_and_who_stops_is_ended);
    tcase_add_test(tests, of_a_unix_socket_what_is_left_to_take_counts);
    tcase_add_test(tests, an_answer_that_is_out_can_be_taken_after_the_end);
    tcase_add_test(tests, what_was_removed_is_left_alone);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(connections_suite)
