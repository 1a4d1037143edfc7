/* Files of MPSV: wages and codelists, the shared ones row by row, and what may be wrong in them. */
#include "tests/support/json_reading.h"
#include "tests/support/support.h"

#include "db/import/decimal.h"
#include "db/import/period.h"
#include "db/import/publishers.h"
#include "model/vocabulary.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MUTATIONS = 4000 };

#define FIGURES                                                                                                        \
    "\"pocetZamestnancuMzda\":5.2,\"medianMzda\":111959,\"diferenciaceD1M\":39360,\"diferenciaceQ1M\":63293,"          \
    "\"diferenciaceQ3M\":236888,\"diferenciaceD9M\":401758,\"mzdaPrumer\":190185,\"odmenaMzdy\":28.8"
#define ROW     "{\"czIsco\":\"CzIsco/1120\",\"sfera\":\"MZDOVA\",\"obdobi\":\"rok 2025\"," FIGURES "}"
#define FILE_OF "{\"polozky\":[" ROW "]}"
#define ZEROS                                                                                                          \
    "\"pocetZamestnancuMzda\":0,\"medianMzda\":0,\"diferenciaceD1M\":0,\"diferenciaceQ1M\":0,"                         \
    "\"diferenciaceQ3M\":0,\"diferenciaceD9M\":0,\"mzdaPrumer\":0,\"odmenaMzdy\":0"

static const struct wage *wage_at(const struct json_reading *reading, size_t index)
{
    ck_assert_msg(index < reading->document.wages.count, "%s", reading->said);
    return (const struct wage *)reading->document.wages.at + index;
}

/* Shared files ----------------------------------------------------------------------------------------------------- */

static void check_figure(const struct figure *figure, json_t *row, const char *member, double factor)
{
    double value = json_number_value(json_object_get(row, member)) * factor;

    ck_assert_int_eq(figure->known, value > 0); /* so few employees that no tenth of a thousand is left */
    ck_assert_int_eq(figure->value, (int64_t)llround(value));
}

static void check_row(const struct wage *wage, json_t *row)
{
    const char *isco, *sphere, *period, *kraj = NULL;

    ck_assert_int_eq(
        json_unpack(row, "{s:s,s:s,s:s,s?:s}", "czIsco", &isco, "sfera", &sphere, "obdobi", &period, "kraj", &kraj), 0);
    ck_assert_str_eq(wage->isco, strchr(isco, '/') + 1);
    ck_assert_str_eq(wage->sphere, strcmp(sphere, "MZDOVA") == 0 ? "wage" : "salary");
    ck_assert_str_eq(wage->period, strrchr(period, ' ') ? strrchr(period, ' ') + 1 : period);
    ck_assert_int_eq(wage->year, atoi(wage->period));
    ck_assert_str_eq(wage->region, !kraj ? "CZ" : strcmp(kraj, "Kraj/19") == 0 ? "CZ010" : "CZ041");
    ck_assert_str_eq(wage->status, "published");
    ck_assert_str_eq(wage->source, "ispv");
    ck_assert(!wage->isco_name && !wage->from.known && !wage->to.known && !wage->rolled_up.known);
    check_figure(&wage->p10, row, "diferenciaceD1M", 1);
    check_figure(&wage->p25, row, "diferenciaceQ1M", 1);
    check_figure(&wage->median, row, "medianMzda", 1);
    check_figure(&wage->p75, row, "diferenciaceQ3M", 1);
    check_figure(&wage->p90, row, "diferenciaceD9M", 1);
    check_figure(&wage->mean, row, "mzdaPrumer", 1);
    check_figure(&wage->employees, row, "pocetZamestnancuMzda", 1000);
}

static void check_wages(const char *name, size_t count, const char *edition)
{
    struct json_reading reading = json_reading_shared(name);
    json_t *root = reading.arena ? json_load_file(support_shared(name), 0, NULL) : NULL;
    json_t *rows = json_object_get(root, "polozky");

    if (!reading.arena)
        return;
    ck_assert_msg(reading.findings.errors + reading.findings.warnings == 0, "%s", reading.said);
    ck_assert_uint_eq(reading.document.wages.count, count);
    ck_assert_uint_eq(json_array_size(rows), count);
    ck_assert_str_eq(reading.document.edition, edition);
    ck_assert_str_eq(reading.document.source, SOURCE_ISPV);
    ck_assert_int_eq(reading.document.publisher, PUBLISHER_WAGES);
    for (size_t i = 0; i < count; i++)
        check_row(wage_at(&reading, i), json_array_get(rows, i));
    json_decref(root);
    json_reading_release(&reading);
}

