/* What catalogues say of how many occupations have something is what counting them gives, after a real import. */
#include "tests/support/cards.h"
#include "tests/support/support.h"

/* How many rows only one of both has, and whether there are any. */
#define DIFFERENCE(kind, counting)                                                                                     \
    "WITH said AS (SELECT value, part, occupations FROM occupation_count WHERE kind = '" kind "'), "                   \
    "counted (value, part, occupations) AS (" counting ") "                                                            \
    "SELECT (SELECT count(*) FROM (SELECT * FROM said EXCEPT SELECT * FROM counted)) + "                               \
    "(SELECT count(*) FROM (SELECT * FROM counted EXCEPT SELECT * FROM said)), EXISTS (SELECT 1 FROM said)"

static const char *const differences[] = {
    DIFFERENCE("field", "SELECT field, '', count(*) FROM occupation WHERE field <> '' GROUP BY field"),
    DIFFERENCE("qualification_level", "SELECT CAST(qualification_level AS TEXT), '', count(*) FROM occupation "
                                      "WHERE qualification_level > 0 GROUP BY 1"),
    DIFFERENCE("isco", "SELECT DISTINCT substr(isco, 1, value), '', (SELECT count(DISTINCT occupation) "
                       "FROM occupation_isco AS below WHERE below.isco LIKE substr(mine.isco, 1, value) || '%') "
                       "FROM occupation_isco AS mine, json_each('[1, 2, 3, 4, 5]') WHERE value <= length(isco)"),
    DIFFERENCE("education", "SELECT code, type, count(*) FROM occupation_education GROUP BY 1, 2"),
    DIFFERENCE("health", "SELECT condition, effect, count(*) FROM occupation_health GROUP BY 1, 2"),
    DIFFERENCE("competence", "SELECT competence, CAST(level AS TEXT), count(*) FROM occupation_competence "
                             "WHERE level >= 0 GROUP BY 1, 2 "
                             "UNION ALL SELECT competence, '', count(*) FROM occupation_competence GROUP BY 1"),
    DIFFERENCE("load", "SELECT factor, CAST(highest AS TEXT), count(*) FROM (SELECT factor, max(value) AS highest "
                       "FROM occupation_load, json_each('[1, 2, 3, 4]') WHERE levels & (1 << (value - 1)) "
                       "GROUP BY occupation, factor) GROUP BY 1, 2 "
                       "UNION ALL SELECT factor, '', count(*) FROM occupation_load WHERE levels > 0 GROUP BY 1"),
};

START_TEST(counts_of_catalogues_are_those_of_the_tables)
{
    const char *folder = support_folder(), *path = cards_path(folder, "out.db");

    IMPORTED(path, CARD_103332, CARD(folder, "7.txt", NUMBER("7"), TITLE("Topič")));
    ASSERT_ANSWER(path, differences[_i], "0|1");
}
END_TEST

static Suite *counts_suite(void)
{
    Suite *suite = suite_create("counts");
    TCase *tests = tcase_create("counts");

    tcase_add_loop_test(tests, counts_of_catalogues_are_those_of_the_tables, 0,
                        (int)(sizeof differences / sizeof *differences));
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(counts_suite)
