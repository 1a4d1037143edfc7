#include "server/trace.h"
#include "tests/support/support.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static struct trusted_proxies proxies;

static void trust_two_networks(void)
{
    proxies = (struct trusted_proxies){0};
    ck_assert(trace_trust(&proxies, "10.0.0.0/8"));
    ck_assert(trace_trust(&proxies, "2001:db8:a::/48"));
}

static struct trace begin(const char *peer, const struct trace_headers *headers)
{
    struct sockaddr_in6 ipv6 = {.sin6_family = AF_INET6};
    struct sockaddr_in ipv4 = {.sin_family = AF_INET};
    bool is_ipv4 = inet_pton(AF_INET, peer, &ipv4.sin_addr) == 1;
    struct peer connected;
    struct trace trace;

    ck_assert(is_ipv4 || inet_pton(AF_INET6, peer, &ipv6.sin6_addr) == 1);
    trace_peer(&connected, is_ipv4 ? (struct sockaddr *)&ipv4 : (struct sockaddr *)&ipv6, &proxies);
    trace_begin(&trace, headers, &connected, &proxies);
    return trace;
}

static void expect_client(const char *peer, const char *forwarded_for, const char *forwarded, const char *client)
{
    struct trace_headers headers = {.forwarded_for = forwarded_for, .forwarded = forwarded};
    struct trace trace = begin(peer, &headers);

    ck_assert_msg(strcmp(trace.client, client) == 0, "%s for X-Forwarded-For: %s, Forwarded: %s", trace.client,
                  forwarded_for, forwarded);
}

static struct trace trace_of(const char *traceparent)
{
    return begin("192.0.2.1", &(struct trace_headers){.traceparent = traceparent});
}

START_TEST(the_id_is_the_trace_id_of_a_valid_traceparent)
{
    static const char *const valid[] = {
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-ff",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-is-to-come",
    };

    for (size_t i = 0; i < sizeof valid / sizeof *valid; i++)
        ck_assert_str_eq(trace_of(valid[i]).id, "0af7651916cd43dd8448eb211c80319c");
}
END_TEST

START_TEST(an_invalid_traceparent_gets_a_new_id)
{
    static const char *const invalid[] = {
        NULL,
        "",
        "00",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01more",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
        "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
    };

    for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++) {
        struct trace trace = trace_of(invalid[i]);

        ck_assert_uint_eq(strspn(trace.id, "0123456789abcdef"), 32);
        ck_assert_uint_eq(strlen(trace.id), 32);
        ck_assert_str_ne(trace.id, "0af7651916cd43dd8448eb211c80319c");
    }
}
END_TEST

enum { IDS = 1000 };

static void *make_ids(void *to)
{
    struct trace *ids = to;
    struct peer nobody;

    trace_peer(&nobody, NULL, NULL);
    for (size_t i = 0; i < IDS; i++)
        trace_begin(&ids[i], &(struct trace_headers){0}, &nobody, NULL);
    return NULL;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(((const struct trace *)a)->id, ((const struct trace *)b)->id);
}

START_TEST(new_ids_differ_within_a_thread_and_between_threads)
{
    static struct trace ids[2 * IDS];
    pthread_t thread;

    ck_assert_int_eq(pthread_create(&thread, NULL, make_ids, ids), 0);
    make_ids(ids + IDS);
    ck_assert_int_eq(pthread_join(thread, NULL), 0);
    qsort(ids, 2 * IDS, sizeof *ids, compare_ids);
    for (size_t i = 1; i < 2 * IDS; i++)
        ck_assert_str_ne(ids[i - 1].id, ids[i].id);
}
END_TEST

START_TEST(who_is_not_trusted_cannot_say_another_address)
{
    expect_client("192.0.2.1", "198.51.100.7", NULL, "192.0.2.1");
    expect_client("192.0.2.1", NULL, "for=198.51.100.7", "192.0.2.1");
    expect_client("2001:db8:b::1", "198.51.100.7", NULL, "2001:db8:b::1");
}
END_TEST

START_TEST(the_client_is_the_first_address_from_the_right_that_is_not_trusted)
{
    expect_client("10.0.0.1", "198.51.100.7", NULL, "198.51.100.7");
    expect_client("10.0.0.1", "203.0.113.9, 198.51.100.7, 10.1.2.3", NULL, "198.51.100.7");
    expect_client("2001:db8:a::1", "2001:db8:c::5,10.1.2.3", NULL, "2001:db8:c::5");
    expect_client("10.0.0.1", "10.0.0.3,10.0.0.2", NULL, "10.0.0.3");
    expect_client("::ffff:10.0.0.1", "198.51.100.7", NULL, "198.51.100.7");
}
END_TEST

START_TEST(an_address_may_have_a_port)
{
    expect_client("10.0.0.1", "198.51.100.7:4711", NULL, "198.51.100.7");
    expect_client("10.0.0.1", "[2001:db8:c::5]:4711", NULL, "2001:db8:c::5");
    expect_client("10.0.0.1", "[2001:db8:c::5]", NULL, "2001:db8:c::5");
    expect_client("10.0.0.1", "::ffff:198.51.100.7", NULL, "198.51.100.7");
}
END_TEST

