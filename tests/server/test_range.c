#include "server/range.h"
#include "tests/support/support.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TOTAL = 1000 };

/* What a header asks for, as text: "first+length", "whole" or "outside". */
static const char *asked_of(const char *header, uint64_t total)
{
    static char text[64];
    struct range range;

    switch (range_read(header, total, &range)) {
    case RANGE_PART:
        snprintf(text, sizeof text, "%" PRIu64 "+%" PRIu64, range.first, range.length);
        return text;
    case RANGE_WHOLE:
        ck_assert_uint_eq(range.first, 0);
        ck_assert_uint_eq(range.length, total);
        return "whole";
    case RANGE_OUTSIDE:
        break;
    }
    return "outside";
}

struct expected {
    const char *header;
    const char *asked;
};

static void check(const struct expected *rows, size_t count, uint64_t total)
{
    for (size_t i = 0; i < count; i++) {
        const char *asked = asked_of(rows[i].header, total);

        ck_assert_msg(strcmp(asked, rows[i].asked) == 0, "%s of %" PRIu64 ": %s, expected %s", rows[i].header, total,
                      asked, rows[i].asked);
    }
}
#define CHECK(total, ...)                                                                                              \
    check((const struct expected[]){__VA_ARGS__},                                                                      \
          sizeof((const struct expected[]){__VA_ARGS__}) / sizeof(struct expected), total)

START_TEST(both_ends_are_bytes_that_are_sent)
{
    CHECK(TOTAL, {"bytes=0-0", "0+1"}, {"bytes=0-499", "0+500"}, {"bytes=500-999", "500+500"},
          {"bytes=999-999", "999+1"});
}
END_TEST

START_TEST(an_end_that_is_left_open_or_too_far_is_the_last_byte)
{
    CHECK(TOTAL, {"bytes=0-", "0+1000"}, {"bytes=999-", "999+1"}, {"bytes=990-2000", "990+10"},
          {"bytes=990-99999999999999999999999999", "990+10"}, {"bytes=0-18446744073709551615", "0+1000"});
}
END_TEST

START_TEST(a_suffix_is_counted_from_the_end_and_may_be_longer_than_all)
{
    CHECK(TOTAL, {"bytes=-1", "999+1"}, {"bytes=-500", "500+500"}, {"bytes=-1000", "0+1000"}, {"bytes=-1001", "0+1000"},
          {"bytes=-99999999999999999999999", "0+1000"});
}
END_TEST

START_TEST(what_begins_behind_the_end_and_a_suffix_of_nothing_are_outside)
{
    CHECK(TOTAL, {"bytes=1000-", "outside"}, {"bytes=1000-1000", "outside"}, {"bytes=-0", "outside"},
          {"bytes=99999999999999999999999999-", "outside"});
}
END_TEST

START_TEST(the_unit_is_read_without_regard_to_case_and_spaces_around)
{
    CHECK(TOTAL, {"Bytes=1-2", "1+2"}, {" bytes=1-2 ", "1+2"}, {"bytes= 1-2", "1+2"}, {"bytes=1-2,", "1+2"},
          {"bytes=, ,1-2 , ", "1+2"}, {"bytes=000001-0002", "1+2"});
}
END_TEST

START_TEST(what_is_malformed_or_of_another_unit_is_the_whole)
{
    CHECK(TOTAL, {NULL, "whole"}, {"", "whole"}, {"bytes", "whole"}, {"bytes=", "whole"}, {"bytes=-", "whole"},
          {"bytes=a-b", "whole"}, {"bytes=5-2", "whole"}, {"bytes=1-2x", "whole"}, {"bytes=1-2-3", "whole"},
          {"bytes=--1", "whole"}, {"bytes=1", "whole"}, {"bytes=1 -2", "whole"}, {"bytes=+1-2", "whole"},
          {"bytes=0x1-2", "whole"}, {"bytes =1-2", "whole"}, {"items=1-2", "whole"}, {"bytes=-1-2", "whole"});
}
END_TEST

START_TEST(several_ranges_are_the_whole)
{
    CHECK(TOTAL, {"bytes=0-0,-1", "whole"}, {"bytes=0-1, 2-3", "whole"}, {"bytes=0-1, bytes=2-3", "whole"},
          {"bytes=-1,0-0", "whole"});
}
END_TEST

START_TEST(of_nothing_there_is_no_part)
{
    CHECK(0, {"bytes=0-", "outside"}, {"bytes=-1", "whole"}, {"bytes=-0", "outside"});
    CHECK(UINT64_MAX, {"bytes=0-", "0+18446744073709551615"}, {"bytes=-1", "18446744073709551614+1"});
}
END_TEST

static const char etag[] = "\"2c26b46b68ffc68f2c26b46b68ffc68f\"";

static enum range_kind kind_of(const char *method, const char *if_range)
{
    const struct request request = {.method = method, .range = "bytes=1-2", .if_range = if_range};
    struct range range;

    return range_of_request(&request, etag, TOTAL, &range);
}

START_TEST(only_get_has_ranges)
{
    ck_assert_int_eq(kind_of("GET", NULL), RANGE_PART);
    ck_assert_int_eq(kind_of("HEAD", NULL), RANGE_WHOLE);
    ck_assert_int_eq(kind_of("POST", NULL), RANGE_WHOLE);
}
END_TEST

START_TEST(if_range_with_this_tag_keeps_the_range)
{
    static const char *const same[] = {etag, " \"2c26b46b68ffc68f2c26b46b68ffc68f\" "};

    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        ck_assert_msg(kind_of("GET", same[i]) == RANGE_PART, "%s", same[i]);
}
END_TEST

START_TEST(if_range_with_anything_else_is_the_whole)
{
    static const char *const others[] = {
        "",
        "*",
        "\"\"",
        "\"2c26b46b68ffc68f\"",
        "W/\"2c26b46b68ffc68f2c26b46b68ffc68f\"",            /* weak: the bytes may differ */
        "\"2c26b46b68ffc68f2c26b46b68ffc68f\", \"another\"", /* no list (RFC 9110, 13.1.5) */
        "Sun, 06 Nov 1994 08:49:37 GMT",                     /* a date: two files may share it */
        "yesterday",
    };

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(kind_of("GET", others[i]) == RANGE_WHOLE, "%s", others[i]);
}
END_TEST

static Suite *range_suite(void)
{
    Suite *suite = suite_create("range");
    TCase *tests = tcase_create("range");

    tcase_add_test(tests, both_ends_are_bytes_that_are_sent);
    tcase_add_test(tests, an_end_that_is_left_open_or_too_far_is_the_last_byte);
    tcase_add_test(tests, a_suffix_is_counted_from_the_end_and_may_be_longer_than_all);
    tcase_add_test(tests, what_begins_behind_the_end_and_a_suffix_of_nothing_are_outside);
    tcase_add_test(tests, the_unit_is_read_without_regard_to_case_and_spaces_around);
    tcase_add_test(tests, what_is_malformed_or_of_another_unit_is_the_whole);
    tcase_add_test(tests, several_ranges_are_the_whole);
    tcase_add_test(tests, of_nothing_there_is_no_part);
    tcase_add_test(tests, only_get_has_ranges);
    tcase_add_test(tests, if_range_with_this_tag_keeps_the_range);
    tcase_add_test(tests, if_range_with_anything_else_is_the_whole);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(range_suite)
