#include "model/svg.h"
#include "model/wage.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

static struct figure czk(int64_t amount)
{
    return (struct figure){true, amount};
}

/* Rows of card 103332, and one as ISPV has them. */
static struct wage prague(void)
{
    return (struct wage){.source = "nsp",
                         .isco = "1221",
                         .isco_name = "Řídící pracovníci",
                         .year = 2020,
                         .period = "2020",
                         .region = "CZ010",
                         .region_name = "Hlavní město Praha",
                         .sphere = "wage",
                         .status = "published",
                         .from = czk(39220),
                         .median = czk(98245),
                         .to = czk(238519)};
}

static struct wage withheld(void)
{
    return (struct wage){.source = "nsp",
                         .isco = "1221",
                         .isco_name = "Řídící pracovníci",
                         .year = 2020,
                         .period = "2020",
                         .region = "CZ020",
                         .region_name = "Středočeský kraj",
                         .sphere = "salary",
                         .status = "suppressed"};
}

static struct wage country(void)
{
    return (struct wage){.source = "ispv",
                         .isco = "1221",
                         .isco_name = "Řídící pracovníci",
                         .year = 2025,
                         .period = "2025-H1",
                         .region = "CZ",
                         .region_name = "Česká republika",
                         .sphere = "wage",
                         .status = "published",
                         .p10 = czk(40000),
                         .p25 = czk(60000),
                         .median = czk(100000),
                         .p75 = czk(150000),
                         .p90 = czk(200000)};
}

static char *drawn_with(struct wage *rows, size_t count, const char *caption, const struct selection *fields)
{
    const struct answer answer = {.shape = &occupation_wage_shape,
                                  .caption = caption,
                                  .page = {.items = {.at = rows, .count = count}, .total = (int64_t)count}};
    const struct style style = {.link_prefix = "", .fields = fields};
    struct bytes bytes = answer_svg(&answer, &style);
    char *text = strndup(bytes.at, bytes.length);

    ck_assert_ptr_nonnull(bytes.at);
    ck_assert_uint_eq(strlen(text), bytes.length);
    free(bytes.at);
    return text;
}

static char *drawn(struct wage *rows, size_t count)
{
    return drawn_with(rows, count, "Ředitel", NULL);
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    for (; (text = strstr(text, part)); text += strlen(part))
        count++;
    return count;
}

static void assert_count(char *chart, const char *part, size_t expected)
{
    ck_assert_msg(count_of(chart, part) == expected, "%zu × %s in\n%s", count_of(chart, part), part, chart);
}

START_TEST(a_card_s_row_has_its_range_and_median_and_says_them_in_words)
{
    struct wage row = prague();
    char *chart = drawn(&row, 1);

    assert_count(chart,
                 "<title>Hlavní město Praha, mzdová sféra, 2020: od 39\u00a0220 Kč, medián 98\u00a0245 Kč, do "
                 "238\u00a0519 Kč</title>",
                 1);
    assert_count(chart, ">39\u00a0220 – 98\u00a0245 – 238\u00a0519</text>", 1);
    assert_count(chart, "<line class='range'", 1);
    assert_count(chart, "<line class='median'", 1);
    assert_count(chart, "<rect class='box'", 0);
    assert_count(chart, ">2020 · CZ-ISCO 1221 Řídící pracovníci</text>", 1);
    free(chart);
}
END_TEST

START_TEST(percentiles_have_their_box)
{
    struct wage row = country();
    char *chart = drawn(&row, 1);

    /* The scale ends at 200 000, 300 units wide from 268 on. */
    assert_count(chart, "<rect class='box' y='148' height='10' x='358.0' width='135.0'/>", 1);
    assert_count(chart, "<line class='median' y1='146' y2='160' x1='418.0' x2='418.0'/>", 1);
    assert_count(chart, "<line class='range' y1='153' y2='153' x1='328.0' x2='568.0'/>", 1);
    assert_count(chart, ": 1. decil 40\u00a0000 Kč, 1. kvartil 60\u00a0000 Kč, medián 100\u00a0000 Kč, 3. kvartil ", 1);
    assert_count(chart, ">2025, 1. pololetí · CZ-ISCO 1221", 1);
    free(chart);
}
END_TEST

