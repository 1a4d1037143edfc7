/* How many statements a request takes: a handful that does not grow with the rows that are answered. */
#include "db/store_ask.h"
#include "tests/support/ask.h"
#include "tests/support/example.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <string.h>

/* 150 of everything that a list shows a page of, and of what an occupation has. */
static const char hundreds[] =
    "CREATE TEMP TABLE number AS WITH RECURSIVE upward (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM upward LIMIT 150)"
    " SELECT n FROM upward;"
    "INSERT INTO isco SELECT '9' || n, 'Kuchaři ' || n, NULL, 4, '5', 1, NULL FROM number;"
    "INSERT INTO wage (id, source, isco, year, period, region, sphere, status, median_czk)"
    " SELECT n, 'nsp', '9' || n, 2020, '2020', 'CZ', 'wage', 'published', 20000 + n FROM number;"
    "INSERT INTO esco SELECT 'http://data.europa.eu/esco/isco/C9' || n, 'group', '9' || n, 'Kuchaři', NULL FROM number;"
    "INSERT INTO competence SELECT 'soft:7.' || n, 'soft', '7.' || n, 'Kuchařství ' || n, n FROM number;"
    "INSERT INTO health_condition SELECT 'nemoc-' || n, 'Nemoc ' || n, sort_key('Nemoc ' || n) FROM number;"
    "INSERT INTO education_field SELECT n || '-H/01', 'rvp', 'Kuchař ' || n FROM number;"
    "INSERT INTO field SELECT 'obor-' || n, 'Obor ' || n, sort_key('Obor ' || n) FROM number;"
    "INSERT INTO change SELECT n, 3, 'kuchar-' || n, 'Kuchař', 'added', NULL FROM number;"
    "INSERT INTO change_field SELECT n, 1, 'isco' FROM number;"
    "INSERT INTO occupation (id, name, sort_key, slug, type, field, stated, median_wage, document)"
    " SELECT 'kuchar-' || n, 'Kuchař ' || n, sort_key('Kuchař ' || n), 'kuchar-' || n, 'occupation', 'management', 1, "
    "n, 1"
    " FROM number;"
    "INSERT INTO occupation_text SELECT 'kuchar-' || n, 'alternative_name', 1, 'Vařič ' || n FROM number;"
    "INSERT INTO occupation_isco SELECT 'kuchar-' || n, '9' || n, 1 FROM number;"
    "INSERT INTO occupation_wage_group SELECT 'kuchar-' || n, '9' || n, 0 FROM number;"
    "INSERT INTO occupation_competence SELECT 'kuchar-' || n, 'soft:2.1', 1, 4, NULL FROM number;"
    "INSERT INTO occupation_competence SELECT '103332', 'soft:7.' || n, n, 4, NULL FROM number;"
    "INSERT INTO occupation_load SELECT 'kuchar-' || n, 'physical', 2 FROM number;";

static int statements;