START_TEST(every_row_of_the_shared_files_is_read_figure_by_figure)
{
    check_wages("mpsv/ispv-zamestnani.2021.from-xlsx.json", 437, "2021");
    check_wages("mpsv/ispv-zamestnani.mzdova.2025.reduced.json", 296, "2025");
    check_wages("mpsv/regionalni-statistika-ceny-prace.praha2021-karlovarsky2020.from-xlsx.json", 435, "2021");
}
END_TEST

START_TEST(districts_lie_in_their_regions)
{
    struct json_reading reading = json_reading_shared("mpsv/ciselniky-2021/okresy.json");
    const struct district *district = reading.document.districts.at;

    if (!reading.arena)
        return;
    ck_assert_uint_eq(reading.document.districts.count, 77);
    ck_assert_str_eq(district[0].code, "CZ0110");
    ck_assert_str_eq(district[0].name, "Praha");
    ck_assert_str_eq(district[0].region, "CZ010");
    ck_assert_str_eq(district[76].name, "Jeseník");
    ck_assert_str_eq(district[76].region, "CZ071");
    ck_assert_str_eq(reading.document.source, SOURCE_DISTRICTS);
    ck_assert_int_eq(reading.document.publisher, PUBLISHER_CODEBOOK);
    json_reading_release(&reading);
}
END_TEST

START_TEST(the_codebook_of_cz_isco_names_its_codes_in_plain_spaces)
{
    struct json_reading reading = json_reading_shared("mpsv/ciselniky-2021/cz-isco.json");
    const struct naming *naming = reading.document.namings.at;

    if (!reading.arena)
        return;
    ck_assert_uint_eq(reading.document.namings.count, 1992);
    ck_assert_str_eq(reading.document.source, SOURCE_CZ_ISCO);
    ck_assert_int_eq(reading.document.publisher, PUBLISHER_CODEBOOK);
    for (size_t i = 0; i < 1992; i++) {
        ck_assert_str_eq(naming[i].kind, NAMING_ISCO);
        ck_assert_ptr_null(strstr(naming[i].name, "\u00a0"));
    }
    ck_assert_str_eq(naming[0].code, "1");
    ck_assert_str_eq(naming[0].name, "Zákonodárci a řídící pracovníci");
    json_reading_release(&reading);
}
END_TEST

/* How many errors a shared file has, and what the first of them says. */
static void check_refused(const char *name, size_t errors, const char *says)
{
    struct json_reading reading = json_reading_shared(name);

    if (!reading.arena)
        return;
    ck_assert_msg(reading.findings.errors == errors && strstr(reading.said, says), "%s", reading.said);
    json_reading_release(&reading);
}

START_TEST(codelists_that_do_not_fit_are_refused)
{
    check_refused("mpsv/kraje.json", 0, "");
    check_refused("mpsv/ciselniky-2021/kraje.json", 5, "polozky[0].kodNuts3 is the text \"CZ011\"; expected CZ010");
    check_refused("mpsv/okresy.reduced.json", 1, "is the codelist Okres without kodLau");
    check_refused("mpsv/ciselniky-2021/dovednosti.json", 1, "is the codelist Dovednost; expected wages");
    check_refused("mpsv/ciselniky-2021/obory-cinnosti-vm.json", 1, "is the codelist OborCinnostiProVm");
}
END_TEST

/* Figures ---------------------------------------------------------------------------------------------------------- */

static int64_t value_of(struct figure figure)
{
    return figure.known ? figure.value : -1;
}

/* The median and the employees that a row has with a word of it replaced. */
static void check_changed(const char *word, const char *instead, int64_t median, int64_t employees)
{
    char *text = json_with(FILE_OF, word, instead);
    struct json_reading reading = json_reading_of(text);
    const struct wage *wage = wage_at(&reading, 0);

    ck_assert_int_eq(value_of(wage->median), median);
    ck_assert_int_eq(value_of(wage->employees), employees);
    ck_assert_str_eq(wage->status, "published");
    json_reading_release(&reading);
    free(text);
}

START_TEST(figures_come_as_numbers_and_as_texts)
{
    check_changed("111959", "111959.4", 111959, 5200);
    check_changed("111959", "111959.50", 111960, 5200);
    check_changed("111959", "\"111959\"", 111959, 5200);
    check_changed("111959", "\"111 959\"", 111959, 5200);
    check_changed("111959", "\"111\u00a0959\"", 111959, 5200);
    check_changed("111959", "\"70000,50\"", 70001, 5200);
    check_changed("111959", "\"\"", -1, 5200);
    check_changed("\"medianMzda\":111959", "\"medianMzda\":null", -1, 5200);
    check_changed("5.2", "1.0005", 111959, 1001);
    check_changed("5.2", "\"0,0494\"", 111959, 49);
    check_changed("5.2", "7", 111959, 7000);
    check_changed("5.2", "0", 111959, -1);
}
END_TEST

