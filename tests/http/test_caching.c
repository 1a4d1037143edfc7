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

static const char *const paths[] = {"/v1/occupations/103332", "/v1/wages", "/v1/wages.csv", "/v1/regions?limit=3",
                                    "/openapi.json",          "/docs",     "/robots.txt",   "/docs/problems/gone"};
enum { PATHS = sizeof paths / sizeof *paths };

/** Asks with one header of ours. */
static struct seen ask_with(const char *method, const char *path, const char *name, const char *value)
{
    char header[512];

    snprintf(header, sizeof header, "%s: %s", name, value);
    return client_ask(server.url, method, path, (const char *const[]){header, NULL});
}

START_TEST(the_same_question_has_the_same_tag_and_another_has_another)
{
    struct seen first = client_get(&server, paths[_i]), again = client_get(&server, paths[_i]);
    struct seen other = client_get(&server, paths[(_i + 1) % PATHS]);
    const char *etag = seen_header(&first, "ETag");

    ck_assert_int_eq(etag[0], '"');
    ck_assert_str_eq(etag, seen_header(&again, "ETag"));
    ck_assert_str_ne(etag, seen_header(&other, "ETag"));
    ck_assert_str_eq(first.body, again.body);
    ck_assert_str_eq(seen_header(&first, "Cache-Control"), "public, max-age=300, stale-while-revalidate=86400");
    seen_release(&first);
    seen_release(&again);
    seen_release(&other);
}
END_TEST

START_TEST(head_has_the_headers_of_get_and_no_body)
{
    struct seen get = client_get(&server, paths[_i]), head = client_ask(server.url, "HEAD", paths[_i], NULL);
    char *get_date = strstr(get.head, "Date: "), *head_date = strstr(head.head, "Date: ");

    ck_assert_uint_eq(head.length, 0);
    memset(get_date, '-', strcspn(get_date, "\r"));
    memset(head_date, '-', strcspn(head_date, "\r"));
    ck_assert_str_eq(head.head, get.head);
    ck_assert_uint_eq(strtoul(seen_header(&head, "Content-Length"), NULL, 10), get.length);
    seen_release(&get);
    seen_release(&head);
}
END_TEST

START_TEST(who_has_the_current_representation_gets_304)
{
    struct seen whole = client_get(&server, paths[_i]);
    const char *etag = seen_header(&whole, "ETag");
    char list[256], weak[128];
    const char *const tags[] = {etag, "*", list, weak};

    snprintf(list, sizeof list, "\"jina\", %s", etag);
    snprintf(weak, sizeof weak, "W/%s", etag);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        struct seen answer = ask_with(i % 2 ? "GET" : "HEAD", paths[_i], "If-None-Match", tags[i]);
        static const char *const kept[] = {"ETag", "Cache-Control", "Vary", "Dataset-Version", "Link"};

        ck_assert_int_eq(answer.status, 304);
        ck_assert_uint_eq(answer.length, 0);
        for (size_t k = 0; k < sizeof kept / sizeof *kept; k++) {
            const char *value = seen_header(&whole, kept[k]);

            if (value)
                ck_assert_str_eq(seen_header(&answer, kept[k]), value);
            else
                ck_assert_ptr_null(seen_header(&answer, kept[k]));
        }
        ck_assert_ptr_null(seen_header(&answer, "Content-Type"));
        ck_assert_ptr_null(seen_header(&answer, "Last-Modified"));     /* the tag says it better */
        ck_assert_str_eq(seen_header(&answer, "Content-Length"), "0"); /* no client waits for a body */
        seen_release(&answer);
    }
    seen_release(&whole);
}
END_TEST

START_TEST(another_tag_gets_the_whole)
{
    struct seen answer = ask_with("GET", paths[_i], "If-None-Match", "\"jina\"");

    ck_assert_int_eq(answer.status, 200);
    ck_assert_uint_gt(answer.length, 0);
    seen_release(&answer);
}
END_TEST

START_TEST(if_modified_since_counts_where_there_is_a_date_and_no_tag)
{
    struct seen whole = client_get(&server, "/v1/wages"), answer;
    const char *date = seen_header(&whole, "Last-Modified");

    answer = ask_with("GET", "/v1/wages", "If-Modified-Since", date);
    ck_assert_int_eq(answer.status, 304);
    seen_release(&answer);
    answer = ask_with("GET", "/v1/wages", "If-Modified-Since", "Sat, 01 Jan 2000 00:00:00 GMT");
    ck_assert_int_eq(answer.status, 200);
    seen_release(&answer);
    answer = ask_with("GET", "/openapi.json", "If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT");
    ck_assert_int_eq(answer.status, 200);
    seen_release(&answer);
    answer = client_ask(
        server.url, "GET", "/v1/wages",
        (const char *const[]){"If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT", "If-None-Match: \"jina\"", NULL});
    ck_assert_int_eq(answer.status, 200);
    seen_release(&answer);
    seen_release(&whole);
}
END_TEST

START_TEST(header_lines_of_one_name_are_one_list)
{
    struct seen whole = client_get(&server, "/v1/wages");
    char own[256];
    const char *const orders[][3] = {{"If-None-Match: \"jina\"", own, NULL}, {own, "If-None-Match: \"jina\"", NULL}};

    snprintf(own, sizeof own, "If-None-Match: %s", seen_header(&whole, "ETag"));
    for (size_t i = 0; i < 2; i++) {
        struct seen answer = client_ask(server.url, "GET", "/v1/wages", orders[i]);

        ck_assert_int_eq(answer.status, 304);
        seen_release(&answer);
    }
    seen_release(&whole);
}
END_TEST

