#include "db/import/code.h"
#include "tests/support/support.h"

#include <string.h>

START_TEST(a_slug_is_no_nsp_number_and_not_too_long)
{
    char longest[CODE_SLUG_BYTES + 2];

    memset(longest, 'a', sizeof longest);
    longest[CODE_SLUG_BYTES + 1] = '\0';
    ck_assert(!code_is_unit_slug(longest));
    longest[CODE_SLUG_BYTES] = '\0';
    ck_assert(code_is_unit_slug(longest));
    ck_assert(code_is_unit_slug("8553570196"));
    ck_assert(code_is_slug("103332"));
    ck_assert(!code_is_unit_slug("103332"));
    ck_assert(!code_is_unit_slug(""));
    ck_assert(!code_is_unit_slug("../kuchar"));
    ck_assert(!code_is_unit_slug("Kuchar"));
}
END_TEST

START_TEST(codes_have_their_signs_and_no_others)
{
    ck_assert(code_is_of("h13._.0020", "._-"));
    ck_assert(code_is_of("", "._-"));
    ck_assert(!code_is_of("2.1/3", "._-"));
    ck_assert(!code_is_of("kód", "._-"));
    ck_assert(code_is_isco("0110"));
    ck_assert(!code_is_isco("122100"));
    ck_assert(!code_is_isco(""));
    ck_assert(!code_is_isco("12a"));
}
END_TEST

START_TEST(a_district_is_below_a_czech_region)
{
    ck_assert(code_is_district("CZ0642"));
    ck_assert(code_is_district("CZ020A"));
    ck_assert(!code_is_district("CZ064"));
    ck_assert(!code_is_district("SK0101"));
    ck_assert(!code_is_district("CZ06-2"));
}
END_TEST

static Suite *code_suite(void)
{
    Suite *suite = suite_create("codes");
    TCase *tests = tcase_create("codes");

    tcase_add_test(tests, a_slug_is_no_nsp_number_and_not_too_long);
    tcase_add_test(tests, codes_have_their_signs_and_no_others);
    tcase_add_test(tests, a_district_is_below_a_czech_region);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(code_suite)