START_TEST(what_is_withheld_is_said_and_not_drawn)
{
    struct wage row = withheld();
    char *chart = drawn(&row, 1);

    assert_count(chart, "<title>Středočeský kraj, platová sféra, 2020: zdroj údaj nezveřejňuje</title>", 1);
    assert_count(chart, ">zdroj údaj nezveřejňuje</text>", 1);
    assert_count(chart, "<line class='median'", 0);
    assert_count(chart, "<line class='range'", 0);
    free(chart);
}
END_TEST

START_TEST(a_heading_stands_before_each_group_and_period)
{
    struct wage rows[] = {country(), prague(), withheld(), country()};
    char *chart;

    rows[3].isco = "12214";
    chart = drawn(rows, 4);
    assert_count(chart, "<text class='heading'", 3);
    assert_count(chart, "<g>", 4);
    assert_count(chart, "viewBox='0 0 760 322'", 1); /* 108 + 3 * 34 + 4 * 22 + 24 */
    free(chart);
}
END_TEST

START_TEST(no_rows_are_said_in_words)
{
    char *chart = drawn(NULL, 0);

    assert_count(chart, ">Výběru neodpovídá žádný údaj o mzdách.</text>", 1);
    assert_count(chart, "class='grid'", 0);
    free(chart);
}
END_TEST

START_TEST(texts_are_escaped_and_cut_to_what_fits)
{
    static const char long_name[] =
        "Řřřřřřřřřř Řřřřřřřřřř Řřřřřřřřřř Řřřřřřřřřř Řřřřřřřřřř Řřřřřřřřřř Řřřřřřřřřř Konec";
    struct wage row = prague();
    char *chart;

    row.isco_name = "<script>alert(\"&\")</script>\x01";
    chart = drawn_with(&row, 1, long_name, NULL);
    assert_count(chart, "<script", 0);
    assert_count(chart, "&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt; </text>", 1);
    assert_count(chart, long_name, 1); /* in the title element, which is not drawn */
    assert_count(chart, "Řřřřřřřřř…</text>", 1);
    free(chart);
}
END_TEST

START_TEST(fields_choose_the_figures_that_are_drawn)
{
    struct arena *arena = arena_new();
    struct selection *median = NULL;
    struct wage rows[] = {country(), prague()};
    char *chart;

    ck_assert_int_eq(selection_add(&median, arena, &occupation_wage_shape, "median"), SELECTION_OK);
    chart = drawn_with(rows, 2, "Ředitel", median);
    assert_count(chart, "<line class='median'", 2);
    assert_count(chart, "<line class='range'", 0);
    assert_count(chart, "<rect class='box'", 0);
    assert_count(chart, ", 2020: medián 98\u00a0245 Kč</title>", 1);
    free(chart);
    arena_free(arena);
}
END_TEST

START_TEST(the_scale_is_round_and_holds_the_highest_figure)
{
    static const struct {
        int64_t highest;
        const char *end; /* of the scale, and what would follow */
        const char *beyond;
    } cases[] = {{238519, ">250\u00a0000<", ">300\u00a0000<"},
                 {250000, ">250\u00a0000<", ">300\u00a0000<"},
                 {250001, ">300\u00a0000<", ">400\u00a0000<"},
                 {1, ">1\u00a0000<", ">2\u00a0000<"},
                 {1000000000, ">1\u00a0000\u00a0000\u00a0000<", ">1\u00a0200\u00a0000\u00a0000<"}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct wage row = prague();
        char *chart;

        row.from = row.median = row.to = czk(cases[i].highest);
        chart = drawn(&row, 1);
        ck_assert_msg(strstr(chart, cases[i].end) && !strstr(chart, cases[i].beyond), "%s", cases[i].end);
        ck_assert_uint_le(count_of(chart, "class='grid'"), 6);
        free(chart);
    }
}
END_TEST

static Suite *svg_suite(void)
{
    Suite *suite = suite_create("svg");
    TCase *tests = tcase_create("svg");

    tcase_add_test(tests, a_card_s_row_has_its_range_and_median_and_says_them_in_words);
    tcase_add_test(tests, percentiles_have_their_box);
    tcase_add_test(tests, what_is_withheld_is_said_and_not_drawn);
    tcase_add_test(tests, a_heading_stands_before_each_group_and_period);
    tcase_add_test(tests, no_rows_are_said_in_words);
    tcase_add_test(tests, texts_are_escaped_and_cut_to_what_fits);
    tcase_add_test(tests, fields_choose_the_figures_that_are_drawn);
    tcase_add_test(tests, the_scale_is_round_and_holds_the_highest_figure);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(svg_suite)
