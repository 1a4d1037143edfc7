/* What occupations share when several documents speak of it: wages, names of codes, the tree of groups, places. */
#include "tests/support/cards.h"
#include "tests/support/documents.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <string.h>

static const char *out;

static void open_all(void)
{
    documents_open();
    out = cards_path(support_folder(), "out.db");
}

/* Wages ------------------------------------------------------------------------------------------------------------ */

static const char wages[] = "SELECT source, isco, period, sphere, status, median_czk FROM wage ORDER BY id";

/* A dataset has an occupation. */
static struct document *a_unit(void)
{
    return documents_table(0, "kuchar", "Kuchař");
}

/* Builds the documents in both orders: the same findings, and the same file. */
static const char *build_both_ways(struct document *one, struct document *other)
{
    const char *other_out = cards_path(support_folder(), "other.db");
    struct document *unit = a_unit();
    const char *said = BUILD(out, one, other, unit), *again = BUILD(other_out, unit, other, one);

    ck_assert_str_eq(said, again);
    ck_assert(cards_same(out, other_out));
    return said;
}

START_TEST(of_two_editions_of_one_source_the_newer_is_taken)
{
    struct document *older = documents_wages("b.json", "2024"), *newer = documents_wages("a.json", "2025-H1");
    const char *said;

    documents_figure(documents_figure(older, "5120", "2024", 30000), "5131", "2024", 25000);
    documents_figure(documents_figure(documents_figure(newer, "5120", "2024", 30500), "5131", "2024", 25000), "5120",
                     "2025-H1", 32000);
    said = build_both_ways(older, newer);
    ck_assert_str_eq(said, "t/b.json:1: warning: wage 5120 2024 CZ wage ispv is \"median 30000\" here; expected "
                           "\"median 30500\" as in t/a.json:1, which is taken\n");
    ASSERT_ANSWER(out, wages,
                  "ispv|5120|2025-H1|wage|published|32000\nispv|5120|2024|wage|published|30500\n"
                  "ispv|5131|2024|wage|published|25000");
}
END_TEST

START_TEST(an_edition_of_a_whole_year_is_newer_than_those_of_its_halves)
{
    struct document *first = documents_wages("c.json", "2025-H1"), *second = documents_wages("b.json", "2025-H2");

    documents_figure(documents_figure(first, "5120", "2024", 30000), "5131", "2024", 25000);
    documents_figure(second, "5131", "2024", 25500);
    build_both_ways(documents_figure(documents_wages("a.json", "2025"), "5120", "2024", 30500), first);
    ASSERT_ANSWER(out, wages, "ispv|5120|2024|wage|published|30500\nispv|5131|2024|wage|published|25000");
    build_both_ways(first, second);
    ASSERT_ANSWER(out, wages, "ispv|5120|2024|wage|published|30000\nispv|5131|2024|wage|published|25500");
}
END_TEST

START_TEST(of_two_editions_of_one_period_the_later_name_is_the_newer)
{
    struct document *spring = documents_wages("wages-2025-03.json", "2024");
    struct document *autumn = documents_wages("wages-2025-09.json", "2024");

    documents_figure(spring, "5120", "2024", 30000);
    documents_figure(autumn, "5120", "2024", 30500);
    build_both_ways(autumn, spring);
    ASSERT_ANSWER(out, wages, "ispv|5120|2024|wage|published|30500");
}
END_TEST

START_TEST(figures_that_came_back_are_those_of_the_newest_edition)
{
    struct document *first = documents_figure(documents_wages("1.json", "2022"), "5120", "2020", 30000);
    struct document *second = documents_figure(documents_wages("2.json", "2023"), "5120", "2020", 31000);
    struct document *third = documents_figure(documents_wages("3.json", "2024"), "5120", "2020", 30000);
    const char *said = BUILD(out, first, second, third, a_unit());

    ASSERT_ANSWER(out, wages, "ispv|5120|2020|wage|published|30000");
    ck_assert_str_eq(said, "t/2.json:1: warning: wage 5120 2020 CZ wage ispv is \"median 31000\" here; expected "
                           "\"median 30000\" as in t/3.json:1, which is taken\n");
}
END_TEST

