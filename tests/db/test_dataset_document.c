/* docs/dataset.md says what can be asked of a dataset: every query in it is asked. */
#include "db/import/dataset_check.h"
#include "tests/support/cards.h"
#include "tests/support/support.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *dataset;
static sqlite3 *db;

static void open_dataset(void)
{
    if (!dataset) {
        dataset = strdup(cards_path(support_folder(), "out.db"));
        IMPORTED(dataset, CARD_103332);
    }
    ck_assert_int_eq(sqlite3_open_v2(dataset, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
}

static void close_dataset(void)
{
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}

/* Asks the statements of a text up to its end. @return how many there were; each has to give a row */
static int ask_all(const char *text, const char *end)
{
    int count = 0;

    while (text < end) {
        sqlite3_stmt *query;
        const char *next;

        ck_assert_msg(sqlite3_prepare_v2(db, text, (int)(end - text), &query, &next) == SQLITE_OK, "%s\n%.*s",
                      sqlite3_errmsg(db), (int)(end - text), text);
        if (query) {
            ck_assert_msg(sqlite3_step(query) == SQLITE_ROW, "no row: %s", sqlite3_sql(query));
            count++;
        }
        sqlite3_finalize(query);
        text = next;
    }
    return count;
}

START_TEST(every_query_in_the_document_finds_something)
{
    static const char fence[] = "\n```sql\n";
    char *text = support_read("docs/dataset.md", NULL);
    int count = 0;

    for (const char *at = strstr(text, fence), *end; at; at = strstr(end, fence)) {
        at += strlen(fence);
        end = strstr(at, "\n```\n");
        ck_assert_ptr_nonnull(end);
        count += ask_all(at, end);
    }
    ck_assert_int_ge(count, 15);
    free(text);
}
END_TEST

START_TEST(every_view_is_in_the_document_and_answers)
{
    char *text = support_read("docs/dataset.md", NULL);
    sqlite3_stmt *views;
    int count = 0;

    ck_assert_int_eq(sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema WHERE type = 'view'", -1, &views, NULL),
                     SQLITE_OK);
    for (; sqlite3_step(views) == SQLITE_ROW; count++) {
        const char *name = (const char *)sqlite3_column_text(views, 0);
        char row[80], query[80];

        snprintf(row, sizeof row, "\n| `%s` | ", name);
        ck_assert_msg(strstr(text, row) != NULL, "%s is not in the table of views", name);
        snprintf(query, sizeof query, "SELECT * FROM %s", name);
        ck_assert_int_eq(ask_all(query, query + strlen(query)), 1);
    }
    sqlite3_finalize(views);
    ck_assert_int_ge(count, 3);
    free(text);
}
END_TEST

/* As many rows as the tables have: no join loses or doubles one. */
START_TEST(a_view_has_a_row_for_each_row_of_its_table)
{
    static const char *const pairs[][2] = {
        {"occupation_overview", "occupation"},
        {"wage_overview", "wage"},
        {"competence_overview", "occupation_competence"},
        {"working_condition_overview", "occupation_load"},
        {"health_overview", "occupation_health"},
        {"education_overview", "occupation_education"},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char query[160];

        snprintf(query, sizeof query, "SELECT (SELECT count(*) FROM %s) = (SELECT count(*) FROM %s)", pairs[i][0],
                 pairs[i][1]);
        ck_assert_msg(strcmp(cards_ask(dataset, query), "1") == 0, "%s", pairs[i][0]);
    }
}
END_TEST

START_TEST(the_overview_of_the_card_is_what_the_card_says)
{
    ASSERT_ANSWER(
        dataset,
        "SELECT name, type, field, qualification_level, qualification, regulated, isco, median_czk, "
        "median_period, median_source FROM occupation_overview",
        "Ředitel zákaznických služeb|occupation|Management|7|Magisterský studijní program|0|12214, 1221|61032|"
        "2020|nsp");
    ASSERT_ANSWER(dataset, "SELECT highest_level FROM working_condition_overview WHERE factor = 'physical'", "2");
}
END_TEST

START_TEST(a_view_that_is_missing_is_found_by_check)
{
    const char *copy = cards_path(support_folder(), "copy.db");
    FILE *report = fopen("/dev/null", "w");
    struct findings findings = {.out = report};

    IMPORTED(copy, CARD_103332);
    cards_change(copy, "DROP VIEW wage_overview");
    ck_assert_int_eq(dataset_check_run(&(struct dataset_check_options){.path = copy}, report, &findings),
                     DATASET_FAULTY);
    fclose(report);
}
END_TEST

static Suite *dataset_document_suite(void)
{
    Suite *suite = suite_create("dataset_document");
    TCase *tests = tcase_create("dataset_document");

    tcase_add_checked_fixture(tests, open_dataset, close_dataset);
    tcase_add_test(tests, every_query_in_the_document_finds_something);
    tcase_add_test(tests, every_view_is_in_the_document_and_answers);
    tcase_add_test(tests, a_view_has_a_row_for_each_row_of_its_table);
    tcase_add_test(tests, the_overview_of_the_card_is_what_the_card_says);
    tcase_add_test(tests, a_view_that_is_missing_is_found_by_check);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(dataset_document_suite)
