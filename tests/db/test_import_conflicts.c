/* Where cards contradict each other: what is taken, and what is said, whatever the order of the files. */
#include "tests/support/cards.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

static const char *folder, *out, *other_out;

static void new_folder(void)
{
    folder = support_folder();
    out = cards_path(folder, "out.db");
    other_out = cards_path(folder, "other.db");
}

/* The whole text of an import's findings with the folder's name left out; the caller frees. */
static char *said(const char *text)
{
    char *copy = strdup(text);
    size_t skip = strlen(folder) + 1;

    ck_assert_ptr_nonnull(copy);
    for (char *at; (at = strstr(copy, folder)) != NULL;)
        memmove(at, at + skip, strlen(at + skip) + 1);
    return copy;
}

/* Imports two cards in both orders: the same bytes, and the same warnings. */
static void assert_warned(const char *one, const char *other, const char *warnings)
{
    struct cards_import import = IMPORT(out, one, other), again = IMPORT(other_out, other, one);
    char *text = said(import.findings);

    ck_assert_int_eq(import.status, IMPORT_DONE);
    ck_assert_str_eq(text, warnings);
    ck_assert_str_eq(import.findings, again.findings);
    ck_assert(cards_same(out, other_out));
    free(text);
    free(import.findings);
    free(again.findings);
}

START_TEST(of_two_names_of_a_code_the_lowest_cards_is_taken)
{
    assert_warned(
        CARD(folder, "a.txt", NUMBER("9")),
        CARD(folder, "b.txt", NUMBER("8"), {"Kompetence k vedení lidí", "Vedení lidí"}),
        "a.txt:1: warning: competence soft:2.6 is \"Kompetence k vedení lidí\" here; expected \"Vedení lidí\" "
        "as in b.txt:1, which is taken\n");
    ASSERT_ANSWER(out, "SELECT name FROM competence WHERE id = 'soft:2.6'", "Vedení lidí");
}
END_TEST

START_TEST(the_lowest_card_counts_however_late_it_comes)
{
    struct cards_import import;

    CARD(folder, "a.txt", NUMBER("9"), {"98 245", "98 246"}, {"Kompetence k vedení lidí", "Vedení lidí"});
    CARD(folder, "b.txt", NUMBER("8"));
    CARD(folder, "c.txt", NUMBER("7"), {"98 245", "98 246"}, {"Kompetence k vedení lidí", "Vedení lidí"});
    import = IMPORT(out, folder);
    ck_assert_uint_eq(import.warnings, 2);
    ASSERT_ANSWER(out, "SELECT median_czk FROM wage WHERE region = 'CZ010' AND sphere = 'wage'", "98246");
    ASSERT_ANSWER(out, "SELECT name FROM competence WHERE id = 'soft:2.6'", "Vedení lidí");
    free(import.findings);
}
END_TEST

START_TEST(a_group_with_two_names_is_said_with_both_lines)
{
    assert_warned(CARD(folder, "a.txt", NUMBER("8")),
                  CARD(folder, "b.txt", NUMBER("9"), {"servisních služeb a reklamací", "servisu a reklamací"}),
                  "b.txt:29: warning: CZ-ISCO 12214 is \"Řídící pracovníci servisu a reklamací\" here; expected "
                  "\"Řídící pracovníci servisních služeb a reklamací\" as in a.txt:29, which is taken\n");
}
END_TEST

START_TEST(of_two_figures_of_a_wage_the_lowest_cards_are_taken)
{
    assert_warned(
        CARD(folder, "a.txt", NUMBER("9"), {"98 245", "98 246"}), CARD(folder, "b.txt", NUMBER("8")),
        "a.txt:1: warning: wage 1221 2020 CZ010 wage nsp is \"from 39220, median 98246, to 238519\" here; expected "
        "\"from 39220, median 98245, to 238519\" as in b.txt:1, which is taken\n");
    ASSERT_ANSWER(out, "SELECT median_czk FROM wage WHERE region = 'CZ010' AND sphere = 'wage'", "98245");
}
END_TEST