START_TEST(withheld_wage_is_null_not_zero)
{
    struct json_reading reading = json_reading_of(
        "{\"polozky\":[{\"czIsco\":\"CzIsco/1120\",\"sfera\":\"PLATOVA\",\"obdobi\":\"2025\"," ZEROS "}]}");
    const struct wage *wage = wage_at(&reading, 0);

    ck_assert_uint_eq(reading.findings.warnings, 0);
    ck_assert_str_eq(wage->status, "suppressed");
    ck_assert_str_eq(wage->sphere, "salary");
    ck_assert(!wage->median.known && !wage->p10.known && !wage->mean.known && !wage->employees.known);
    json_reading_release(&reading);
}
END_TEST

START_TEST(one_zero_is_one_unknown_figure)
{
    char *text = json_with(FILE_OF, "\"diferenciaceD9M\":401758", "\"diferenciaceD9M\":0");
    struct json_reading reading = json_reading_of(text);

    ck_assert_uint_eq(reading.findings.warnings, 0);
    ck_assert(!wage_at(&reading, 0)->p90.known);
    ck_assert_int_eq(wage_at(&reading, 0)->p75.value, 236888);
    json_reading_release(&reading);
    free(text);
}
END_TEST

START_TEST(the_row_of_zeros_at_the_end_is_skipped)
{
    struct json_reading reading = json_reading_of("{\"polozky\":[" ROW ",{\"czIsco\":\"CzIsco/\",\"kraj\":\"\","
                                                  "\"sfera\":\"\",\"obdobi\":\"\"," ZEROS "}]}");

    ck_assert_msg(reading.findings.errors + reading.findings.warnings == 0, "%s", reading.said);
    ck_assert_uint_eq(reading.document.wages.count, 1);
    json_reading_release(&reading);
}
END_TEST

START_TEST(the_newest_period_is_the_edition)
{
    char *text = json_with("{\"polozky\":[" ROW "," ROW "]}", "rok 2025", "1. pololetí 2026");
    struct json_reading reading = json_reading_of(text);

    ck_assert_str_eq(reading.document.edition, "2026-H1");
    ck_assert_str_eq(wage_at(&reading, 0)->period, "2026-H1");
    ck_assert_int_eq(wage_at(&reading, 0)->year, 2026);
    ck_assert_str_eq(wage_at(&reading, 1)->period, "2025");
    json_reading_release(&reading);
    free(text);
}
END_TEST

START_TEST(a_whole_year_is_newer_than_its_halves)
{
    char *text = json_with("{\"polozky\":[" ROW "," ROW "]}", "rok 2025", "1. pololetí 2025");
    struct json_reading reading = json_reading_of(text);

    ck_assert_str_eq(reading.document.edition, "2025");
    json_reading_release(&reading);
    free(text);
}
END_TEST

START_TEST(references_may_be_objects)
{
    char *text = json_with(FILE_OF, "\"CzIsco/1120\"", "{\"id\":\"CzIsco/0110\"},\"kraj\":{\"id\":\"Kraj/132\"}");
    struct json_reading reading = json_reading_of(text);

    ck_assert_str_eq(wage_at(&reading, 0)->isco, "0110");
    ck_assert_str_eq(wage_at(&reading, 0)->region, "CZ080");
    json_reading_release(&reading);
    free(text);
}
END_TEST

/* What is wrong ---------------------------------------------------------------------------------------------------- */

