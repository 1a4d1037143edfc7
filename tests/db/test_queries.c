/* Every query in every choice of its lines: it prepares, its columns and parameters are known, and its plan is what
 * somebody meant. The rules and the lists of what may be scanned are here; db/queries/ holds the queries. */
#include "db/queries.h"
#include "db/row.h"
#include "tests/support/dataset.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What stays small however many cards are imported: closed vocabularies, the terms by which the source sorts, and
 * what the client itself gave (json_each). */
static const char *const small[] = {
    "dataset",
    "source",
    "export",
    "region",
    "qualification_level",
    "qualification_label",
    "district",
    "load_factor",
    "load_level",
    "field",
    "health_condition",
    "json_each",
    "wanted",
    "trait", /* what one occupation is known by */
    "beginning",
    "page",
    "scale",
    "4",
    "concept",
    "title_size",
    "title_group",
    "near",
    "once",
    "CONSTANT",
};

/* What grows and is walked all the same. */
static const struct walk {
    enum query query;
    const char *plan;
    const char *reason;
} walks[] = {
    {Q_DATASET_HEAD, "SCAN occupation_place", "stops at the last row"},
    {Q_DATASET, "SCAN occupation USING COVERING INDEX", "counts the whole table"},
    {Q_DATASET, "SCAN wage USING COVERING INDEX", "counts the whole table"},
    {Q_DATASET, "SCAN competence USING COVERING INDEX", "counts the whole table"},
    {Q_DATASET, "SCAN isco USING COVERING INDEX", "counts the whole table"},
    {Q_DATASET, "SCAN education_field", "counts the whole table, which is all key"},
    {Q_DATASET, "SCAN esco USING COVERING INDEX", "counts the whole table"},
    {Q_CHANGES, "SCAN change", "the table lies in the list's order; stops at the limit"},
    {Q_CHANGES, "SCAN change USING COVERING INDEX", "the total without a filter"},
    {Q_ESCO_CONCEPTS, "SCAN esco USING INDEX esco_by_code", "the list's order; stops at the limit"},
    {Q_ESCO_CONCEPTS, "SCAN esco USING COVERING INDEX", "the total without a filter"},
    {Q_OCCUPATION_COUNT, "SCAN occupation_place", "stops at the last row"},
    {Q_WAGES, "SCAN wage", "the table lies in the list's order; stops at the limit"},
    {Q_WAGES, "SCAN wage USING COVERING INDEX wage_by_isco", "the total without a filter"},
    {Q_WAGES, "SCAN wage USING COVERING INDEX wage_by_region", "the total by columns that are all in the index"},
    {Q_COMPETENCES, "SCAN competence USING INDEX sqlite_autoindex_competence_2", "the list's order (position)"},
    {Q_COMPETENCES, "SCAN competence USING COVERING INDEX", "the total without a filter"},
    {Q_ISCO_GROUPS, "SCAN isco", "the table lies in the list's order; stops at the limit"},
    {Q_ISCO_GROUPS, "SCAN isco USING COVERING INDEX", "the total without a filter"},
    {Q_SEARCH_HITS, "SCAN search VIRTUAL TABLE INDEX", "FTS5 goes from hit to hit"},
    {Q_EDUCATION_FIELDS, "SCAN education_field", "the table lies in the list's order, and is all key"},
};

/* A plan that ends at a name allows no other way of scanning it; one that ends at INDEX allows any index. */
static bool allows(const struct walk *walk, enum query query, const char *step)
{
    size_t length = strlen(walk->plan);
    bool any_index = strcmp(walk->plan + length - 5, "INDEX") == 0;

    return walk->query == query && strncmp(step, walk->plan, length) == 0 &&
           (step[length] == '\0' || (any_index && step[length] == ' '));
}

static bool is_allowed(enum query query, const char *step)
{
    const char *table = step + strlen("SCAN ");

    if (strncmp(step, "SEARCH ", 7) == 0) /* not one that walks to a minimum, or through an index made for it */
        return strchr(step, '(') && !strstr(step, "AUTOMATIC");
    if (strncmp(step, "SCAN ", 5) != 0)
        return true;
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (strcspn(table, " ") == strlen(small[i]) && strncmp(table, small[i], strlen(small[i])) == 0)
            return true;
    for (size_t i = 0; i < sizeof walks / sizeof *walks; i++)
        if (allows(&walks[i], query, step))
            return true;
    return false;
}

/* Of two labels, a text has one and not the other. */
static bool is_either(argument_set labels, argument_set given, enum argument_name a, enum argument_name b)
{
    argument_set pair = (ARGUMENT_BIT(a) | ARGUMENT_BIT(b)) & labels;

    return !pair || (given & pair) == ARGUMENT_BIT(a) || (given & pair) == ARGUMENT_BIT(b);
}

static sqlite3_stmt *prepare(sqlite3 *db, enum query query, const char *text)
{
    sqlite3_stmt *statement;

    ck_assert_msg(sqlite3_prepare_v2(db, text, -1, &statement, NULL) == SQLITE_OK, "%s: %s\n%s", queries[query].name,
                  sqlite3_errmsg(db), text);
    return statement;
}