START_TEST(that_a_newer_edition_withholds_a_figure_is_believed)
{
    build_both_ways(documents_figure(documents_wages("1.json", "2023"), "5120", "2020", 30000),
                    documents_figure(documents_wages("2.json", "2024"), "5120", "2020", 0));
    ASSERT_ANSWER(out, wages, "ispv|5120|2020|wage|suppressed|-");
    ASSERT_ANSWER(out, "SELECT said, taken FROM conflict", "median 30000|suppressed");
}
END_TEST

START_TEST(of_documents_without_an_edition_a_published_figure_is_taken)
{
    build_both_ways(documents_figure(documents_card(5, "Kuchař"), "5120", "2020", 0),
                    documents_figure(documents_card(6, "Pekař"), "5120", "2020", 30000));
    ASSERT_ANSWER(out, wages, "nsp|5120|2020|wage|published|30000");
    ASSERT_ANSWER(out, "SELECT code, said, taken FROM conflict", "5120 2020 CZ wage nsp|suppressed|median 30000");
}
END_TEST

START_TEST(of_two_published_figures_the_lowest_cards_is_taken)
{
    build_both_ways(documents_figure(documents_card(5, "Kuchař"), "5120", "2020", 31000),
                    documents_figure(documents_card(6, "Pekař"), "5120", "2020", 30000));
    ASSERT_ANSWER(out, wages, "nsp|5120|2020|wage|published|31000");
}
END_TEST

START_TEST(figures_of_two_sources_stand_side_by_side)
{
    const char *said = build_both_ways(documents_figure(documents_card(5, "Kuchař"), "5120", "2020", 29000),
                                       documents_figure(documents_wages("1.json", "2020"), "5120", "2020", 30000));

    ck_assert_str_eq(said, "");
    ASSERT_ANSWER(out, wages, "ispv|5120|2020|wage|published|30000\nnsp|5120|2020|wage|published|29000");
}
END_TEST

START_TEST(an_edition_that_comes_under_two_names_has_the_first_in_byte_order)
{
    struct document *other = documents_figure(documents_wages("b.json", "2024"), "5120", "2020", 30000);
    struct document *twice = documents_figure(documents_wages("c.json", "2024"), "5120", "2020", 31000);
    struct document copy;

    BUILD(out, twice, other, a_unit());
    ASSERT_ANSWER(out, wages, "ispv|5120|2020|wage|published|31000");
    copy = *twice;
    copy.name = "a.json"; /* b.json is the later of the two by now */
    BUILD(out, twice, other, &copy, a_unit());
    ASSERT_ANSWER(out, "SELECT name FROM document WHERE source = 'ispv' ORDER BY id", "a.json\nb.json");
    ASSERT_ANSWER(out, wages, "ispv|5120|2020|wage|published|30000");
}
END_TEST

/* The median that stands for an occupation ------------------------------------------------------------------------- */

static const char medians[] =
    "SELECT wage.isco, period, sphere, source, median_czk, rolled_up "
    "FROM occupation LEFT JOIN wage ON wage.id = median_wage "
    "LEFT JOIN occupation_wage_group AS mine ON mine.occupation = occupation.id AND mine.isco = wage.isco "
    "ORDER BY occupation.id";

/* A card of one group, and rows of ISPV. */
static struct document *cook(const char *isco)
{
    return documents_isco(documents_card(5, "Kuchař"), isco);
}

START_TEST(the_newest_period_gives_the_median_and_a_year_comes_before_its_half)
{
    struct document *rows = documents_wages("1.json", "2025-H1");

    documents_figure(rows, "5120", "2023", 1);
    documents_figure(rows, "5120", "2024-H1", 2);
    documents_figure(rows, "5120", "2024", 3);
    BUILD(out, cook("5120"), rows);
    ASSERT_ANSWER(out, medians, "5120|2024|wage|ispv|3|0");
    documents_figure(rows, "5120", "2025-H1", 4);
    BUILD(out, cook("5120"), rows);
    ASSERT_ANSWER(out, medians, "5120|2025-H1|wage|ispv|4|0");
}
END_TEST

START_TEST(ispv_comes_before_nsp_and_a_newer_year_before_both)
{
    struct document *card = documents_figure(cook("5120"), "5120", "2020", 1);

    BUILD(out, card, documents_figure(documents_wages("1.json", "2020"), "5120", "2020", 2));
    ASSERT_ANSWER(out, medians, "5120|2020|wage|ispv|2|0");
    documents_figure(card, "5120", "2021", 3);
    BUILD(out, card, documents_figure(documents_wages("1.json", "2020"), "5120", "2020", 2));
    ASSERT_ANSWER(out, medians, "5120|2021|wage|nsp|3|0");
}
END_TEST

