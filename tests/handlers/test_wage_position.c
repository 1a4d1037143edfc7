#include "model/problem.h"
#include "tests/support/ask.h"
#include "tests/support/bytes.h"
#include "tests/support/support.h"

#include <stdio.h>

static void expect(const char *given, const char *json)
{
    assert_bytes(ask_json("/v1/wages/position", NULL, given), json);
}

static void expect_absence(const char *given, const char *absence)
{
    struct asked asked = ask("/v1/wages/position", NULL, given, NULL);

    ck_assert_int_eq(asked.outcome, OUTCOME_PROBLEM);
    ck_assert_int_eq(asked.answer.problem->kind, PROBLEM_NOT_FOUND);
    ck_assert_str_eq(asked.answer.problem->detail, absence);
}

START_TEST(an_amount_is_held_against_the_row_of_its_region_and_sphere)
{
    expect(
        "isco=1221&region=CZ010&sphere=wage&amount=60000&fields=amount,row.from,row.median,row.to,row.rolled_up,band,"
        "percentile,method",
        "{\"amount\":60000,\"row\":{\"from\":39220,\"median\":98245,\"to\":238519,\"rolled_up\":false},"
        "\"band\":\"from_to_median\",\"percentile\":null,\"method\":\"band_only\"}\n");
    expect("isco=1221&region=CZ010&sphere=salary&amount=60000&fields=row.median,band",
           "{\"row\":{\"median\":63784},\"band\":\"from_to_median\"}\n");
}
END_TEST

START_TEST(the_newest_period_answers_unless_a_year_is_asked_for)
{
    expect("isco=1221&region=CZ&sphere=wage&amount=70000&fields=row.period,band,percentile,method",
           "{\"row\":{\"period\":\"2025-H1\"},\"band\":\"p25_to_median\","
           "\"percentile\":{\"low\":25,\"estimate\":38,\"high\":50},\"method\":\"linear_interpolation\"}\n");
    expect("isco=1221&region=CZ&sphere=wage&amount=74546&year=2020&fields=row.period,band,percentile",
           "{\"row\":{\"period\":\"2020\"},\"band\":\"at_median\",\"percentile\":null}\n");
}
END_TEST

START_TEST(a_group_without_figures_is_answered_by_the_nearest_above_it)
{
    static const char rolled_up[] = "{\"row\":{\"isco\":\"1221\",\"rolled_up\":true}}\n";

    expect("isco=12214&region=CZ010&sphere=wage&amount=60000&fields=row.isco,row.rolled_up", rolled_up);
    expect("isco=12219&region=CZ010&sphere=wage&amount=60000&fields=row.isco,row.rolled_up", rolled_up);
    expect("isco=12214&region=CZ&sphere=wage&amount=60000&fields=row.isco,row.rolled_up",
           "{\"row\":{\"isco\":\"12214\",\"rolled_up\":false}}\n");
}
END_TEST

START_TEST(what_is_withheld_is_passed_over)
{
    expect("isco=12214&region=CZ&sphere=salary&amount=60000&fields=row.isco,row.median,row.rolled_up",
           "{\"row\":{\"isco\":\"1221\",\"median\":58351,\"rolled_up\":true}}\n");
}
END_TEST

START_TEST(where_nothing_is_published_the_answer_says_what_there_is)
{
    static const char places[] = "There are some for CZ (wage, salary), CZ010 (wage, salary).";
    char absence[256];

    snprintf(absence, sizeof absence,
             "The source withholds the figures of 12214, or of a group above it, for CZ080, salary. %s", places);
    expect_absence("isco=12214&region=CZ080&sphere=salary&amount=60000", absence);
    snprintf(absence, sizeof absence, "No figures of 1221, or of a group above it, are published for CZ064, wage. %s",
             places);
    expect_absence("isco=1221&region=CZ064&sphere=wage&amount=60000", absence);
    expect_absence("isco=1221&region=CZ&sphere=wage&amount=60000&year=2021",
                   "No figures of 1221, or of a group above it, are published for CZ, wage, 2021. There are some for "
                   "2020, 2025.");
    expect_absence("isco=6&region=CZ&sphere=wage&amount=60000",
                   "No figures of 6, or of a group above it, are published for CZ, wage. There are none elsewhere.");
    expect_absence("isco=99999&region=CZ&sphere=wage&amount=60000&year=2020",
                   "No figures of 99999, or of a group above it, are published for CZ, wage, 2020. There are none "
                   "elsewhere.");
}
END_TEST

static Suite *wage_position_suite(void)
{
    Suite *suite = suite_create("wage_position");
    TCase *tests = tcase_create("wage_position");

    tcase_add_checked_fixture(tests, ask_open, ask_close);
    tcase_add_test(tests, an_amount_is_held_against_the_row_of_its_region_and_sphere);
    tcase_add_test(tests, the_newest_period_answers_unless_a_year_is_asked_for);
    tcase_add_test(tests, a_group_without_figures_is_answered_by_the_nearest_above_it);
    tcase_add_test(tests, what_is_withheld_is_passed_over);
    tcase_add_test(tests, where_nothing_is_published_the_answer_says_what_there_is);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(wage_position_suite)
