/* Card 103332 on its way from the text to the client. Figures are those of data/cards/103332.txt. */
#include "tests/support/client.h"
#include "tests/support/dataset.h"

#include <stdio.h>
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

static size_t count_of(const json_t *object, const char *name)
{
    const json_t *list = json_object_get(object, name);

    ck_assert_msg(json_is_array(list), "%s is no list", name);
    return json_array_size(list);
}

static const char *text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

START_TEST(the_card_is_answered_whole)
{
    struct seen answer = client_get(&server, "/v1/occupations/103332");
    json_t *card = seen_json(&answer);
    const json_t *median = json_object_get(card, "median_wage");

    ck_assert_int_eq(answer.status, 200);
    ck_assert_str_eq(seen_header(&answer, "Content-Type"), "application/json");
    ck_assert_str_eq(seen_header(&answer, "Content-Language"), "cs");
    ck_assert_str_eq(text_of(card, "id"), "103332");
    ck_assert_str_eq(text_of(card, "name"), "Ředitel zákaznických služeb");
    ck_assert(json_is_null(json_object_get(card, "slug")));
    ck_assert_int_eq(json_integer_value(json_object_get(median, "amount")), 61032);
    ck_assert_str_eq(text_of(median, "isco"), "12214");
    ck_assert_uint_eq(count_of(card, "activities"), 11);
    ck_assert_uint_eq(count_of(card, "working_conditions"), 22);
    ck_assert_uint_eq(count_of(card, "isco"), 2);
    ck_assert_uint_gt(count_of(card, "wages"), 20);
    ck_assert_uint_gt(count_of(card, "competences"), 20);
    json_decref(card);
    seen_release(&answer);
}
END_TEST

START_TEST(a_part_is_what_the_whole_card_says)
{
    static const char *const parts[][2] = {{"wages", "wages"},
                                           {"competences", "competences"},
                                           {"education", "education"},
                                           {"working-conditions", "working_conditions"}};
    struct seen answer = client_get(&server, "/v1/occupations/103332");
    json_t *card = seen_json(&answer);

    seen_release(&answer);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const json_t *items = json_object_get(card, parts[i][1]);
        char path[64];
        json_t *part;

        snprintf(path, sizeof path, "/v1/occupations/103332/%s", parts[i][0]);
        answer = client_get(&server, path);
        part = seen_json(&answer);
        ck_assert_msg(json_equal(json_object_get(part, "items"), items), "%s differ", parts[i][0]);
        ck_assert_int_eq(json_integer_value(json_object_get(part, "total")), (json_int_t)json_array_size(items));
        ck_assert(json_is_null(json_object_get(part, "next")));
        json_decref(part);
        seen_release(&answer);
    }
    json_decref(card);
}
END_TEST

START_TEST(fields_leaves_out_what_was_not_asked_for)
{
    struct seen answer = client_get(&server, "/v1/occupations/103332?fields=median_wage.amount,name");

    ck_assert_str_eq(answer.body, "{\"name\":\"Ředitel zákaznických služeb\",\"median_wage\":{\"amount\":61032}}\n");
    seen_release(&answer);
}
END_TEST

START_TEST(a_part_is_also_a_table)
{
    struct seen by_suffix = client_get(&server, "/v1/occupations/103332/wages.csv?fields=region,sphere,median");
    struct seen by_accept = client_ask(server.url, "GET", "/v1/occupations/103332/wages?fields=region,sphere,median",
                                       (const char *const[]){"Accept: text/csv", NULL});

    ck_assert_str_eq(seen_header(&by_suffix, "Content-Type"), "text/csv; charset=utf-8; header=present");
    ck_assert_str_eq(by_suffix.body, by_accept.body);
    ck_assert_int_eq(strncmp(by_suffix.body, "region,sphere,median\r\n", 22), 0);
    ck_assert_ptr_nonnull(strstr(by_suffix.body, "CZ,wage,61032\r\n"));
    seen_release(&by_suffix);
    seen_release(&by_accept);
}
END_TEST

START_TEST(every_answer_names_the_dataset_and_the_contract)
{
    static const char *const paths[] = {"/v1/occupations/103332", "/v1/nic", "/v1/wages.csv", "/openapi.json", "/docs"};

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct seen answer = client_get(&server, paths[i]);

        ck_assert_uint_eq(strlen(seen_header(&answer, "Dataset-Version")), 16);
        ck_assert_str_eq(seen_header(&answer, "X-Content-Type-Options"), "nosniff");
        ck_assert_str_eq(seen_header(&answer, "Access-Control-Allow-Origin"), "*");
        ck_assert_str_eq(seen_header(&answer, "Access-Control-Expose-Headers"),
                         "ETag, Link, Dataset-Version, Repr-Digest");
        ck_assert_ptr_nonnull(strstr(seen_header(&answer, "Link"),
                                     "</openapi.json>; rel=\"service-desc\", </docs>; rel=\"service-doc\""));
        seen_release(&answer);
    }
}
END_TEST