START_TEST(a_wage_comes_before_a_salary)
{
    struct document *rows = documents_wages("1.json", "2020");

    documents_figure(rows, "5120", "2020", 1);
    documents_last_figure(rows)->sphere = "salary";
    BUILD(out, cook("5120"), rows);
    ASSERT_ANSWER(out, medians, "5120|2020|salary|ispv|1|0");
    documents_figure(rows, "5120", "2020", 2);
    BUILD(out, cook("5120"), rows);
    ASSERT_ANSWER(out, medians, "5120|2020|wage|ispv|2|0");
}
END_TEST

START_TEST(a_source_comes_before_a_sphere)
{
    struct document *rows = documents_figure(documents_wages("1.json", "2020"), "5120", "2020", 1);

    documents_last_figure(rows)->sphere = "salary";
    BUILD(out, documents_figure(cook("5120"), "5120", "2020", 2), rows);
    ASSERT_ANSWER(out, medians, "5120|2020|salary|ispv|1|0");
}
END_TEST

START_TEST(figures_of_a_region_or_without_a_median_give_none)
{
    struct document *rows = documents_figure(documents_wages("1.json", "2021"), "5120", "2020", 1);

    documents_last_figure(rows)->region = "CZ010";
    documents_figure(rows, "5120", "2021", 0);
    documents_figure(rows, "5120", "2022", 2);
    documents_last_figure(rows)->mean = documents_last_figure(rows)->median;
    documents_last_figure(rows)->median = (struct figure){0};
    BUILD(out, cook("5120"), rows);
    ASSERT_ANSWER(out, medians, "-|-|-|-|-|-");
    ASSERT_ANSWER(out, "SELECT count(*) FROM wage", "3");
}
END_TEST

START_TEST(the_finest_code_that_has_a_median_gives_it)
{
    struct document *rows = documents_figure(documents_wages("1.json", "2021"), "5120", "2021", 1);

    BUILD(out, cook("51201"), rows);
    ASSERT_ANSWER(out, medians, "5120|2021|wage|ispv|1|1"); /* of the group above it */
    documents_figure(rows, "51201", "2020", 2);
    BUILD(out, cook("51201"), rows);
    ASSERT_ANSWER(out, medians, "51201|2020|wage|ispv|2|0");
    documents_figure(rows, "51201", "2021", 0);
    BUILD(out, documents_isco(cook("5120"), "51201"), rows);
    ASSERT_ANSWER(out, medians, "51201|2020|wage|ispv|2|0");
}
END_TEST

START_TEST(of_two_codes_as_fine_the_newer_figure_is_taken_then_the_first_code)
{
    struct document *rows = documents_figure(documents_wages("1.json", "2020"), "9412", "2020", 1);

    documents_figure(rows, "5120", "2020", 2);
    BUILD(out, documents_isco(cook("9412"), "5120"), rows);
    ASSERT_ANSWER(out, medians, "9412|2020|wage|ispv|1|0");
    documents_figure(rows, "5120", "2021", 3);
    BUILD(out, documents_isco(cook("9412"), "5120"), rows);
    ASSERT_ANSWER(out, medians, "5120|2021|wage|ispv|3|0");
}
END_TEST

/* Names of codes --------------------------------------------------------------------------------------------------- */

START_TEST(the_codebooks_name_leads_and_the_report_names_both)
{
    struct document *card = documents_naming(cook("5120"), NAMING_ISCO, "5120", "Kuchaři");
    struct document *codebook = documents_naming(documents_codebook(), NAMING_ISCO, "512", "Kuchaři, pomocní kuchaři");
    const char *said;

    documents_naming(codebook, NAMING_ISCO, "5120", "Kuchaři (kromě šéfkuchařů)");
    said = build_both_ways(card, codebook);
    ck_assert_str_eq(said, "t/card-5:1: warning: CZ-ISCO 5120 is \"Kuchaři\" here; expected \"Kuchaři (kromě "
                           "šéfkuchařů)\" as in t/codebook-2:2, which is taken\n");
    ASSERT_ANSWER(out, "SELECT code, name, parent FROM isco ORDER BY code",
                  "512|Kuchaři, pomocní kuchaři|-\n5120|Kuchaři (kromě šéfkuchařů)|512");
}
END_TEST