static bool begins(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* Only our own, as FTS5 has statements of its own; and without columns, which are kept from one request to others. */
static int count_statement(unsigned event, void *context, void *statement, void *text)
{
    const char *sql = sqlite3_sql(statement);

    (void)event;
    (void)context;
    (void)text;
    statements += begins(sql, "-- ") && !begins(sql, "-- occupation_column:") && !begins(sql, "-- median_choices:");
    return 0;
}

static void open_traced(void)
{
    ask_open_with(hundreds);
    sqlite3_trace_v2(ask_store()->db, SQLITE_TRACE_STMT, count_statement, NULL);
}

/* How many statements the example of each row takes (tests/support/example.h): of lists, the first page of 20. */
static const struct {
    enum method method;
    const char *path;
    int statements;
} rows[] = {
    {METHOD_GET, "/v1/occupations", 3}, /* how many there are, summaries, their codes */
    {METHOD_GET, "/v1/occupations/{id}", 14},
    {METHOD_GET, "/v1/occupations/{id}/wages", 2},
    {METHOD_GET, "/v1/occupations/{id}/competences", 1},
    {METHOD_GET, "/v1/occupations/{id}/working-conditions", 1},
    {METHOD_GET, "/v1/occupations/{id}/education", 1},
    {METHOD_GET, "/v1/occupations/{id}/health-conditions", 2},
    {METHOD_GET, "/v1/occupations/{id}/similar", 6},
    {METHOD_GET, "/v1/occupations/{id}/gap", 14},
    {METHOD_POST, "/v1/match/competences", 4},
    {METHOD_GET, "/v1/wages", 2}, /* a page and the total */
    {METHOD_GET, "/v1/wages/position", 1},
    {METHOD_GET, "/v1/competences", 3}, /* a page, the levels of its items, the total */
    {METHOD_GET, "/v1/competences/{id}", 2},
    {METHOD_GET, "/v1/health-conditions", 2},
    {METHOD_GET, "/v1/health-conditions/{id}", 1},
    {METHOD_GET, "/v1/working-conditions", 3},
    {METHOD_GET, "/v1/working-conditions/{factor}", 2},
    {METHOD_GET, "/v1/isco", 2},
    {METHOD_GET, "/v1/isco/{code}", 3},
    {METHOD_GET, "/v1/suggest", 16},
    {METHOD_GET, "/v1/match/titles", 8},
    {METHOD_POST, "/v1/match/titles", 8},
    {METHOD_GET, "/v1/esco", 3},
    {METHOD_GET, "/v1/regions", 2},
    {METHOD_GET, "/v1/fields", 3},
    {METHOD_GET, "/v1/education-fields", 2},
    {METHOD_GET, "/v1/qualification-levels", 2},
    {METHOD_GET, "/v1/changes", 3},
    {METHOD_GET, "/v1/dataset", 3},
};

/* Questions to lists that take more than the example does. The number is that of the longest page. */
static const struct {
    const char *path;
    const char *given;
    int statements;
} questions[] = {
    {"/v1/occupations", "facets=field,isco_major,qualification_level,regulated", 4},
    {"/v1/occupations", "sort=-median_wage,name", 3},
    {"/v1/occupations", "isco=9&region=CZ&field=management&type=occupation&median_wage_min=100", 6},
    {"/v1/occupations", "q=kuchař", 8},
    {"/v1/occupations", "q=kuchař 1", 9},   /* two for each word, and the tiers of relevance */
    {"/v1/occupations", "q=kuchař 142", 9}, /* finds two: the one that comes first is asked for */
    {"/v1/occupations", "q=kuhcař", 13},    /* a typing error is looked for */
    {"/v1/competences", "q=kuchařství 1", 10},
    {"/v1/isco", "q=kuchaři 1", 9},
    {"/v1/suggest", "q=kuchař", 5},
    {"/v1/suggest", "q=nic takového", 13}, /* so is it in each kind */
    {"/v1/match/titles", "title=Kuchař pro závodní jídelnu s praxí v gastronomii", 8},
};

static int statements_of_row(const struct route *route)
{
    size_t i = 0, count = sizeof rows / sizeof *rows;

    while (i < count && (rows[i].method != route->method || strcmp(rows[i].path, route->path) != 0))
        i++;
    ck_assert_msg(i < count, "%s is not in the table", route->path);
    return rows[i].statements;
}

static bool has_pages(const struct route *route)
{
    for (const struct param *param = route->params; param && param->name; param++)
        if (param->type == PARAM_LIMIT)
            return true;
    return false;
}

/* Asks, with a limit unless it is 0. @return how many statements it took */
static int count_asked(const char *path, const char *segment, const char *given, int limit, size_t *items)
{
    char all[256];
    struct asked asked;

    snprintf(all, sizeof all, "%s%slimit=%d", given, *given ? "&" : "", limit);
    statements = 0;
    asked = ask(path, segment, limit > 0 ? all : given, NULL);
    ck_assert_msg(asked.outcome == OUTCOME_ANSWER, "%s %s", path, all);
    *items = asked.answer.page.items.count;
    return statements;
}

START_TEST(an_answer_takes_a_handful_of_statements)
{
    for (const struct route *route = routes; route->path; route++) {
        struct example example = example_of(route);
        size_t items;

        if (!route->answer)
            continue;
        statements = 0;
        if (example.body)
            ck_assert_int_eq(ask_posted(route->path, example.body).outcome, OUTCOME_ANSWER);
        else
            count_asked(route->path, example.segment, example.query, has_pages(route) ? 20 : 0, &items);
        ck_assert_msg(statements == statements_of_row(route), "%s took %d statements, expected %d", route->path,
                      statements, statements_of_row(route));
    }
}
END_TEST

/* Where a list is whole on a page, it is not counted: one less. */
START_TEST(a_page_of_a_hundred_takes_no_more_statements_than_one_of_one)
{
    for (const struct route *route = routes; route->path; route++) {
        size_t one, many;
        int of_one, of_many;

        if (!has_pages(route))
            continue;
        of_one = count_asked(route->path, NULL, example_of(route).query, 1, &one);
        of_many = count_asked(route->path, NULL, example_of(route).query, 100, &many);
        ck_assert_uint_eq(one, 1);
        ck_assert_msg(many == 100 ? of_many == of_one : of_many == of_one - 1, "%s: %d for one, %d for %zu",
                      route->path, of_one, of_many, many);
    }
}
END_TEST

START_TEST(a_question_takes_as_many_statements_however_many_rows_it_finds)
{
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        size_t items;
        int whole = strcmp(questions[i].path, "/v1/suggest") == 0 ? 20 : 100;
        int of_many = count_asked(questions[i].path, NULL, questions[i].given, whole, &items);

        ck_assert_msg(of_many == questions[i].statements, "%s %s took %d statements, expected %d", questions[i].path,
                      questions[i].given, of_many, questions[i].statements);
        ck_assert_msg(count_asked(questions[i].path, NULL, questions[i].given, 1, &items) <= of_many, "%s %s",
                      questions[i].path, questions[i].given);
    }
}
END_TEST

static int count_titles(const char *titles)
{
    statements = 0;
    ask_posted("/v1/match/titles", titles);
    return statements;
}

START_TEST(each_title_more_takes_as_many_statements_as_the_one_before)
{
    int one = count_titles("{\"titles\":[\"kuchař\"]}");
    int two = count_titles("{\"titles\":[\"kuchař\",\"kuchař\"]}");
    int three = count_titles("{\"titles\":[\"kuchař\",\"kuchař\",\"kuchař\"]}");

    ck_assert_int_eq(two - one, three - two);
    ck_assert_int_le(two - one, 16); /* of 151 names, read 32 at a time */
}
END_TEST

static Suite *statements_suite(void)
{
    Suite *suite = suite_create("statements");
    TCase *tests = tcase_create("statements");

    tcase_add_checked_fixture(tests, open_traced, ask_close);
    tcase_add_test(tests, an_answer_takes_a_handful_of_statements);
    tcase_add_test(tests, a_page_of_a_hundred_takes_no_more_statements_than_one_of_one);
    tcase_add_test(tests, a_question_takes_as_many_statements_however_many_rows_it_finds);
    tcase_add_test(tests, each_title_more_takes_as_many_statements_as_the_one_before);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(statements_suite)
