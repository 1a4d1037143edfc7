#include "server/router.h"
#include "tests/support/support.h"

#include <string.h>

/* clang-format off */
static const struct route table[] = {
    {METHOD_GET,  "/",                            .representations = AS_JSON},
    {METHOD_GET,  "/openapi.json",                .representations = AS_JSON},
    {METHOD_GET,  "/v1/occupations",              .representations = AS_JSON | AS_CSV},
    {METHOD_GET,  "/v1/occupations/{id}",         .representations = AS_JSON | AS_JSONLD},
    {METHOD_GET,  "/v1/occupations/{id}/wages",   .representations = AS_JSON | AS_CSV | AS_SVG},
    {METHOD_GET,  "/v1/wages",                    .representations = AS_JSON | AS_CSV},
    {METHOD_GET,  "/v1/export/wages.csv",         .representations = AS_JSON},
    {METHOD_POST, "/v1/match/titles",             .representations = AS_JSON},
    {METHOD_GET,  "/v1/match/titles",             .representations = AS_JSON},
    {METHOD_POST, "/v1/match/competences",        .representations = AS_JSON},
    {METHOD_GET,  "/v1/pairs/{from}/with/{to}",   .representations = AS_JSON | AS_CSV},
    {0},
};
/* clang-format on */

static struct arena *arena;

static void open_arena(void)
{
    arena = arena_new();
    ck_assert_ptr_nonnull(arena);
}

static void close_arena(void)
{
    arena_free(arena);
}

static struct target parsed(const char *path)
{
    struct target target;
    size_t at;

    ck_assert_int_eq(target_parse(path, arena, &target, &at), TARGET_OK);
    return target;
}

static struct match matched(const char *path, enum method method)
{
    struct target target = parsed(path);

    return router_match(table, &target, method);
}

/* by_suffix: the representation; 0 is none */
static void expect(const char *path, const char *template, unsigned by_suffix)
{
    struct match match = matched(path, METHOD_GET);

    ck_assert_msg(match.route && strcmp(match.route->path, template) == 0, "%s", path);
    ck_assert_msg((match.suffix ? match.suffix->representation : 0) == by_suffix, "%s", path);
}

static void expect_nearest(const char *path, const char *expected)
{
    struct target target = parsed(path);
    const char *nearest;

    ck_assert_ptr_null(router_match(table, &target, METHOD_GET).route);
    ck_assert(router_nearest(table, &target, arena, &nearest));
    ck_assert_pstr_eq(nearest, expected);
    if (nearest)
        ck_assert_ptr_nonnull(matched(nearest, METHOD_GET).route);
}

START_TEST(a_path_finds_its_row)
{
    expect("/", "/", 0);
    expect("/v1/occupations", "/v1/occupations", 0);
    expect("/v1/occupations/103332", "/v1/occupations/{id}", 0);
    expect("/v1/occupations/103332/wages", "/v1/occupations/{id}/wages", 0);
    expect("/v1/%77ages", "/v1/wages", 0);
}
END_TEST

START_TEST(a_suffix_asks_for_a_representation_that_the_row_offers)
{
    expect("/v1/wages.csv", "/v1/wages", AS_CSV);
    expect("/v1/occupations/103332/wages.csv", "/v1/occupations/{id}/wages", AS_CSV);
    expect("/v1/occupations/103332/wages.svg", "/v1/occupations/{id}/wages", AS_SVG);
    expect("/v1/occupations/103332.jsonld", "/v1/occupations/{id}", AS_JSONLD);
    expect("/openapi.json", "/openapi.json", 0);
    expect("/v1/export/wages.csv", "/v1/export/wages.csv", 0);
    ck_assert_ptr_null(matched("/v1/occupations/103332.csv", METHOD_GET).route);
    ck_assert_ptr_null(matched("/v1/occupations/103332.csv/wages.csv.csv", METHOD_GET).route);
    ck_assert_ptr_null(matched("/.csv", METHOD_GET).route);
    ck_assert_ptr_null(matched("/v1/wages.svg", METHOD_GET).route);
    ck_assert_ptr_null(matched("/v1/occupations.jsonld", METHOD_GET).route);
}
END_TEST

START_TEST(captures_are_decoded_and_without_the_suffix)
{
    struct match match = matched("/v1/pairs/29-53-H%2F01/with/soft:2.1.csv", METHOD_GET);

    ck_assert_ptr_nonnull(match.route);
    ck_assert_ptr_nonnull(match.suffix);
    ck_assert_uint_eq(match.captures[0].length, strlen("29-53-H/01"));
    ck_assert_mem_eq(match.captures[0].at, "29-53-H/01", match.captures[0].length);
    ck_assert_uint_eq(match.captures[1].length, strlen("soft:2.1"));
    ck_assert_mem_eq(match.captures[1].at, "soft:2.1", match.captures[1].length);
}
END_TEST

