/* Questions that are posted, as bytes on a connection. */
#include "tests/support/client.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BODY_BYTES_MAX = 64 * 1024 };

static const char path[] = "/v1/match/titles";
static struct server server;

static void start(void)
{
    server_start(&server, server_dataset(), NULL);
}

static void stop(void)
{
    server_stop(&server);
}

START_TEST(an_answer_to_what_was_posted_is_kept_by_nobody)
{
    struct seen first = client_post(&server, path, "{\"titles\":[\"ředitel\"]}");
    struct seen other = client_post(&server, path, "{\"titles\":[\"kuchař\"]}");

    ck_assert_int_eq(first.status, 200);
    ck_assert_str_eq(seen_header(&first, "Cache-Control"), "no-store");
    ck_assert_ptr_null(seen_header(&first, "ETag"));
    ck_assert_ptr_nonnull(seen_header(&first, "Dataset-Version"));
    ck_assert_ptr_nonnull(strstr(first.body, "\"title\":\"ředitel\""));
    ck_assert_ptr_nonnull(strstr(other.body, "\"title\":\"kuchař\""));
    seen_release(&first);
    seen_release(&other);
}
END_TEST

START_TEST(a_connection_takes_one_body_after_another_each_as_long_as_it_is)
{
    static const char head[] = "POST /v1/match/titles HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    char bytes[2048];
    char *answers;

    snprintf(bytes, sizeof bytes,
             "%sContent-Length: 33\r\n\r\n{\"titles\":[\"první, ta delší\"]}"
             "%sTransfer-Encoding: chunked\r\n\r\nb\r\n{\"titles\":[\r\nb\r\n\"druhá\"]}\n\r\n0\r\n\r\n"
             "%sConnection: close\r\nContent-Length: 22\r\n\r\n{\"titles\":[\"třetí\"]}",
             head, head, head);
    answers = client_send(&server, bytes, strlen(bytes));
    ck_assert_msg(strstr(answers, "\"title\":\"první, ta delší\"") != NULL, "%s", answers);
    ck_assert_msg(strstr(answers, "\"title\":\"druhá\"") != NULL, "%s", answers);
    ck_assert_msg(strstr(answers, "\"title\":\"třetí\"") != NULL, "%s", answers);
    free(answers);
}
END_TEST

/* A question of so many bytes. The caller frees. */
static char *question_of(size_t length)
{
    char *body = malloc(length + 1);

    ck_assert_ptr_nonnull(body);
    memset(body, ' ', length);
    memcpy(body, "{\"titles\":[\"ředitel", strlen("{\"titles\":[\"ředitel"));
    memcpy(body + length - 3, "\"]}", 4);
    return body;
}

START_TEST(a_body_may_have_64_kb_and_no_byte_more)
{
    char *most = question_of(BODY_BYTES_MAX), *more = question_of(BODY_BYTES_MAX + 1);
    struct seen taken = client_post(&server, path, most), refused = client_post(&server, path, more);

    ck_assert_int_eq(taken.status, 200);
    ck_assert_int_eq(refused.status, 413);
    seen_release(&taken);
    seen_release(&refused);
    free(most);
    free(more);
}
END_TEST

START_TEST(who_waits_for_100_is_told_to_go_on)
{
    static const char request[] = "POST /v1/match/titles HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                                  "Expect: 100-continue\r\nConnection: close\r\nContent-Length: 22\r\n\r\n"
                                  "{\"titles\":[\"třetí\"]}";
    char *answer = client_send(&server, request, strlen(request));

    ck_assert_msg(strncmp(answer, "HTTP/1.1 100 ", 13) == 0, "%s", answer);
    ck_assert_ptr_nonnull(strstr(answer, "\"title\":\"třetí\""));
    free(answer);
}
END_TEST

START_TEST(what_is_no_json_is_refused_with_its_place)
{
    struct seen answer = client_post(&server, path, "{\"titles\":[\"a\",7]}");

    ck_assert_int_eq(answer.status, 400);
    ck_assert_ptr_nonnull(strstr(answer.body, "\"parameter\":\"/titles/1\""));
    ck_assert_str_eq(seen_header(&answer, "Cache-Control"), "no-store");
    seen_release(&answer);
    answer = client_ask(server.url, "POST", path, NULL);
    ck_assert_int_eq(answer.status, 415);
    seen_release(&answer);
}
END_TEST

static Suite *posted_suite(void)
{
    Suite *suite = suite_create("posted over HTTP");
    TCase *tests = tcase_create("posted over HTTP");

    tcase_add_unchecked_fixture(tests, start, stop);
    tcase_add_test(tests, an_answer_to_what_was_posted_is_kept_by_nobody);
    tcase_add_test(tests, a_connection_takes_one_body_after_another_each_as_long_as_it_is);
    tcase_add_test(tests, a_body_may_have_64_kb_and_no_byte_more);
    tcase_add_test(tests, who_waits_for_100_is_told_to_go_on);
    tcase_add_test(tests, what_is_no_json_is_refused_with_its_place);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(posted_suite)