START_TEST(forwarded_is_read_where_x_forwarded_for_is_absent)
{
    expect_client("10.0.0.1", NULL, "for=198.51.100.7", "198.51.100.7");
    expect_client("10.0.0.1", NULL, "For=\"[2001:db8:c::5]:4711\";proto=https", "2001:db8:c::5");
    expect_client("10.0.0.1", NULL, "for=203.0.113.9, proto=http; for=198.51.100.7;by=10.0.0.1, for=10.0.0.2",
                  "198.51.100.7");
    expect_client("10.0.0.1", "203.0.113.9", "for=198.51.100.7", "203.0.113.9");
}
END_TEST

START_TEST(where_no_address_is_named_the_last_known_one_stands)
{
    static const char *const nobody[] = {"",      "unknown",
                                         ",",     "198.51.100.7,",
                                         "[",     "[]",
                                         "1.2.3", "1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20",
                                         ":",     "198.51.100.7 10.0.0.2"};

    for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++)
        expect_client("10.0.0.1", nobody[i], NULL, "10.0.0.1");
    expect_client("10.0.0.1", "198.51.100.7, unknown, 10.0.0.2", NULL, "10.0.0.2");
    expect_client("10.0.0.1", NULL, "for=_hidden", "10.0.0.1");
    expect_client("10.0.0.1", NULL, "by=10.0.0.1;proto=http", "10.0.0.1");
    expect_client("10.0.0.1", NULL, ";;for=", "10.0.0.1");
}
END_TEST

START_TEST(the_peer_of_a_unix_socket_is_believed_if_it_is_trusted)
{
    const struct sockaddr peer = {.sa_family = AF_UNIX};
    const struct trace_headers headers = {.forwarded_for = "198.51.100.7"};
    struct peer connected;
    struct trace trace;

    trace_peer(&connected, &peer, &proxies);
    trace_begin(&trace, &headers, &connected, &proxies);
    ck_assert_str_eq(trace.client, "unix");
    ck_assert(trace_trust(&proxies, "unix"));
    trace_peer(&connected, &peer, &proxies);
    trace_begin(&trace, &headers, &connected, &proxies);
    ck_assert_str_eq(trace.client, "198.51.100.7");
    trace_begin(&trace, &(struct trace_headers){0}, &connected, &proxies);
    ck_assert_str_eq(trace.client, "unix");
    trace_peer(&connected, NULL, &proxies);
    trace_begin(&trace, &headers, &connected, &proxies);
    ck_assert_str_eq(trace.client, "-");
}
END_TEST

START_TEST(networks_are_compared_to_the_bit)
{
    proxies = (struct trusted_proxies){0};
    ck_assert(trace_trust(&proxies, "192.168.16.0/20"));
    expect_client("192.168.31.255", "198.51.100.7", NULL, "198.51.100.7");
    expect_client("192.168.32.0", "198.51.100.7", NULL, "192.168.32.0");
    ck_assert(trace_trust(&proxies, "192.0.2.1"));
    expect_client("192.0.2.1", "198.51.100.7", NULL, "198.51.100.7");
    expect_client("192.0.2.2", "198.51.100.7", NULL, "192.0.2.2");
    ck_assert(trace_trust(&proxies, "0.0.0.0/0"));
    expect_client("2001:db8::1", "198.51.100.7", NULL, "2001:db8::1");
    expect_client("192.0.2.2", "198.51.100.7", NULL, "198.51.100.7");
}
END_TEST

START_TEST(what_is_no_network_is_refused)
{
    static const char *const wrong[] = {"",
                                        "10.0.0.0/",
                                        "10.0.0.0/33",
                                        "10.0.0.0/-1",
                                        "10.0.0.0/8x",
                                        "10.0.0",
                                        "::/129",
                                        "::1/ 8",
                                        "proxy",
                                        "/8",
                                        "10.0.0.0/8/8",
                                        "fe80::1%lo",
                                        "10.0.0.0/99999999999999999999"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!trace_trust(&proxies, wrong[i]), "%s", wrong[i]);
    while (proxies.count < TRUSTED_PROXIES_MAX)
        ck_assert(trace_trust(&proxies, "::1"));
    ck_assert(!trace_trust(&proxies, "::1"));
}
END_TEST

static Suite *trace_suite(void)
{
    Suite *suite = suite_create("trace");
    TCase *tests = tcase_create("trace");

    tcase_add_checked_fixture(tests, trust_two_networks, NULL);
    tcase_add_test(tests, the_id_is_the_trace_id_of_a_valid_traceparent);
    tcase_add_test(tests, an_invalid_traceparent_gets_a_new_id);
    tcase_add_test(tests, new_ids_differ_within_a_thread_and_between_threads);
    tcase_add_test(tests, who_is_not_trusted_cannot_say_another_address);
    tcase_add_test(tests, the_client_is_the_first_address_from_the_right_that_is_not_trusted);
    tcase_add_test(tests, an_address_may_have_a_port);
    tcase_add_test(tests, forwarded_is_read_where_x_forwarded_for_is_absent);
    tcase_add_test(tests, where_no_address_is_named_the_last_known_one_stands);
    tcase_add_test(tests, the_peer_of_a_unix_socket_is_believed_if_it_is_trusted);
    tcase_add_test(tests, networks_are_compared_to_the_bit);
    tcase_add_test(tests, what_is_no_network_is_refused);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(trace_suite)