START_TEST(a_code_is_in_the_codebook_where_the_codebook_names_it)
{
    struct document *card = documents_isco(documents_isco(cook("5120"), "51201"), "5131");
    struct document *codebook = documents_naming(documents_codebook(), NAMING_ISCO, "5120", "Kuchaři");

    documents_naming(documents_naming(card, NAMING_ISCO, "5120", "Kuchaři"), NAMING_ISCO, "51201", "Šéfkuchaři");
    documents_naming(codebook, NAMING_ISCO_ENGLISH, "5131", "Waiters");
    documents_naming(codebook, NAMING_ISCO, "9412", "Pomocníci");
    build_both_ways(card, codebook);
    ASSERT_ANSWER(out, "SELECT code, in_codebook, name, name_en FROM isco ORDER BY code",
                  "5120|1|Kuchaři|-\n51201|0|Šéfkuchaři|-\n5131|0|-|Waiters\n9412|1|Pomocníci|-");
}
END_TEST

START_TEST(a_district_with_two_names_is_the_first_documents)
{
    struct district mine = {"CZ0642", "Brno-město", "CZ064"}, other = {"CZ0642", "Brno", "CZ063"};
    struct document *one = documents_codebook(), *two = documents_codebook();

    one->districts = (struct list){&mine, 1, 1};
    two->districts = (struct list){&other, 1, 1};
    build_both_ways(one, two);
    ASSERT_ANSWER(out, "SELECT * FROM district", "CZ0642|Brno-město|CZ064|brno-mesto");
    ASSERT_ANSWER(out, "SELECT kind, code, said FROM conflict ORDER BY kind",
                  "district|CZ0642|Brno\nregion of district|CZ0642|CZ063");
}
END_TEST

static Suite *merge_shared_suite(void)
{
    Suite *suite = suite_create("merge_shared");
    TCase *of_wages = tcase_create("wages"), *of_medians = tcase_create("medians"), *of_codes = tcase_create("codes");

    tcase_add_checked_fixture(of_wages, open_all, documents_close);
    tcase_add_test(of_wages, of_two_editions_of_one_source_the_newer_is_taken);
    tcase_add_test(of_wages, an_edition_of_a_whole_year_is_newer_than_those_of_its_halves);
    tcase_add_test(of_wages, of_two_editions_of_one_period_the_later_name_is_the_newer);
    tcase_add_test(of_wages, figures_that_came_back_are_those_of_the_newest_edition);
    tcase_add_test(of_wages, that_a_newer_edition_withholds_a_figure_is_believed);
    tcase_add_test(of_wages, of_documents_without_an_edition_a_published_figure_is_taken);
    tcase_add_test(of_wages, of_two_published_figures_the_lowest_cards_is_taken);
    tcase_add_test(of_wages, figures_of_two_sources_stand_side_by_side);
    tcase_add_test(of_wages, an_edition_that_comes_under_two_names_has_the_first_in_byte_order);
    suite_add_tcase(suite, of_wages);

    tcase_add_checked_fixture(of_medians, open_all, documents_close);
    tcase_add_test(of_medians, the_newest_period_gives_the_median_and_a_year_comes_before_its_half);
    tcase_add_test(of_medians, ispv_comes_before_nsp_and_a_newer_year_before_both);
    tcase_add_test(of_medians, a_wage_comes_before_a_salary);
    tcase_add_test(of_medians, a_source_comes_before_a_sphere);
    tcase_add_test(of_medians, figures_of_a_region_or_without_a_median_give_none);
    tcase_add_test(of_medians, the_finest_code_that_has_a_median_gives_it);
    tcase_add_test(of_medians, of_two_codes_as_fine_the_newer_figure_is_taken_then_the_first_code);
    suite_add_tcase(suite, of_medians);

    tcase_add_checked_fixture(of_codes, open_all, documents_close);
    tcase_add_test(of_codes, the_codebooks_name_leads_and_the_report_names_both);
    tcase_add_test(of_codes, a_code_is_in_the_codebook_where_the_codebook_names_it);
    tcase_add_test(of_codes, a_district_with_two_names_is_the_first_documents);
    suite_add_tcase(suite, of_codes);
    return suite;
}

TEST_MAIN(merge_shared_suite)
