#include "server/target.h"
#include "tests/support/support.h"

#include <string.h>

static struct arena *arena;
static struct target target;
static size_t fault;

static void open_arena(void)
{
    arena = arena_new();
    ck_assert_ptr_nonnull(arena);
}

static void close_arena(void)
{
    arena_free(arena);
}

static void parse(const char *text)
{
    ck_assert_msg(target_parse(text, arena, &target, &fault) == TARGET_OK, "%s", text);
}

static const struct pair *pair(size_t i)
{
    ck_assert_uint_lt(i, target.pairs.count);
    return &((const struct pair *)target.pairs.at)[i];
}

START_TEST(a_path_is_decoded_segment_by_segment)
{
    parse("/v1/education-fields/29-53-H%2F01");
    ck_assert_uint_eq(target.segment_count, 3);
    ck_assert_str_eq(target.segments[0].at, "v1");
    ck_assert_str_eq(target.segments[2].at, "29-53-H/01");
    ck_assert_uint_eq(target.pairs.count, 0);
}
END_TEST

START_TEST(a_slash_at_the_end_is_an_empty_segment)
{
    parse("/");
    ck_assert_uint_eq(target.segment_count, 1);
    ck_assert_uint_eq(target.segments[0].length, 0);
    parse("/v1/wages/");
    ck_assert_uint_eq(target.segment_count, 3);
    ck_assert_uint_eq(target.segments[2].length, 0);
}
END_TEST

START_TEST(a_plus_is_a_space_in_the_query_only)
{
    parse("/a+b?q=strojn%C3%AD+in%c5%BEen%C3%BDr&c=1%2B1");
    ck_assert_str_eq(target.segments[0].at, "a+b");
    ck_assert_str_eq(pair(0)->value.at, "strojní inženýr");
    ck_assert_str_eq(pair(1)->value.at, "1+1");
}
END_TEST

START_TEST(a_name_without_a_sign_has_an_empty_value_and_empty_pairs_are_none)
{
    parse("/?a&&b=&=c&d=e=f&");
    ck_assert_uint_eq(target.pairs.count, 4);
    ck_assert_str_eq(pair(0)->name.at, "a");
    ck_assert_str_eq(pair(0)->value.at, "");
    ck_assert_str_eq(pair(1)->name.at, "b");
    ck_assert_str_eq(pair(2)->name.at, "");
    ck_assert_str_eq(pair(2)->value.at, "c");
    ck_assert_str_eq(pair(3)->value.at, "e=f");
}
END_TEST

START_TEST(an_escaped_nul_does_not_cut_its_text)
{
    parse("/a%00b?q=x%00y");
    ck_assert_uint_eq(target.segments[0].length, 3);
    ck_assert_mem_eq(target.segments[0].at, "a\0b", 3);
    ck_assert_uint_eq(pair(0)->value.length, 3);
    ck_assert_mem_eq(pair(0)->value.at, "x\0y", 3);
}
END_TEST

START_TEST(an_absolute_form_counts_by_its_path_and_query_only)
{
    static const char *const targets[][2] = {
        {"http://povolani.example/v1/wages?isco=1221", "v1"},
        {"HTTPS://povolani.example:8080/v1/wages?isco=1221", "v1"},
        {"http://povolani.example?isco=1221", ""},
    };
    size_t length;

    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        parse(targets[i][0]);
        ck_assert_str_eq(target.segments[0].at, targets[i][1]);
        ck_assert_str_eq(pair(0)->value.at, "1221");
    }
    parse("http://povolani.example");
    ck_assert_uint_eq(target.segment_count, 1);
    ck_assert_str_eq(target_path("http://povolani.example", &length), "/");
    ck_assert_uint_eq(length, 1);
}
END_TEST

START_TEST(what_is_neither_path_nor_address_has_a_bad_form)
{
    static const char *const targets[] = {"",    "*", "v1/wages", "povolani.example:443", "ftp://povolani.example/",
                                          "?a=b"};

    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        ck_assert_msg(target_parse(targets[i], arena, &target, &fault) == TARGET_BAD_FORM, "%s", targets[i]);
}
END_TEST

START_TEST(a_malformed_escape_is_found_where_it_stands)
{
    static const struct {
        const char *target;
        size_t at;
    } malformed[] = {{"/%", 1},       {"/a%4", 2},    {"/%zz", 1},      {"/a%4/1", 2},
                     {"/?q=%C3%", 7}, {"/?%g0=1", 2}, {"/?a=%4&1=2", 4}};

    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
        ck_assert_msg(target_parse(malformed[i].target, arena, &target, &fault) == TARGET_BAD_ESCAPE, "%s",
                      malformed[i].target);
        ck_assert_uint_eq(fault, malformed[i].at);
    }
}
END_TEST

START_TEST(text_that_is_not_utf8_is_found_where_it_begins)
{
    static const struct {
        const char *target;
        size_t at;
    } invalid[] = {{"/v1/%ff", 4}, {"/\xc3", 1}, {"/?q=%C0%80", 4}, {"/?a=1&%ED%A0%80=1", 6}, {"/?q=%C3&x=%A9", 4}};

    for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++) {
        ck_assert_msg(target_parse(invalid[i].target, arena, &target, &fault) == TARGET_BAD_UTF8, "%s",
                      invalid[i].target);
        ck_assert_uint_eq(fault, invalid[i].at);
    }
}
END_TEST

START_TEST(only_the_first_segments_are_kept_but_all_are_counted)
{
    parse("/1/2/3/4/5/6/7/8/9/10");
    ck_assert_uint_eq(target.segment_count, 10);
    ck_assert_str_eq(target.segments[SEGMENTS_MAX - 1].at, "8");
}
END_TEST

START_TEST(what_must_be_encoded_is_and_nothing_else)
{
    char out[64] = "";
    static const char text[] = "aZ9-._~ :,/%+&č\0";

    *target_encode(out, (struct span){text, sizeof text - 1}, ":,") = '\0';
    ck_assert_str_eq(out, "aZ9-._~%20:,%2F%25%2B%26%C4%8D%00");
}
END_TEST

static Suite *target_suite(void)
{
    Suite *suite = suite_create("target");
    TCase *tests = tcase_create("target");

    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, a_path_is_decoded_segment_by_segment);
    tcase_add_test(tests, a_slash_at_the_end_is_an_empty_segment);
    tcase_add_test(tests, a_plus_is_a_space_in_the_query_only);
    tcase_add_test(tests, a_name_without_a_sign_has_an_empty_value_and_empty_pairs_are_none);
    tcase_add_test(tests, an_escaped_nul_does_not_cut_its_text);
    tcase_add_test(tests, an_absolute_form_counts_by_its_path_and_query_only);
    tcase_add_test(tests, what_is_neither_path_nor_address_has_a_bad_form);
    tcase_add_test(tests, a_malformed_escape_is_found_where_it_stands);
    tcase_add_test(tests, text_that_is_not_utf8_is_found_where_it_begins);
    tcase_add_test(tests, only_the_first_segments_are_kept_but_all_are_counted);
    tcase_add_test(tests, what_must_be_encoded_is_and_nothing_else);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(target_suite)