START_TEST(each_encoding_is_the_same_text_under_a_tag_of_its_own)
{
    static const char *const encodings[][3] = {{"gzip", "gzip", "-gz\""},
                                               {"br", "br", "-br\""},
                                               {"gzip;q=0.5, br", "br", "-br\""},
                                               {"br;q=0, *", "gzip", "-gz\""}};
    struct seen plain = client_get(&server, "/v1/occupations/103332");

    ck_assert_ptr_null(seen_header(&plain, "Content-Encoding"));
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        struct seen answer = client_decoded(&server, "/v1/occupations/103332", encodings[i][0]);
        const char *etag = seen_header(&answer, "ETag");
        struct seen again = ask_with("GET", "/v1/occupations/103332", "If-None-Match", etag);

        ck_assert_str_eq(seen_header(&answer, "Content-Encoding"), encodings[i][1]);
        ck_assert_str_eq(etag + strlen(etag) - 4, encodings[i][2]);
        ck_assert_uint_lt(strtoul(seen_header(&answer, "Content-Length"), NULL, 10), plain.length / 2);
        ck_assert_str_eq(answer.body, plain.body);
        ck_assert_int_eq(again.status, 200); /* the tag of another encoding */
        seen_release(&answer);
        seen_release(&again);
    }
    seen_release(&plain);
}
END_TEST

START_TEST(what_is_short_is_not_compressed)
{
    struct seen answer = ask_with("GET", "/robots.txt", "Accept-Encoding", "gzip, br");

    ck_assert_ptr_null(seen_header(&answer, "Content-Encoding"));
    ck_assert_ptr_nonnull(strstr(answer.body, "User-agent"));
    seen_release(&answer);
}
END_TEST

START_TEST(vary_names_what_the_choice_was_made_by)
{
    static const char *const rows[][2] = {{"/v1/wages", "Accept, Accept-Encoding"},
                                          {"/v1/wages.csv", "Accept-Encoding"},
                                          {"/v1/occupations/103332", "Accept, Accept-Encoding"},
                                          {"/v1/occupations/103332.jsonld", "Accept-Encoding"},
                                          {"/v1/dataset", "Accept-Encoding"},
                                          {"/openapi.json", "Accept-Encoding"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct seen answer = client_get(&server, rows[i][0]);

        ck_assert_str_eq(seen_header(&answer, "Vary"), rows[i][1]);
        seen_release(&answer);
    }
}
END_TEST

START_TEST(the_order_of_parameters_and_defaults_make_no_other_entry)
{
    static const char *const same[] = {"/v1/wages?region=CZ010&sphere=wage", "/v1/wages?sphere=wage&region=CZ010",
                                       "/v1/wages?sphere=wage&region=CZ010,CZ010&limit=20"};
    struct server own;
    struct seen metrics;

    server_start(&own, server_dataset(), NULL);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct seen answer = client_get(&own, same[i]);

        ck_assert_int_eq(answer.status, 200);
        seen_release(&answer);
    }
    metrics = client_ask(own.admin, "GET", "/metrics", NULL);
    ck_assert_ptr_nonnull(strstr(metrics.body, "povolani_cache_lookups_total{result=\"hit\"} 2\n"));
    ck_assert_ptr_nonnull(strstr(metrics.body, "povolani_cache_lookups_total{result=\"miss\"} 1\n"));
    ck_assert_ptr_nonnull(strstr(metrics.body, "povolani_requests_total{route=\"/v1/wages\",status=\"2xx\"} 3\n"));
    ck_assert_ptr_nonnull(strstr(metrics.body, "povolani_cache_entries 1\n"));
    ck_assert_str_eq(metrics.body + metrics.length - 6, "# EOF\n");
    seen_release(&metrics);
    server_stop(&own);
}
END_TEST

START_TEST(without_a_cache_the_answers_are_the_same)
{
    static const char *const options[] = {"--cache-size", "0", NULL};
    struct seen cached = client_get(&server, paths[_i]), fresh;
    struct server own;

    server_start(&own, server_dataset(), options);
    for (int i = 0; i < 2; i++) {
        fresh = client_get(&own, paths[_i]);
        ck_assert_str_eq(fresh.body, cached.body);
        ck_assert_str_eq(seen_header(&fresh, "ETag"), seen_header(&cached, "ETag"));
        seen_release(&fresh);
    }
    seen_release(&cached);
    server_stop(&own);
}
END_TEST

static Suite *caching_suite(void)
{
    Suite *suite = suite_create("caching over HTTP");
    TCase *tests = tcase_create("caching over HTTP");

    tcase_add_unchecked_fixture(tests, start, stop);
    tcase_add_loop_test(tests, the_same_question_has_the_same_tag_and_another_has_another, 0, PATHS);
    tcase_add_loop_test(tests, head_has_the_headers_of_get_and_no_body, 0, PATHS);
    tcase_add_loop_test(tests, who_has_the_current_representation_gets_304, 0, PATHS);
    tcase_add_loop_test(tests, another_tag_gets_the_whole, 0, PATHS);
    tcase_add_test(tests, if_modified_since_counts_where_there_is_a_date_and_no_tag);
    tcase_add_test(tests, header_lines_of_one_name_are_one_list);
    tcase_add_test(tests, each_encoding_is_the_same_text_under_a_tag_of_its_own);
    tcase_add_test(tests, what_is_short_is_not_compressed);
    tcase_add_test(tests, vary_names_what_the_choice_was_made_by);
    tcase_add_test(tests, the_order_of_parameters_and_defaults_make_no_other_entry);
    tcase_add_loop_test(tests, without_a_cache_the_answers_are_the_same, 0, PATHS);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(caching_suite)