/* Calls visit with every text of the query that the store may ask. @return the sum of what it returned */
static int each_text(sqlite3 *db, enum query query, int (*visit)(sqlite3 *, enum query, const char *))
{
    argument_set labels = query_labels(query);
    argument_set given = 0;
    int sum = 0;

    ck_assert_msg((labels & ARGUMENT_BIT(ARG_COUNT)) == 0, "%s: a label is no argument", queries[query].name);
    do { /* all subsets of the labels */
        if (is_either(labels, given, ARG_PAGE, ARG_TOTAL) && is_either(labels, given, ARG_ASCENDING, ARG_DESCENDING) &&
            is_either(labels, given, ARG_START, ARG_GZIP_START)) {
            char *text = query_text(query, given);

            ck_assert_ptr_nonnull(text);
            sum += visit(db, query, text);
            sqlite3_free(text);
        }
        given = (given - labels) & labels;
    } while (given);
    return sum;
}

static char last_refused[256];

/* Counts the steps of the plan that nobody allowed. */
static int count_refused(sqlite3 *db, enum query query, const char *text)
{
    char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", text);
    sqlite3_stmt *plan = prepare(db, query, explain);
    int refused = 0;

    while (sqlite3_step(plan) == SQLITE_ROW) {
        const char *step = (const char *)sqlite3_column_text(plan, 3);

        if (is_allowed(query, step))
            continue;
        snprintf(last_refused, sizeof last_refused, "%s", step);
        refused++;
    }
    sqlite3_finalize(plan);
    sqlite3_free(explain);
    return refused;
}

static int check_columns(sqlite3 *db, enum query query, const char *text)
{
    sqlite3_stmt *statement = prepare(db, query, text);
    struct column columns[64];

    ck_assert_int_lt(sqlite3_column_count(statement), 64);
    if (queries[query].shape)
        ck_assert_msg(row_columns(statement, queries[query].shape, columns), "%s: a column is no field\n%s",
                      queries[query].name, text);
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement); i++) {
        const char *name = sqlite3_bind_parameter_name(statement, i);

        ck_assert_msg(argument_by_name(name + 1, strlen(name + 1)) < ARG_COUNT, "%s: %s", queries[query].name, name);
    }
    sqlite3_finalize(statement);
    return 1;
}

START_TEST(every_query_says_its_name_first)
{
    for (enum query query = 0; query < Q_COUNT; query++) {
        size_t length = strlen(queries[query].name);

        ck_assert_msg(strncmp(queries[query].text, "-- ", 3) == 0 &&
                          strncmp(queries[query].text + 3, queries[query].name, length) == 0 &&
                          queries[query].text[3 + length] == ':',
                      "%s", queries[query].name);
    }
}
END_TEST

START_TEST(every_text_prepares_and_its_columns_and_parameters_are_known)
{
    sqlite3 *db = dataset_create(NULL);

    for (enum query query = 0; query < Q_COUNT; query++)
        ck_assert_int_ge(each_text(db, query, check_columns), 1);
    sqlite3_close(db);
}
END_TEST

START_TEST(a_query_leaves_out_the_lines_whose_arguments_are_not_given)
{
    char *total = query_text(Q_HEALTH_CONDITIONS, ARGUMENT_BIT(ARG_TOTAL));
    char *one = query_text(Q_HEALTH_CONDITIONS, ARGUMENT_BIT(ARG_PAGE) | ARGUMENT_BIT(ARG_ID));

    ck_assert_str_eq(strstr(total, "\n/*total*/") + 1,
                     "/*total*/ SELECT count(*) AS \".total\"\nFROM health_condition\n");
    ck_assert_ptr_nonnull(strstr(one, "AS limits"));
    ck_assert_ptr_nonnull(strstr(one, "AND id = :id\n"));
    ck_assert_ptr_null(strstr(one, "/*total*/"));
    ck_assert_ptr_null(strstr(one, "/*after*/"));
    sqlite3_free(total);
    sqlite3_free(one);
}
END_TEST

START_TEST(no_query_scans_what_grows_unless_it_is_allowed)
{
    sqlite3 *db = dataset_create(NULL);

    for (enum query query = 0; query < Q_COUNT; query++)
        ck_assert_msg(each_text(db, query, count_refused) == 0, "%s: %s", queries[query].name, last_refused);
    sqlite3_close(db);
}
END_TEST

START_TEST(a_missing_index_shows_in_the_plans)
{
    static const struct {
        const char *index;
        enum query query;
    } needs[] = {
        {"occupation_by_type", Q_DATASET},
        {"isco_by_parent", Q_ISCO_CHILDREN},
        {"isco_by_level", Q_WAGES},
        {"occupation_isco_by_isco", Q_ESCO_OCCUPATIONS},
        {"occupation_esco_by_esco", Q_ESCO_OCCUPATIONS},
        {"esco_by_code", Q_ISCO_GROUPS},
        {"wage_by_region", Q_REGIONS},
    };

    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        sqlite3 *db = dataset_create(NULL);
        char *drop = sqlite3_mprintf("DROP INDEX %s", needs[i].index);

        dataset_execute(db, drop);
        ck_assert_msg(each_text(db, needs[i].query, count_refused) > 0, "%s does not miss %s",
                      queries[needs[i].query].name, needs[i].index);
        sqlite3_free(drop);
        sqlite3_close(db);
    }
}
END_TEST

static Suite *queries_suite(void)
{
    Suite *suite = suite_create("queries");
    TCase *tests = tcase_create("queries");

    tcase_set_timeout(tests, 0);
    tcase_add_test(tests, every_query_says_its_name_first);
    tcase_add_test(tests, every_text_prepares_and_its_columns_and_parameters_are_known);
    tcase_add_test(tests, a_query_leaves_out_the_lines_whose_arguments_are_not_given);
    tcase_add_test(tests, no_query_scans_what_grows_unless_it_is_allowed);
    tcase_add_test(tests, a_missing_index_shows_in_the_plans);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(queries_suite)
