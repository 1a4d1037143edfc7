/* What is too large or malformed, byte by byte over a socket. */
#include "tests/support/client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server server;

static void start(void)
{
    server_start(&server, server_dataset(), NULL);
}

static void stop(void)
{
    server_stop(&server);
}

/* The request that is put together. */
static FILE *out;
static char *bytes;
static size_t length;

/** @param line  NULL: the test writes the request line and all else */
static void begin(const char *line)
{
    out = open_memstream(&bytes, &length);
    ck_assert_ptr_nonnull(out);
    if (line)
        fprintf(out, "%s\r\nHost: localhost\r\n", line);
}

static void fill(size_t count)
{
    while (count-- > 0)
        fputc('x', out);
}

/**
 * Sends what was put together and one request more, and checks the answer's status, that it is our problem, and that
 * the other request is answered unless the server closes.
 */
static void expect(int status, const char *problem, bool closes)
{
    char line[32], type[64];
    char *answer;

    fputs("GET /robots.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", out);
    ck_assert_int_eq(fclose(out), 0);
    answer = client_send(&server, bytes, length);
    snprintf(line, sizeof line, "HTTP/1.1 %d ", status);
    snprintf(type, sizeof type, "/docs/problems/%s", problem);
    ck_assert_msg(strncmp(answer, line, strlen(line)) == 0, "not %s:\n%.600s", line, answer);
    ck_assert_msg(strstr(answer, type) != NULL, "not %s:\n%s", type, answer);
    ck_assert_int_eq(strstr(answer, "User-agent: *") != NULL, !closes);
    ck_assert_ptr_nonnull(strstr(answer, "\r\nConnection: close\r\n"));
    free(answer);
    free(bytes);
}

START_TEST(a_target_of_8_kb_is_read_and_one_byte_more_is_414)
{
    for (size_t wanted = 8192; wanted <= 8193; wanted++) {
        begin(NULL);
        fputs("GET /v1/", out);
        fill(wanted - strlen("/v1/"));
        fputs(" HTTP/1.1\r\nHost: localhost\r\n\r\n", out);
        expect(wanted == 8192 ? 404 : 414, wanted == 8192 ? "not-found" : "uri-too-long", false);
    }
}
END_TEST

/* The answer's problem names the target. */
START_TEST(targets_short_and_long_follow_each_other_on_one_connection)
{
    static const size_t wanted[] = {20, 199, 200, 201, 8192, 30, 300, 199, 40};
    enum { COUNT = sizeof wanted / sizeof *wanted };
    char *answers, *at;

    begin(NULL);
    for (size_t i = 0; i < COUNT; i++) {
        fputs("GET /v1/", out);
        fill(wanted[i] - strlen("/v1/"));
        fprintf(out, " HTTP/1.1\r\nHost: localhost\r\n%s\r\n", i + 1 < COUNT ? "" : "Connection: close\r\n");
    }
    ck_assert_int_eq(fclose(out), 0);
    at = answers = client_send(&server, bytes, length);
    for (size_t i = 0; i < COUNT; i++) {
        static const char before[] = "\"instance\":\"/v1/";

        at = strstr(at, before);
        ck_assert_msg(at != NULL, "no answer to the target of %zu bytes", wanted[i]);
        at += strlen(before);
        ck_assert_uint_eq(strspn(at, "x") + strlen("/v1/"), wanted[i]);
    }
    free(answers);
    free(bytes);
}
END_TEST

START_TEST(a_target_of_many_parameters_within_8_kb_is_answered_by_us)
{
    begin(NULL);
    fputs("GET /v1/wages?", out);
    for (int i = 0; i < 4000; i++) /* the library alone never answers these */
        fputs("a&", out);
    fputs(" HTTP/1.1\r\nHost: localhost\r\n\r\n", out);
    expect(400, "bad-parameter", false);
}
END_TEST

START_TEST(headers_of_16_kb_are_read_and_one_byte_more_is_431)
{
    size_t others = strlen("Host: localhost\r\nX-Pole: \r\n");

    for (size_t wanted = 16384; wanted <= 16385; wanted++) {
        begin("GET /v1/nic HTTP/1.1");
        fputs("X-Pole: ", out);
        fill(wanted - others);
        fputs("\r\n\r\n", out);
        expect(wanted == 16384 ? 404 : 431, wanted == 16384 ? "not-found" : "headers-too-large", false);
    }
}
END_TEST