START_TEST(a_segment_that_looks_like_the_template_is_captured_too)
{
    struct match match = matched("/v1/occupations/{id}", METHOD_GET);

    ck_assert_ptr_nonnull(match.route);
    ck_assert_uint_eq(match.captures[0].length, strlen("{id}"));
}
END_TEST

START_TEST(what_can_be_no_code_is_not_there)
{
    static const char *const paths[] = {"/v1/occupations/a%20b", "/v1/occupations/%00",  "/v1/occupations/1%0A",
                                        "/v1/occupations/",      "/v1/occupations/.csv", "/v1/occupations//wages"};
    char code[256] = "/v1/occupations/";
    size_t before = strlen(code);

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        ck_assert_msg(!matched(paths[i], METHOD_GET).route, "%s", paths[i]);
    memset(code + before, '1', 200);
    ck_assert_ptr_nonnull(matched(code, METHOD_GET).route);
    code[before + 200] = '1';
    ck_assert_ptr_null(matched(code, METHOD_GET).route);
}
END_TEST

START_TEST(a_path_knows_all_its_methods)
{
    struct match match = matched("/v1/match/titles", METHOD_GET);

    ck_assert_int_eq(match.route->method, METHOD_GET);
    ck_assert_uint_eq(match.methods, 1u << METHOD_GET | 1u << METHOD_POST);
    match = matched("/v1/match/titles", METHOD_POST);
    ck_assert_int_eq(match.route->method, METHOD_POST);
    ck_assert_uint_eq(match.methods, 1u << METHOD_GET | 1u << METHOD_POST);
    match = matched("/v1/match/competences", METHOD_GET);
    ck_assert_int_eq(match.route->method, METHOD_POST);
    ck_assert_uint_eq(match.methods, 1u << METHOD_POST);
}
END_TEST

START_TEST(the_nearest_path_is_the_one_that_was_meant)
{
    expect_nearest("/v1/wages/", "/v1/wages");
    expect_nearest("/v1/ocupations/103332", "/v1/occupations/103332");
    expect_nearest("/V1/Wages", "/v1/wages");
    expect_nearest("/v1/occupations/103332.csv", "/v1/occupations/103332");
    expect_nearest("/v1/wages.json", "/v1/wages");
    expect_nearest("/v1/wages.svg", "/v1/wages");
    expect_nearest("/v1/wage.csv", "/v1/wages");
    expect_nearest("/v1/wages.csv/", "/v1/wages");
    expect_nearest("/occupations/103332/wages", "/v1/occupations/103332/wages");
    expect_nearest("/ocupations", "/v1/occupations");
    expect_nearest("/v1/pairs/29-53-H%2F01/wiht/soft:2.1", "/v1/pairs/29-53-H%2F01/with/soft:2.1");
    expect_nearest("/openapi.jso", "/openapi.json");
}
END_TEST

START_TEST(no_path_is_proposed_where_none_is_near)
{
    expect_nearest("/favicon.ico", NULL);
    expect_nearest("/page/103332", NULL);
    expect_nearest("/v1/occupations/103332/something-else", NULL);
    expect_nearest("/v1/occupations/a%20b", NULL);
    expect_nearest("//", "/");
    expect_nearest("/1/2/3/4/5/6/7/8", NULL);
    expect_nearest("/1/2/3/4/5/6/7/8/9", NULL);
}
END_TEST

START_TEST(a_path_is_written_again_as_its_row_has_it)
{
    struct match match = matched("/v1/pairs/29-53-H%2f01/%77ith/s%6Fft:2.1.csv", METHOD_GET);
    char path[256] = "";

    ck_assert_ptr_nonnull(match.route);
    router_path(path, match.route, match.captures);
    ck_assert_str_eq(path, "/v1/pairs/29-53-H%2F01/with/soft:2.1");
}
END_TEST

static Suite *router_suite(void)
{
    Suite *suite = suite_create("router");
    TCase *tests = tcase_create("router");

    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, a_path_finds_its_row);
    tcase_add_test(tests, a_suffix_asks_for_a_representation_that_the_row_offers);
    tcase_add_test(tests, captures_are_decoded_and_without_the_suffix);
    tcase_add_test(tests, a_segment_that_looks_like_the_template_is_captured_too);
    tcase_add_test(tests, what_can_be_no_code_is_not_there);
    tcase_add_test(tests, a_path_knows_all_its_methods);
    tcase_add_test(tests, the_nearest_path_is_the_one_that_was_meant);
    tcase_add_test(tests, no_path_is_proposed_where_none_is_near);
    tcase_add_test(tests, a_path_is_written_again_as_its_row_has_it);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(router_suite)
