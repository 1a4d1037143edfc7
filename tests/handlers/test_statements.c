/* How many statements a request takes: a handful that does not grow with the rows that are answered. */
#include "db/store_ask.h"
#include "tests/support/ask.h"
#include "tests/support/example.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <string.h>

/* 150 of everything that a list shows a page of, and of what an occupation has. */
static const char many[] =
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
    " SELECT 'kuchar-' || n, 'Kuchař ' || n, sort_key('Kuchař ' || n), 'kuchar-' || n, 'occupation', 'management', 1, n, 1"
    " FROM number;"
    "INSERT INTO occupation_text SELECT 'kuchar-' || n, 'alternative_name', 1, 'Vařič ' || n FROM number;"
    "INSERT INTO occupation_isco SELECT 'kuchar-' || n, '9' || n, 1 FROM number;"
    "INSERT INTO occupation_wage_group SELECT 'kuchar-' || n, '9' || n, 0 FROM number;"
    "INSERT INTO occupation_competence SELECT 'kuchar-' || n, 'soft:2.1', 1, 4, NULL FROM number;"
    "INSERT INTO occupation_competence SELECT '103332', 'soft:7.' || n, n, 4, NULL FROM number;"
    "INSERT INTO occupation_load SELECT 'kuchar-' || n, 'physical', 2 FROM number;";

static int statements;

/* Only our own: FTS5 has statements of its own. */
static int count_statement(unsigned event, void *context, void *statement, void *text)
{
    (void)event;
    (void)context;
    (void)text;
    statements += strncmp(sqlite3_sql(statement), "-- ", 3) == 0;
    return 0;
}

static void open_traced(void)
{
    ask_open_with(many);
    sqlite3_trace_v2(ask_store()->db, SQLITE_TRACE_STMT, count_statement, NULL);
}

START_TEST(show)
{
    for (const struct route *route = routes; route->path; route++) {
        struct example example = example_of(route);
        struct asked asked;
        if (!route->answer) continue;
        statements = 0;
        if (route->method == METHOD_POST) asked = ask_posted(route->path, example.body);
        else asked = ask(route->path, example.segment, example.query, NULL);
        ck_assert_int_eq(asked.outcome, OUTCOME_ANSWER);
        printf("%d %s %s %zu rows\n", statements, route->path, example.query, asked.answer.page.items.count);
        for (const struct param *param = route->params; param && param->name; param++)
            if (strcmp(param->name,"limit")==0) {
                for (int i = 1; i <= 100; i *= 10) {
                    char q[200]; snprintf(q,200,"%s%slimit=%d",example.query,*example.query?"&":"",i);
                    statements = 0; asked = ask(route->path, example.segment, q, NULL);
                    printf("   %d limit=%d %zu rows\n", statements, i, asked.answer.page.items.count);
                }
            }
        for (const struct param *param = route->params; param && param->name; param++)
            if (strcmp(param->name,"q")==0) {
                for (int i = 1; i <= 100; i *= 10) {
                    char q[200]; snprintf(q,200,"q=kuchař 1&limit=%d",i>10 && strcmp(route->path,"/v1/suggest")==0 ? 20:i);
                    statements = 0; asked = ask(route->path, example.segment, q, NULL);
                    printf("   %d q limit=%d %zu rows\n", statements, i, asked.answer.page.items.count);
                }
            }
    }
    const char *qs[]={"facets=field,isco_major,qualification_level,regulated&limit=20","sort=-median_wage,name&limit=20","isco=9&region=CZ&field=management&type=occupation&median_wage_min=100&limit=20",NULL};
    for (const char **q=qs;*q;q++){ statements=0; struct asked a=ask("/v1/occupations",NULL,*q,NULL); printf("%d %s %zu\n",statements,*q,a.answer.page.items.count);}
    statements=0; ask_posted("/v1/match/titles","{\"titles\":[\"kuchař pro závodní jídelnu\",\"ředitel zákaznických služeb\",\"skladník\"]}"); printf("%d 3 titles\n",statements);
    statements=0; ask("/v1/match/titles",NULL,"title=kuchař pro závodní jídelnu",NULL); printf("%d 1 title\n",statements);
    statements=0; ask("/v1/occupations",NULL,"q=kuhcař",NULL); printf("%d q=kuhcař\n",statements);
    statements=0; ask("/v1/suggest",NULL,"q=kuhcař",NULL); printf("%d suggest q=kuhcař\n",statements);
}
END_TEST

static Suite *statements_suite(void)
{
    Suite *suite = suite_create("statements");
    TCase *tests = tcase_create("statements");

    tcase_add_checked_fixture(tests, open_traced, ask_close);
    tcase_add_test(tests, show);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(statements_suite)
