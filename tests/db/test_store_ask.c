/* How much a question asks of the database: a number of statements that does not grow with what is found. */
#include "db/store_ask.h"
#include "tests/support/store.h"
#include "tests/support/support.h"

static int statements;

static int count_statement(unsigned event, void *context, void *statement, void *text)
{
    (void)event;
    (void)context;
    (void)statement;
    (void)text;
    statements++;
    return 0;
}

static void open_traced(void)
{
    store_fixture_open();
    sqlite3_trace_v2(fixture_store->db, SQLITE_TRACE_STMT, count_statement, NULL);
    statements = 0;
}

START_TEST(a_whole_occupation_takes_fourteen_statements)
{
    struct occupation found = {0};

    ck_assert_int_eq(store_occupation(fixture_store, fixture_arena, "103332", &found), STORE_OK);
    ck_assert_int_eq(statements, 14);
}
END_TEST

START_TEST(a_page_of_occupations_takes_as_many_statements_however_long_it_is)
{
    for (int64_t limit = 1; limit <= 5; limit++) {
        struct page page = {0};
        struct occupation_findings beside = {0};

        statements = 0;
        ck_assert_int_eq(store_occupations(fixture_store, fixture_arena, &(struct occupation_filter){0},
                                           &(struct window){.limit = limit}, &page, &beside),
                         STORE_OK);
        ck_assert_uint_eq(page.items.count, (size_t)limit);
        ck_assert_int_eq(statements, 3); /* how many there are, the rows, their codes */
    }
}
END_TEST

START_TEST(a_whole_list_is_not_counted_again)
{
    struct page page = {0};

    ck_assert_int_eq(store_competences(fixture_store, fixture_arena, NULL, &(struct window){0}, &page), STORE_OK);
    ck_assert_int_eq(statements, 2);
}
END_TEST

START_TEST(a_statement_is_prepared_once)
{
    sqlite3_stmt *first, *again;
    struct page page = {0};

    ck_assert_int_eq(store_health_conditions(fixture_store, fixture_arena, &(struct window){0}, &page), STORE_OK);
    first = sqlite3_next_stmt(fixture_store->db, NULL);
    ck_assert_int_eq(store_health_conditions(fixture_store, fixture_arena, &(struct window){0}, &page), STORE_OK);
    again = sqlite3_next_stmt(fixture_store->db, NULL);
    ck_assert_ptr_eq(first, again);
    ck_assert(!sqlite3_stmt_busy(again));
}
END_TEST

START_TEST(one_who_tries_all_combinations_of_filters_does_not_fill_the_memory)
{
    int kept = 0;

    for (int set = 0; set < 64; set++) {
        const struct wage_filter filter = {
            .isco = set & 1 ? texts_of("1", NULL) : (struct list){0},
            .regions = set & 2 ? texts_of("CZ", NULL) : (struct list){0},
            .spheres = set & 4 ? texts_of("wage", NULL) : (struct list){0},
            .years = set & 8 ? texts_of("2020", NULL) : (struct list){0},
            .median_min = {set & 16, 1},
            .median_max = {set & 32, 1000000},
        };
        struct page page = {0};

        ck_assert_int_eq(store_wages(fixture_store, fixture_arena, &filter, &(struct window){0}, &page), STORE_OK);
    }
    for (sqlite3_stmt *next = NULL; (next = sqlite3_next_stmt(fixture_store->db, next)) != NULL;)
        kept++;
    ck_assert_int_eq(kept, 17); /* 16 texts of wages, and dataset_head */
}
END_TEST

static Suite *store_ask_suite(void)
{
    Suite *suite = suite_create("store_ask");
    TCase *tests = tcase_create("store_ask");

    tcase_add_checked_fixture(tests, open_traced, store_fixture_close);
    tcase_add_test(tests, a_whole_occupation_takes_fourteen_statements);
    tcase_add_test(tests, a_page_of_occupations_takes_as_many_statements_however_long_it_is);
    tcase_add_test(tests, a_whole_list_is_not_counted_again);
    tcase_add_test(tests, a_statement_is_prepared_once);
    tcase_add_test(tests, one_who_tries_all_combinations_of_filters_does_not_fill_the_memory);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(store_ask_suite)
