#include "tests/support/dataset.h"
#include "tests/support/store.h"
#include "tests/support/support.h"

static const char more[] =
    "INSERT INTO wage (id, source, isco, year, period, region, sphere, status, median_czk) VALUES"
    " (101, 'nsp', '61210', 2024, '2024', 'CZ', 'wage', 'published', 1),"
    " (102, 'nsp', '61210', 2025, '2025-H1', 'CZ', 'wage', 'published', 2),"
    " (103, 'nsp', '61210', 2025, '2025', 'CZ', 'wage', 'published', 3),"
    " (104, 'ispv', '61210', 2025, '2025', 'CZ', 'wage', 'published', 4),"
    " (105, 'ispv', '61210', 2026, '2026', 'CZ', 'salary', 'published', 5),"
    " (106, 'ispv', '61210', 2026, '2026', 'CZ010', 'wage', 'published', 6);"
    "INSERT INTO wage (id, source, isco, year, period, region, sphere, status) VALUES"
    " (107, 'ispv', '61210', 2026, '2026', 'CZ', 'wage', 'suppressed');";

static void open_with_more(void)
{
    store_fixture_open_with(more);
}

static enum store_status judged_by(const char *isco, const char *year, struct wage *row, struct wage_absence *absence)
{
    const struct wage_filter filter = {.isco = texts_of(isco, NULL),
                                       .regions = texts_of("CZ", NULL),
                                       .spheres = texts_of("wage", NULL),
                                       .years = year ? texts_of(year, NULL) : (struct list){0}};

    return store_wage_position(fixture_store, fixture_arena, &filter, row, absence);
}

static void expect_median(const char *isco, const char *year, int64_t median)
{
    struct wage row = {0};
    struct wage_absence absence = {0};

    ck_assert_int_eq(judged_by(isco, year, &row, &absence), STORE_OK);
    ck_assert_int_eq(row.median.value, median);
}

START_TEST(a_whole_year_comes_before_its_half_and_ispv_before_nsp)
{
    expect_median("61210", NULL, 4);
    expect_median("61210", "2025", 4);
    expect_median("61210", "2024", 1);
}
END_TEST

START_TEST(an_absence_tells_what_is_withheld_and_what_there_is)
{
    struct wage row = {0};
    struct wage_absence absence = {0};

    ck_assert_int_eq(judged_by("61210", "2026", &row, &absence), STORE_NOT_FOUND);
    ck_assert_int_eq(absence.withheld.value, 1);
    ck_assert_str_eq(absence.years, "2024, 2025");
    ck_assert_str_eq(absence.places, "CZ (wage, salary), CZ010 (wage)");
    absence = (struct wage_absence){0};
    ck_assert_int_eq(judged_by("0110", NULL, &row, &absence), STORE_NOT_FOUND);
    ck_assert_int_eq(absence.withheld.value, 0);
    ck_assert_ptr_null(absence.years);
    ck_assert_ptr_null(absence.places);
}
END_TEST

static Suite *wage_position_suite(void)
{
    Suite *suite = suite_create("wage_position");
    TCase *tests = tcase_create("wage_position");

    tcase_add_checked_fixture(tests, open_with_more, store_fixture_close);
    tcase_add_test(tests, a_whole_year_comes_before_its_half_and_ispv_before_nsp);
    tcase_add_test(tests, an_absence_tells_what_is_withheld_and_what_there_is);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(wage_position_suite)
