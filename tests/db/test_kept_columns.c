#include "db/kept_columns.h"
#include "tests/support/support.h"

#include <stdlib.h>

static const unsigned char packed[] = {0, 0, 0, 7, 0, 0, 1, 0, 0xff, 0, 0, 1};

START_TEST(what_is_added_is_found_by_its_query_and_name)
{
    struct kept_columns *kept = kept_columns_new();
    struct place_column added = {0}, found = {0};

    ck_assert(!kept_columns_find(kept, Q_OCCUPATION_COLUMN, "name", &found));
    ck_assert(kept_columns_add(kept, Q_OCCUPATION_COLUMN, "name", packed, sizeof packed, &added));
    ck_assert(kept_columns_find(kept, Q_OCCUPATION_COLUMN, "name", &found));
    ck_assert_ptr_eq(found.numbers, added.numbers);
    ck_assert_uint_eq(found.count, 3);
    ck_assert_uint_eq(found.numbers[0], 7);
    ck_assert_uint_eq(found.numbers[1], 256);
    ck_assert_uint_eq(found.numbers[2], 0xff000001);
    ck_assert(!kept_columns_find(kept, Q_OCCUPATION_COLUMN, "names", &found));
    ck_assert(!kept_columns_find(kept, Q_MEDIAN_CHOICES, "name", &found));
    kept_columns_release(kept);
}
END_TEST

START_TEST(what_another_thread_has_added_meanwhile_is_taken_from_it)
{
    struct kept_columns *kept = kept_columns_new();
    struct place_column first = {0}, second = {0};

    ck_assert(kept_columns_add(kept, Q_OCCUPATION_COLUMN, "name", packed, sizeof packed, &first));
    ck_assert(kept_columns_add(kept, Q_OCCUPATION_COLUMN, "name", packed, sizeof packed, &second));
    ck_assert_ptr_eq(first.numbers, second.numbers);
    kept_columns_release(kept);
}
END_TEST

START_TEST(a_column_of_nothing_is_kept_too)
{
    struct kept_columns *kept = kept_columns_new();
    struct place_column column = {.count = 1};

    ck_assert(kept_columns_add(kept, Q_MEDIAN_CHOICES, "CZ010", NULL, 0, &column));
    ck_assert_uint_eq(column.count, 0);
    ck_assert(kept_columns_find(kept, Q_MEDIAN_CHOICES, "CZ010", &column));
    kept_columns_release(kept);
}
END_TEST

START_TEST(there_is_a_bound_and_what_was_kept_stays)
{
    enum { LENGTH = 3 * 1024 * 1024 };
    struct kept_columns *kept = kept_columns_new();
    struct place_column column = {0};
    char *large = calloc(1, LENGTH);

    ck_assert_ptr_nonnull(large);
    ck_assert(kept_columns_add(kept, Q_OCCUPATION_COLUMN, "name", large, LENGTH, &column));
    ck_assert(!kept_columns_add(kept, Q_OCCUPATION_COLUMN, "slug", large, LENGTH, &column));
    ck_assert(kept_columns_add(kept, Q_OCCUPATION_COLUMN, "id", packed, sizeof packed, &column));
    ck_assert(kept_columns_find(kept, Q_OCCUPATION_COLUMN, "name", &column));
    ck_assert(!kept_columns_find(kept, Q_OCCUPATION_COLUMN, "slug", &column));
    kept_columns_release(kept);
    free(large);
}
END_TEST

START_TEST(it_goes_with_its_last_reference_and_none_keeps_nothing)
{
    struct kept_columns *kept = kept_columns_new(), *shared = kept_columns_share(kept);
    struct place_column column = {0};

    kept_columns_release(kept);
    ck_assert(kept_columns_add(shared, Q_OCCUPATION_COLUMN, "name", packed, sizeof packed, &column));
    kept_columns_release(shared);
    ck_assert_ptr_null(kept_columns_share(NULL));
    ck_assert(!kept_columns_add(NULL, Q_OCCUPATION_COLUMN, "name", packed, sizeof packed, &column));
    ck_assert(!kept_columns_find(NULL, Q_OCCUPATION_COLUMN, "name", &column));
    kept_columns_release(NULL);
}
END_TEST

static Suite *kept_columns_suite(void)
{
    Suite *suite = suite_create("kept_columns");
    TCase *tests = tcase_create("kept_columns");

    tcase_add_test(tests, what_is_added_is_found_by_its_query_and_name);
    tcase_add_test(tests, what_another_thread_has_added_meanwhile_is_taken_from_it);
    tcase_add_test(tests, a_column_of_nothing_is_kept_too);
    tcase_add_test(tests, there_is_a_bound_and_what_was_kept_stays);
    tcase_add_test(tests, it_goes_with_its_last_reference_and_none_keeps_nothing);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(kept_columns_suite)