static const struct fault {
    const char *word, *instead, *grade, *says;
} faults[] = {
    {"CzIsco/1120", "CzIsco/11201122", "error", "polozky[0].czIsco is the text \"CzIsco/11201122\"; expected CzIsco/"},
    {"CzIsco/1120", "1120", "error", "polozky[0].czIsco is the text \"1120\"; expected a text that begins with"},
    {"\"CzIsco/1120\"", "1120", "error", "polozky[0].czIsco is the number 1120"},
    {"MZDOVA", "MZDOVÁ", "error", "polozky[0].sfera is the text \"MZDOVÁ\"; expected MZDOVA or PLATOVA"},
    {"\"MZDOVA\"", "[]", "error", "polozky[0].sfera is an array; expected MZDOVA or PLATOVA"},
    {"rok 2025", "rok 25", "error", "polozky[0].obdobi is the text \"rok 25\"; expected a period such as"},
    {"\"rok 2025\"", "20255", "error", "polozky[0].obdobi is the number 20255; expected a period such as"},
    {"\"obdobi\"", "\"kraj\":\"Kraj/20\",\"obdobi\"", "error", "polozky[0].kraj is the text \"Kraj/20\"; expected the"},
    {"\"obdobi\"", "\"kraj\":19,\"obdobi\"", "error", "polozky[0].kraj is the number 19; expected a text that begins"},
    {"111959", "-1", "error", "polozky[0].medianMzda is the number -1; expected an amount of 0 to 1 000 000 000"},
    {"111959", "2000000000", "error", "polozky[0].medianMzda is the number 2000000000; expected an amount"},
    {"111959", "\"11195 9\"", "error", "polozky[0].medianMzda is the text \"11195 9\"; expected an amount"},
    {"111959", "\"asi 111959\"", "error", "polozky[0].medianMzda is the text"},
    {"111959", "1e30", "error", "polozky[0].medianMzda is the number 1e+30"},
    {"111959", "true", "error", "polozky[0].medianMzda is true; expected an amount"},
    {"5.2", "{}", "error", "polozky[0].pocetZamestnancuMzda is an object; expected an amount"},
    {"[{", "[null,{", "error", "polozky[0] is missing; expected an object"},
    {"[{", "[\"x\",{", "error", "polozky[0] is the text \"x\"; expected an object"},
    {"\"polozky\":[", "\"polozky\":[],\"was\":[", "error", "polozky is an array; expected an array with rows"},
    {"\"polozky\":[", "\"polozky\":{},\"was\":[", "error", "polozky is an object; expected an array with rows"},
    {"\"czIsco\"", "\"isco\"", "error", "polozky has rows of an unknown kind; expected wages with czIsco"},
    {"\"sfera\":\"MZDOVA\",", "", "warning", "polozky[0] has no sfera; the row is left out"},
    {"MZDOVA", "", "warning", "polozky[0] has no sfera; the row is left out"},
    {"rok 2025", "", "warning", "polozky[0] has no obdobi; the row is left out"},
    {"\"obdobi\"", "\"kraj\":\"\",\"obdobi\"", "warning", "polozky[0] has no kraj; the row is left out"},
    {"CzIsco/1120", "CzIsco/", "warning", "polozky[0] has no czIsco; the row is left out"},
    {"\"medianMzda\":111959", "\"medianMzda\":0", "warning", "polozky[0] has figures beside a medianMzda of 0"},
    {"\"diferenciaceQ1M\":63293", "\"diferenciaceQ1M\":20000", "warning",
     "polozky[0] has diferenciaceD1M 39360 above diferenciaceQ1M 20000; expected D1, Q1, median, Q3, D9"},
};

START_TEST(each_fault_is_one_finding_with_its_place)
{
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        char *text = json_with(FILE_OF, faults[i].word, faults[i].instead);

        json_check_finding(text, 1, faults[i].grade, faults[i].says);
        free(text);
    }
}
END_TEST

#define DISTRICT                                                                                                       \
    "{\"polozky\":[{\"id\":\"Okres/3702\",\"kod\":\"3702\",\"nazev\":{\"cs\":\"Brno-město\"},\"kodLau\":\"CZ0642\","  \
    "\"kraj\":\"Kraj/116\"}]}"

static const struct fault district_faults[] = {
    {"CZ0642", "0642", "error", "polozky[0].kodLau is the text \"0642\"; expected a code such as CZ0642"},
    {"Kraj/116", "Kraj/117", "error", "polozky[0].kraj is the text \"Kraj/117\"; expected the number of one of the 14"},
    {",\"kraj\":\"Kraj/116\"", "", "error", "polozky[0].kraj is missing; expected the number of one of the 14"},
    {"{\"cs\":\"Brno-město\"}", "{\"en\":\"Brno\"}", "error", "polozky[0].nazev.cs is missing; expected a text"},
    {"{\"cs\":\"Brno-město\"}", "\"\"", "error", "polozky[0].nazev is the text \"\"; expected a text"},
    {"Okres/3702", "3702", "error", "polozky has rows of an unknown kind"},
};

START_TEST(each_fault_of_a_codelist_is_one_error_with_its_place)
{
    struct json_reading reading = json_reading_of(DISTRICT);

    ck_assert_uint_eq(reading.document.districts.count, 1);
    ck_assert_str_eq(((const struct district *)reading.document.districts.at)->name, "Brno-město");
    json_reading_release(&reading);
    for (size_t i = 0; i < sizeof district_faults / sizeof *district_faults; i++) {
        char *text = json_with(DISTRICT, district_faults[i].word, district_faults[i].instead);

        json_check_finding(text, 1, district_faults[i].grade, district_faults[i].says);
        free(text);
    }
}
END_TEST