START_TEST(headers_over_16_kb_are_431_few_or_many)
{
    begin("GET /v1/wages HTTP/1.1");
    fputs("Cookie: ", out);
    fill(16384);
    fputs("\r\n\r\n", out);
    expect(431, "headers-too-large", false);
    begin("GET /v1/wages HTTP/1.1");
    for (int i = 0; i < 250; i++) {
        fprintf(out, "X-Pole-%d: ", i);
        fill(60);
        fputs("\r\n", out);
    }
    fputs("\r\n", out);
    expect(431, "headers-too-large", false);
}
END_TEST

START_TEST(headers_of_just_under_16_kb_are_read_beside_a_target_of_8_kb)
{
    begin(NULL);
    fputs("GET /v1/nic?q=", out);
    fill(8000);
    fputs(" HTTP/1.1\r\nHost: localhost\r\n", out);
    for (int i = 0; i < 100; i++) {
        fprintf(out, "X-Pole-%02d: ", i);
        fill(145);
        fputs("\r\n", out);
    }
    fputs("\r\n", out);
    expect(404, "not-found", false);
}
END_TEST

START_TEST(three_hundred_short_headers_are_read)
{
    begin("GET /v1/nic HTTP/1.1");
    for (int i = 100; i < 400; i++)
        fprintf(out, "X-Pole-%d: %037d\r\n", i, i);
    fputs("\r\n", out);
    expect(404, "not-found", false);
}
END_TEST

static void fill_with_cookies(size_t count)
{
    fputs("Cookie: ", out);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "c%zu=1; ", i);
    fputs("last=1\r\n", out);
}

START_TEST(cookies_of_just_under_16_kb_are_read_few_or_many)
{
    begin(NULL);
    fputs("GET /v1/nic?q=", out);
    fill(8000);
    fputs(" HTTP/1.1\r\nHost: localhost\r\nCookie: one=", out);
    fill(16000);
    fputs("\r\n\r\n", out);
    expect(404, "not-found", false);
    begin("GET /v1/nic HTTP/1.1"); /* the library alone has no room for 500 */
    fill_with_cookies(1700);
    fputs("\r\n", out);
    expect(404, "not-found", false);
}
END_TEST

START_TEST(cookies_over_16_kb_are_431_few_or_many)
{
    begin("GET /v1/nic HTTP/1.1");
    fputs("Cookie: one=", out);
    fill(30000);
    fputs("\r\n\r\n", out);
    expect(431, "headers-too-large", false);
    begin("GET /v1/nic HTTP/1.1");
    fill_with_cookies(2500);
    fputs("\r\n", out);
    expect(431, "headers-too-large", false);
}
END_TEST

START_TEST(a_body_over_64_kb_is_413_and_closes)
{
    static const size_t lengths[] = {65537, 500000};

    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        begin("POST /v1/wages HTTP/1.1");
        fprintf(out, "Content-Length: %zu\r\n\r\n", lengths[i]);
        fill(lengths[i]);
        expect(413, "content-too-large", true);
    }
}
END_TEST

START_TEST(a_body_that_is_declared_too_large_is_not_waited_for)
{
    begin("POST /v1/wages HTTP/1.1");
    fputs("Content-Length: 99999999999\r\n\r\n", out);
    expect(413, "content-too-large", true);
}
END_TEST

START_TEST(a_chunked_body_over_64_kb_is_413_and_closes)
{
    begin("POST /v1/wages HTTP/1.1");
    fputs("Transfer-Encoding: chunked\r\n\r\n", out);
    for (int i = 0; i < 70; i++) {
        fputs("400\r\n", out);
        fill(0x400);
        fputs("\r\n", out);
    }
    fputs("0\r\n\r\n", out);
    expect(413, "content-too-large", true);
}
END_TEST

START_TEST(a_body_without_one_sure_end_is_400_and_closes)
{
    static const char *const framings[] = {
        "Content-Length: 3\r\nContent-Length: 3\r\n",
        "Content-Length: 3\r\nContent-Length: 30\r\n",
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
        "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding : chunked\r\n",
    };

    for (size_t i = 0; i < sizeof framings / sizeof *framings; i++) {
        begin("POST /v1/wages HTTP/1.1");
        fprintf(out, "%s\r\nabcGET /v1/pasovany HTTP/1.1\r\n\r\n", framings[i]);
        expect(400, "bad-request", true);
    }
    server_logged(&server, "\"/v1/wages\" status=400", sizeof framings / sizeof *framings);
}
END_TEST

