/* The queue where nobody answers, and the digest of what does. What servers do: tests/sync.py. */
#include "db/import/fetch.h"
#include "db/import/repr_digest.h"
#include "tests/support/support.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct {
    int lost;
    enum fetch_loss loss;
    char reason[FETCH_REASON_BYTES];
} heard;

static enum fetch_verdict take(void *context, struct fetch_request *request, const struct fetch_answer *answer,
                               char reason[static FETCH_REASON_BYTES])
{
    (void)context;
    (void)request;
    (void)answer;
    (void)reason;
    return FETCH_TAKEN;
}

static bool lose(void *context, struct fetch_request *request, enum fetch_loss loss, const char *reason)
{
    (void)context;
    (void)request;
    heard.lost++;
    heard.loss = loss;
    snprintf(heard.reason, sizeof heard.reason, "%s", reason);
    return true;
}

/* The address of a port that was free a moment ago. */
static const char *nobody(void)
{
    static char url[64];
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    ck_assert_int_ge(listener, 0);
    ck_assert_int_eq(bind(listener, (struct sockaddr *)(void *)&address, length), 0);
    ck_assert_int_eq(getsockname(listener, (struct sockaddr *)(void *)&address, &length), 0);
    close(listener);
    snprintf(url, sizeof url, "http://127.0.0.1:%u/", (unsigned)ntohs(address.sin_port));
    return url;
}

static struct fetch_counts fetch_one(const char *url, enum fetch_status expected, const volatile sig_atomic_t *stop)
{
    struct fetch_options options = fetch_polite();
    struct fetch_request request = {.url = url};
    struct fetch_counts counts;
    struct fetch *fetch;

    options.tries = 3;
    options.first_delay_ms = 1;
    options.stop = stop;
    options.take = take;
    options.lose = lose;
    heard.lost = 0;
    ck_assert_int_eq(curl_global_init(CURL_GLOBAL_DEFAULT), CURLE_OK);
    fetch = fetch_open(&options);
    ck_assert_ptr_nonnull(fetch);
    ck_assert(fetch_add(fetch, &request));
    ck_assert_int_eq(fetch_run(fetch), expected);
    counts = *fetch_counts(fetch);
    fetch_close(fetch);
    curl_global_cleanup();
    return counts;
}

START_TEST(a_server_that_is_not_there_is_given_up_after_some_tries)
{
    struct fetch_counts counts;

    ck_assert_int_eq(setenv("no_proxy", "*", 1), 0);
    counts = fetch_one(nobody(), FETCH_DONE, NULL);
    ck_assert_uint_eq(counts.requests, 3);
    ck_assert_uint_eq(counts.again, 2);
    ck_assert_int_eq(heard.lost, 1);
    ck_assert_int_eq(heard.loss, FETCH_LOST_NETWORK);
    ck_assert_ptr_nonnull(strstr(heard.reason, "given up after 3 tries"));
}
END_TEST

START_TEST(an_address_that_is_neither_http_nor_https_is_not_tried_again)
{
    struct fetch_counts counts = fetch_one("file:///etc/passwd", FETCH_DONE, NULL);

    ck_assert_uint_eq(counts.requests, 1);
    ck_assert_int_eq(heard.lost, 1);
}
END_TEST

START_TEST(what_is_to_stop_sends_nothing)
{
    static const volatile sig_atomic_t stop = 1;

    ck_assert_uint_eq(fetch_one("http://127.0.0.1:1/", FETCH_ENDED, &stop).requests, 0);
    ck_assert_int_eq(heard.lost, 0);
}
END_TEST

START_TEST(a_digest_is_read_alone_and_among_others)
{
    static const char *const headers[] = {
        "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:",
        "sha-512=:AAAA:, sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:",
        "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=: , md5=:AAAA:",
    };
    char digest[DIGEST_BYTES]; /* of no bytes */

    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        ck_assert_int_eq(repr_digest_read(headers[i], digest), REPR_DIGEST_READ);
        ck_assert_str_eq(digest, "sha-256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
END_TEST

START_TEST(a_digest_that_is_malformed_is_told_from_none)
{
    char digest[DIGEST_BYTES];

    ck_assert_int_eq(repr_digest_read(NULL, digest), REPR_DIGEST_NONE);
    ck_assert_int_eq(repr_digest_read("", digest), REPR_DIGEST_NONE);
    ck_assert_int_eq(repr_digest_read("sha-512=:AAAA:, x-sha-256=:AAAA:", digest), REPR_DIGEST_NONE);
    ck_assert_int_eq(repr_digest_read("sha-256=:AAAA:", digest), REPR_DIGEST_MALFORMED);
    ck_assert_int_eq(repr_digest_read("sha-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", digest),
                     REPR_DIGEST_MALFORMED);
    ck_assert_int_eq(repr_digest_read("sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hS*FU=:", digest),
                     REPR_DIGEST_MALFORMED);
}
END_TEST

static Suite *fetch_suite(void)
{
    Suite *suite = suite_create("fetch");
    TCase *tests = tcase_create("fetch");

    tcase_add_test(tests, a_server_that_is_not_there_is_given_up_after_some_tries);
    tcase_add_test(tests, an_address_that_is_neither_http_nor_https_is_not_tried_again);
    tcase_add_test(tests, what_is_to_stop_sends_nothing);
    tcase_add_test(tests, a_digest_is_read_alone_and_among_others);
    tcase_add_test(tests, a_digest_that_is_malformed_is_told_from_none);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(fetch_suite)