START_TEST(mutations_do_not_crash)
{
    static const char *const texts[] = {FILE_OF, DISTRICT};
    static const char bytes[] = "\"{}[],:0129.-ex \\unl\xC5\xC2";

    srand(4);
    for (int i = 0; i < MUTATIONS; i++) {
        char *text = strdup(texts[i % 2]);
        size_t length = strlen(text);
        struct json_reading reading;

        for (int change = rand() % 4; change >= 0; change--)
            text[(size_t)rand() % length] = bytes[(size_t)rand() % (sizeof bytes - 1)];
        reading = json_reading("wages/a.json", text, i % 7 == 0 ? (size_t)rand() % length : length);
        json_reading_release(&reading);
        free(text);
    }
}
END_TEST

/* Numbers and periods ---------------------------------------------------------------------------------------------- */

START_TEST(decimals_are_rounded_half_up_digit_by_digit)
{
    static const struct {
        const char *text;
        unsigned shift;
        int64_t value; /* -1: no number */
    } cases[] = {
        {"0", 0, 0},
        {"40000.50", 0, 40001},
        {"40000,49999", 0, 40000},
        {"1 234 567", 0, 1234567},
        {"12 345,5", 0, 12346},
        {"5.2", 3, 5200},
        {"0.0005", 3, 1},
        {"1.0005", 3, 1001},
        {"2.67549", 3, 2675},
        {"", 0, -1},
        {".5", 0, -1},
        {"5.", 0, -1},
        {"1,234,567", 0, -1},
        {"1 23", 0, -1},
        {"1234 567", 0, -1},
        {"-1", 0, -1},
        {"1e5", 0, -1},
        {" 1", 0, -1},
        {"1 ", 0, -1},
        {"999999999999999999999", 0, -1},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t value = -1;
        bool is_number = decimal_round(cases[i].text, cases[i].shift, &value);

        ck_assert_msg(is_number ? value == cases[i].value : cases[i].value == -1, "\"%s\" is %lld", cases[i].text,
                      (long long)value);
    }
}
END_TEST

START_TEST(periods_are_years_and_halves)
{
    static const struct {
        const char *text, *served; /* NULL: no period */
    } cases[] = {
        {"2025", "2025"},
        {"rok 2025", "2025"},
        {"1. pololetí 2025", "2025-H1"},
        {"2025H1", "2025-H1"},
        {"2025-H2", "2025-H2"},
        {"2. pololetí roku 2024", "2024-H2"},
        {"2025 H1", "2025-H1"},
        {"3. pololetí 2025", NULL},
        {"2025H3", NULL},
        {"1899", NULL},
        {"3000", NULL},
        {"20255", NULL},
        {"rok", NULL},
        {"", NULL},
        {"leden 2025", NULL},
    };
    struct arena *arena = arena_new();

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct period period;
        const char *served = period_read(cases[i].text, &period) ? period_text(arena, &period) : NULL;

        ck_assert_msg(served ? cases[i].served && strcmp(served, cases[i].served) == 0 : !cases[i].served,
                      "\"%s\" is %s", cases[i].text, served ? served : "no period");
    }
    arena_free(arena);
}
END_TEST

static Suite *mpsv_suite(void)
{
    Suite *suite = suite_create("mpsv");
    TCase *tests = tcase_create("mpsv");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, every_row_of_the_shared_files_is_read_figure_by_figure);
    tcase_add_test(tests, districts_lie_in_their_regions);
    tcase_add_test(tests, the_codebook_of_cz_isco_names_its_codes_in_plain_spaces);
    tcase_add_test(tests, codelists_that_do_not_fit_are_refused);
    tcase_add_test(tests, figures_come_as_numbers_and_as_texts);
    tcase_add_test(tests, withheld_wage_is_null_not_zero);
    tcase_add_test(tests, one_zero_is_one_unknown_figure);
    tcase_add_test(tests, the_row_of_zeros_at_the_end_is_skipped);
    tcase_add_test(tests, the_newest_period_is_the_edition);
    tcase_add_test(tests, a_whole_year_is_newer_than_its_halves);
    tcase_add_test(tests, references_may_be_objects);
    tcase_add_test(tests, each_fault_is_one_finding_with_its_place);
    tcase_add_test(tests, each_fault_of_a_codelist_is_one_error_with_its_place);
    tcase_add_test(tests, mutations_do_not_crash);
    tcase_add_test(tests, decimals_are_rounded_half_up_digit_by_digit);
    tcase_add_test(tests, periods_are_years_and_halves);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(mpsv_suite)