START_TEST(escapes_mean_what_was_sent)
{
    static const struct {
        const char *line;
        int status;
        const char *problem;
    } targets[] = {
        {"GET /v1/occupations%2F103332 HTTP/1.1", 404, "not-found"},
        {"GET /v1/occupations/103332%00 HTTP/1.1", 404, "not-found"},
        {"GET /v1/wages?region=%zz HTTP/1.1", 400, "bad-request"},
        {"GET /v1/wages?region=%C4 HTTP/1.1", 400, "bad-request"},
        {"GET /v1/wages?region=%C4%8C HTTP/1.1", 400, "bad-parameter"},
        {"GET /v1/../v1/wages HTTP/1.1", 404, "not-found"},
        {"GET http://localhost/v1/nic HTTP/1.1", 404, "not-found"},
    };

    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        begin(targets[i].line);
        fputs("\r\n", out);
        expect(targets[i].status, targets[i].problem, false);
    }
}
END_TEST

START_TEST(requests_in_one_write_are_answered_in_order)
{
    static const char requests[] = "GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n"
                                   "GET /v1/nic HTTP/1.1\r\nHost: a\r\n\r\n"
                                   "HEAD /v1/wages HTTP/1.1\r\nHost: a\r\n\r\n"
                                   "GET /robots.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    static const char *const lines[] = {"HTTP/1.1 200 ", "HTTP/1.1 404 ", "HTTP/1.1 200 ", "HTTP/1.1 200 "};
    char *answer = client_send(&server, requests, strlen(requests));
    const char *at = answer;

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        at = strstr(at, "HTTP/1.1 ");
        ck_assert_ptr_nonnull(at);
        ck_assert_int_eq(strncmp(at, lines[i], strlen(lines[i])), 0);
        at++;
    }
    ck_assert_ptr_null(strstr(at, "HTTP/1.1 "));
    free(answer);
}
END_TEST

START_TEST(what_is_no_http_does_no_harm)
{
    static const char *const nonsense[] = {
        "Ředitel zákaznických služeb\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /v1/wages HTTP/1.1\r\nno colon\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
    };
    struct seen answer;

    for (size_t i = 0; i < sizeof nonsense / sizeof *nonsense; i++)
        free(client_send(&server, nonsense[i], strlen(nonsense[i])));
    answer = client_get(&server, "/v1/occupations/103332");
    ck_assert_int_eq(answer.status, 200);
    seen_release(&answer);
}
END_TEST

START_TEST(the_log_cannot_be_forged_by_a_target)
{
    static const char request[] = "GET /v1/\"%0Astatus=200\x01\xc5\x98 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                  "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n\r\n";

    free(client_send(&server, request, strlen(request)));
    server_logged(&server,
                  " id=0af7651916cd43dd8448eb211c80319c client=127.0.0.1 method=\"GET\" "
                  "target=\"/v1/\\\"%0Astatus=200\\x01\\xc5\\x98\" status=",
                  1);
}
END_TEST

START_TEST(who_waits_for_100_reads_413_without_sending_a_body_over_64_kb)
{
    begin("POST /v1/wages HTTP/1.1");
    fputs("Expect: 100-continue\r\nContent-Length: 65537\r\n\r\n", out);
    expect(413, "content-too-large", true);
}
END_TEST

START_TEST(who_waits_for_100_may_send_a_body_of_64_kb)
{
    static const char request[] = "POST /v1/wages HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                                  "Content-Length: 65536\r\n\r\n";
    char *answer = client_send(&server, request, strlen(request));

    ck_assert_str_eq(answer, "HTTP/1.1 100 Continue\r\n\r\n");
    free(answer);
}
END_TEST

START_TEST(no_host_or_two_are_400_and_close)
{
    static const char *const heads[] = {
        "GET /v1/wages HTTP/1.1\r\n",
        "GET http://localhost/v1/wages HTTP/1.1\r\n",
        "GET /v1/wages HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
    };

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        begin(NULL);
        fprintf(out, "%s\r\n", heads[i]);
        expect(400, "bad-request", true);
    }
}
END_TEST