START_TEST(the_public_url_stands_before_every_link)
{
    static const char *const options[] = {"--public-url", "https://example.cz/api/povolani/", NULL};
    struct server proxied;
    struct seen answer, problem;

    server_start(&proxied, server_dataset(), options);
    answer = client_get(&proxied, "/v1/wages?limit=1");
    problem = client_get(&proxied, "/v1/nic");
    ck_assert_ptr_nonnull(strstr(answer.body, "\"next\":\"https://example.cz/api/povolani/v1/wages?"));
    ck_assert_ptr_nonnull(strstr(seen_header(&answer, "Link"), "<https://example.cz/api/povolani/openapi.json>"));
    ck_assert_ptr_nonnull(strstr(seen_header(&answer, "Link"), "<https://example.cz/api/povolani/v1/wages?"));
    ck_assert_ptr_nonnull(strstr(problem.body, "\"type\":\"https://example.cz/api/povolani/docs/problems/not-found\""));
    seen_release(&answer);
    seen_release(&problem);
    server_stop(&proxied);
}
END_TEST

START_TEST(a_slug_is_answered_with_308_to_the_id)
{
    struct server slugs;
    struct seen answer;

    server_start(&slugs, dataset_write(support_folder(), "povolani.db", ""), NULL);
    answer = client_get(&slugs, "/v1/occupations/reditel-zakaznickych-sluz");
    ck_assert_int_eq(answer.status, 308);
    ck_assert_str_eq(seen_header(&answer, "Location"), "/v1/occupations/103332");
    ck_assert_uint_eq(answer.length, 0);
    seen_release(&answer);
    answer = client_get(&slugs, "/v1/occupations/reditel-zakaznickych-sluz/wages.csv?region=CZ010&fields=median");
    ck_assert_str_eq(seen_header(&answer, "Location"), "/v1/occupations/103332/wages.csv?region=CZ010&fields=median");
    seen_release(&answer);
    answer = client_get(&slugs, "/v1/occupations/reditel-zakaznickych-sluz.jsonld");
    ck_assert_str_eq(seen_header(&answer, "Location"), "/v1/occupations/103332.jsonld");
    seen_release(&answer);
    server_stop(&slugs);
}
END_TEST

static void expect_form(const char *path, const char *media_type, const char *vary, const char *begins)
{
    struct seen answer = client_get(&server, path);

    ck_assert_int_eq(answer.status, 200);
    ck_assert_str_eq(seen_header(&answer, "Content-Type"), media_type);
    ck_assert_str_eq(seen_header(&answer, "Vary"), vary);
    ck_assert_ptr_nonnull(seen_header(&answer, "ETag"));
    ck_assert_msg(strncmp(answer.body, begins, strlen(begins)) == 0, "%s: %s", path, answer.body);
    seen_release(&answer);
}

START_TEST(a_suffix_gives_another_form_and_each_has_its_place_in_the_cache)
{
    for (int round = 0; round < 2; round++) {
        expect_form("/v1/occupations/103332?fields=id", "application/json", "Accept, Accept-Encoding",
                    "{\"id\":\"103332\"}");
        expect_form("/v1/occupations/103332.jsonld?fields=id", "application/ld+json", "Accept-Encoding",
                    "{\"@context\":\"https://schema.org\",\"@type\":\"Occupation\",");
        expect_form("/v1/occupations/103332/wages.svg?region=CZ010", "image/svg+xml", "Accept-Encoding",
                    "<svg xmlns='http://www.w3.org/2000/svg'");
        expect_form("/v1/occupations/103332/wages?region=CZ010", "application/json", "Accept, Accept-Encoding",
                    "{\"items\":[");
    }
}
END_TEST

static Suite *occupation_suite(void)
{
    Suite *suite = suite_create("occupation over HTTP");
    TCase *tests = tcase_create("occupation over HTTP");

    tcase_add_unchecked_fixture(tests, start, stop);
    tcase_set_timeout(tests, 0);
    tcase_add_test(tests, the_card_is_answered_whole);
    tcase_add_test(tests, a_part_is_what_the_whole_card_says);
    tcase_add_test(tests, fields_leaves_out_what_was_not_asked_for);
    tcase_add_test(tests, a_part_is_also_a_table);
    tcase_add_test(tests, every_answer_names_the_dataset_and_the_contract);
    tcase_add_test(tests, the_public_url_stands_before_every_link);
    tcase_add_test(tests, a_suffix_gives_another_form_and_each_has_its_place_in_the_cache);
    tcase_add_test(tests, a_slug_is_answered_with_308_to_the_id);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(occupation_suite)