START_TEST(published_figures_win_over_suppressed_ones)
{
    assert_warned(CARD(folder, "a.txt", NUMBER("8"), {"39 220 Kč\t98 245 Kč\t238 519 Kč", "-\t-\t-"}),
                  CARD(folder, "b.txt", NUMBER("9")),
                  "a.txt:1: warning: wage 1221 2020 CZ010 wage nsp is \"suppressed\" here; expected "
                  "\"from 39220, median 98245, to 238519\" as in b.txt:1, which is taken\n");
    ASSERT_ANSWER(out, "SELECT status, median_czk FROM wage WHERE region = 'CZ010' AND sphere = 'wage'",
                  "published|98245");
}
END_TEST

START_TEST(figures_of_another_year_are_no_contradiction)
{
    IMPORTED(out, CARD(folder, "a.txt", NUMBER("8")),
             CARD(folder, "b.txt", NUMBER("9"), {"v roce 2020", "v roce 2023"}, {"61 032", "70 000"}));
    ASSERT_ANSWER(out, "SELECT period, min(id) FROM wage WHERE isco = '1221' GROUP BY period ORDER BY 2",
                  "2023|1\n2020|31");
    ASSERT_ANSWER(
        out, "SELECT occupation.id, year, median_czk FROM occupation JOIN wage ON wage.id = median_wage ORDER BY 1",
        "8|2023|70000\n9|2023|70000");
    ASSERT_ANSWER(out, "SELECT last_modified FROM dataset", "2023-12-31");
}
END_TEST

START_TEST(many_contradictions_of_a_kind_are_counted_and_not_listed)
{
    struct cards_import import;
    size_t listed = 0;

    /* the 22 skills and knowledges have another name */
    CARD(folder, "a.txt", NUMBER("8"));
    CARD(folder, "b.txt", NUMBER("9"), {"\t7\tCompetence", " jinak\t7\tCompetence"});
    import = IMPORT(out, folder);
    for (const char *at = import.findings; (at = strstr(at, "warning: competence ")) != NULL; at++)
        listed++;
    ck_assert_uint_eq(listed, 20);
    ck_assert_uint_eq(import.warnings, 21);
    ck_assert_ptr_nonnull(
        strstr(import.findings, "b.txt:1: warning: and 2 more like this: competence with two wordings\n"));
    free(import.findings);
}
END_TEST

START_TEST(a_card_that_comes_twice_with_the_same_bytes_is_taken_once)
{
    assert_warned(CARD(folder, "b.txt", NUMBER("8")), CARD(folder, "a.txt", NUMBER("8")),
                  "b.txt:1: warning: the same bytes are in a.txt, too; this one is left out\n");
    ASSERT_ANSWER(out, "SELECT name FROM document", "a.txt");
    ASSERT_ANSWER(out, "SELECT documents FROM source", "1");
}
END_TEST

START_TEST(two_cards_of_one_number_are_an_error_at_the_later_path)
{
    struct cards_import import =
        IMPORT(out, CARD(folder, "b.txt", NUMBER("8")), CARD(folder, "a.txt", NUMBER("8"), {"98 245", "98 246"}));
    char *text = said(import.findings);

    ck_assert_int_eq(import.status, IMPORT_REFUSED);
    ck_assert_str_eq(text, "b.txt:1: error: card 8 is in a.txt too, with other content; expected one document of it\n");
    free(text);
    free(import.findings);
}
END_TEST

static Suite *conflicts_suite(void)
{
    Suite *suite = suite_create("import_conflicts");
    TCase *tests = tcase_create("conflicts");

    tcase_add_checked_fixture(tests, new_folder, NULL);
    tcase_add_test(tests, of_two_names_of_a_code_the_lowest_cards_is_taken);
    tcase_add_test(tests, the_lowest_card_counts_however_late_it_comes);
    tcase_add_test(tests, a_group_with_two_names_is_said_with_both_lines);
    tcase_add_test(tests, of_two_figures_of_a_wage_the_lowest_cards_are_taken);
    tcase_add_test(tests, published_figures_win_over_suppressed_ones);
    tcase_add_test(tests, figures_of_another_year_are_no_contradiction);
    tcase_add_test(tests, many_contradictions_of_a_kind_are_counted_and_not_listed);
    tcase_add_test(tests, a_card_that_comes_twice_with_the_same_bytes_is_taken_once);
    tcase_add_test(tests, two_cards_of_one_number_are_an_error_at_the_later_path);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(conflicts_suite)