START_TEST(http_1_0_needs_no_host)
{
    static const char request[] = "GET /robots.txt HTTP/1.0\r\n\r\n";
    char *answer = client_send(&server, request, strlen(request));

    ck_assert_ptr_nonnull(strstr(answer, "User-agent: *"));
    free(answer);
}
END_TEST

START_TEST(a_whole_address_is_a_target_of_the_admin_listener_too)
{
    static const char request[] = "GET http://localhost/livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    struct server admin = server;
    char *answer;

    memcpy(admin.url, server.admin, sizeof admin.url);
    answer = client_send(&admin, request, strlen(request));
    ck_assert_msg(strncmp(answer, "HTTP/1.1 200", 12) == 0 && strstr(answer, "alive\n"), "%s", answer);
    free(answer);
}
END_TEST

START_TEST(a_problem_repeats_no_byte_that_is_not_ascii)
{
    static const char request[] = "GET /v1/occupations/\xc5\x98 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    char *answer = client_send(&server, request, strlen(request));

    ck_assert_msg(strstr(answer, "\"instance\":\"/v1/occupations/%C5%98\"") != NULL, "%s", answer);
    free(answer);
}
END_TEST

START_TEST(no_line_of_the_log_is_longer_than_what_a_pipe_takes_in_one_piece)
{
    char *log, *rest, *line;

    begin(NULL);
    fputs("GET /", out);
    for (int i = 0; i < 8000; i++)
        fputc('\x01', out);
    fputs(" HTTP/1.1\r\nHost: localhost\r\n\r\n", out);
    expect(404, "not-found", false);
    server_logged(&server, "\" cut=true status=404", 1);
    log = support_read(server.log, NULL);
    rest = log;
    while ((line = strsep(&rest, "\n")))
        ck_assert_uint_lt(strlen(line), 4096);
    free(log);
}
END_TEST

static Suite *limits_suite(void)
{
    Suite *suite = suite_create("limits over HTTP");
    TCase *tests = tcase_create("limits over HTTP");

    tcase_add_unchecked_fixture(tests, start, stop);
    tcase_add_test(tests, a_target_of_8_kb_is_read_and_one_byte_more_is_414);
    tcase_add_test(tests, targets_short_and_long_follow_each_other_on_one_connection);
    tcase_add_test(tests, a_target_of_many_parameters_within_8_kb_is_answered_by_us);
    tcase_add_test(tests, headers_of_16_kb_are_read_and_one_byte_more_is_431);
    tcase_add_test(tests, headers_over_16_kb_are_431_few_or_many);
    tcase_add_test(tests, headers_of_just_under_16_kb_are_read_beside_a_target_of_8_kb);
    tcase_add_test(tests, three_hundred_short_headers_are_read);
    tcase_add_test(tests, cookies_of_just_under_16_kb_are_read_few_or_many);
    tcase_add_test(tests, cookies_over_16_kb_are_431_few_or_many);
    tcase_add_test(tests, a_body_over_64_kb_is_413_and_closes);
    tcase_add_test(tests, a_body_that_is_declared_too_large_is_not_waited_for);
    tcase_add_test(tests, a_chunked_body_over_64_kb_is_413_and_closes);
    tcase_add_test(tests, a_body_without_one_sure_end_is_400_and_closes);
    tcase_add_test(tests, escapes_mean_what_was_sent);
    tcase_add_test(tests, requests_in_one_write_are_answered_in_order);
    tcase_add_test(tests, what_is_no_http_does_no_harm);
    tcase_add_test(tests, the_log_cannot_be_forged_by_a_target);
    tcase_add_test(tests, who_waits_for_100_reads_413_without_sending_a_body_over_64_kb);
    tcase_add_test(tests, who_waits_for_100_may_send_a_body_of_64_kb);
    tcase_add_test(tests, no_host_or_two_are_400_and_close);
    tcase_add_test(tests, http_1_0_needs_no_host);
    tcase_add_test(tests, a_whole_address_is_a_target_of_the_admin_listener_too);
    tcase_add_test(tests, a_problem_repeats_no_byte_that_is_not_ascii);
    tcase_add_test(tests, no_line_of_the_log_is_longer_than_what_a_pipe_takes_in_one_piece);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(limits_suite)
