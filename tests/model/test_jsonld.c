#include "model/jsonld.h"
#include "model/occupation.h"
#include "tests/support/bytes.h"
#include "tests/support/support.h"

static struct arena *arena;

static void open_arena(void)
{
    arena = arena_new();
    ck_assert_ptr_nonnull(arena);
}

static void close_arena(void)
{
    arena_free(arena);
}

#define LIST_OF(array)                                                                                                 \
    {                                                                                                                  \
        .at = (array), .count = sizeof(array) / sizeof *(array)                                                        \
    }
#define HEAD  "{\"@context\":\"https://schema.org\",\"@type\":\"Occupation\",\"@id\":\"/v1/occupations/analytik\""
#define PLACE "\"occupationLocation\":{\"@type\":\"Country\",\"name\":\"Česká republika\",\"identifier\":\"CZ\"}"

/* As much of an occupation as the test needs. */
static void expect(const struct occupation *occupation, const char *field, const char *json)
{
    const struct answer answer = {.shape = &occupation_shape, .object = occupation};
    struct selection *selection = NULL;
    struct style style = {.link_prefix = ""};

    if (field)
        ck_assert_int_eq(selection_add(&selection, arena, &occupation_shape, field), SELECTION_OK);
    style.fields = selection;
    assert_bytes(answer_jsonld(&answer, &style), json);
}

START_TEST(what_is_not_known_is_left_out)
{
    const struct occupation occupation = {.id = "analytik", .url = "/v1/occupations/analytik"};

    expect(&occupation, NULL, HEAD ",\"url\":\"/v1/occupations/analytik\"," PLACE "}\n");
}
END_TEST

START_TEST(names_and_what_is_done_and_asked_for_have_their_members)
{
    static const char *names[] = {"Analytička"}, *activities[] = {"Analýza.", "Návrhy."};
    static struct competence competences[] = {{.id = "soft:2.1", .name = "Komunikace", .level = {true, 3}}};
    static struct education education[] = {{"6208T", "Ekonomika", "kkov", "suitable"}};
    static struct qualification levels[] = {{7, "Magisterský studijní program"}};
    const struct occupation occupation = {
        .id = "5",
        .nsp_id = {true, 5},
        .url = "/v1/occupations/analytik",
        .name = "Analytik \"<IT>\"",
        .alternative_names = LIST_OF(names),
        .description = "Analyzuje.",
        .qualification_levels = LIST_OF(levels),
        .regulation = "Zákon č. 1/2000 Sb.",
        .activities = LIST_OF(activities),
        .education = LIST_OF(education),
        .competences = LIST_OF(competences),
    };

    expect(&occupation, NULL,
           HEAD ",\"identifier\":{\"@type\":\"PropertyValue\",\"propertyID\":\"NSP\",\"value\":\"5\"},"
                "\"name\":\"Analytik \\\"<IT>\\\"\",\"alternateName\":[\"Analytička\"],\"description\":\"Analyzuje.\","
                "\"url\":\"/v1/occupations/analytik\",\"responsibilities\":[\"Analýza.\",\"Návrhy.\"],"
                "\"skills\":[{\"@type\":\"DefinedTerm\",\"termCode\":\"soft:2.1\",\"name\":\"Komunikace\"}],"
                "\"educationRequirements\":[{\"@type\":\"EducationalOccupationalCredential\",\"name\":\"Ekonomika\","
                "\"identifier\":{\"@type\":\"PropertyValue\",\"propertyID\":\"KKOV\",\"value\":\"6208T\"}}],"
                "\"qualifications\":[{\"@type\":\"EducationalOccupationalCredential\","
                "\"credentialCategory\":\"Magisterský studijní program\"},\"Zákon č. 1/2000 Sb.\"]," PLACE "}\n");
    expect(&occupation, "description", HEAD ",\"description\":\"Analyzuje.\"," PLACE "}\n");
    expect(&occupation, "regulation", HEAD ",\"qualifications\":[\"Zákon č. 1/2000 Sb.\"]," PLACE "}\n");
    expect(&occupation, "notes", HEAD "," PLACE "}\n");
}
END_TEST

/* A CategoryCode; details stand before its code set. */
#define CODE(code, details, set)                                                                                       \
    "{\"@type\":\"CategoryCode\"," code details "\"inCodeSet\":{\"@type\":\"CategoryCodeSet\",\"name\":\"" set "\"}}"

START_TEST(codes_say_what_they_are_codes_of)
{
    static struct isco_ref isco[] = {
        {"25111", "Analytici"}, {"2511", NULL}, {"2512", NULL}, {"25121", NULL}, {"31", "Technici"}};
    static struct esco_ref esco[] = {{"2511", "Systémoví analytici", NULL, "http://data.europa.eu/esco/isco/C2511"},
                                     {"2519", NULL, "tester", "http://data.europa.eu/esco/occupation/f2cc"}};
    const struct occupation occupation = {
        .id = "5", .url = "/v1/occupations/analytik", .isco = LIST_OF(isco), .esco = LIST_OF(esco)};

    /* clang-format off */
    expect(&occupation, "isco",
           HEAD ",\"occupationalCategory\":["
           CODE("\"codeValue\":\"25111\",", "\"name\":\"Analytici\",", "CZ-ISCO") ","
           CODE("\"codeValue\":\"2511\",", "", "CZ-ISCO") ","
           CODE("\"codeValue\":\"2512\",", "", "CZ-ISCO") ","
           CODE("\"codeValue\":\"25121\",", "", "CZ-ISCO") ","
           CODE("\"codeValue\":\"31\",", "\"name\":\"Technici\",", "CZ-ISCO")
           "]," PLACE "}\n");
    /* The group of ISCO-08 that a code lies in is told once, and not where the source tells it. */
    expect(&occupation, "esco",
           HEAD ",\"occupationalCategory\":["
           CODE("\"@id\":\"http://data.europa.eu/esco/isco/C2511\",\"codeValue\":\"2511\",",
                "\"name\":\"Systémoví analytici\",", "ISCO-08") ","
           CODE("\"@id\":\"http://data.europa.eu/esco/occupation/f2cc\","
                "\"codeValue\":\"http://data.europa.eu/esco/occupation/f2cc\",", "\"name\":\"tester\",", "ESCO") ","
           CODE("\"@id\":\"http://data.europa.eu/esco/isco/C2512\",\"codeValue\":\"2512\",", "", "ISCO-08")
           "]," PLACE "}\n");
    /* clang-format on */
}
END_TEST

static struct figure czk(int64_t amount)
{
    return (struct figure){true, amount};
}

/* With percentiles around the median. */
static struct wage row_of(const char *isco, const char *period, const char *region, const char *sphere, int64_t median)
{
    return (struct wage){.isco = isco,
                         .period = period,
                         .region = region,
                         .sphere = sphere,
                         .p10 = czk(median - 2),
                         .p25 = czk(median - 1),
                         .median = czk(median),
                         .p75 = czk(median + 1),
                         .p90 = czk(median + 2)};
}

#define SALARY(name, p10, p25, median, p75, p90)                                                                       \
    "{\"@type\":\"MonetaryAmountDistribution\",\"name\":\"" name "\",\"currency\":\"CZK\",\"duration\":\"P1M\","       \
    "\"percentile10\":" #p10 ",\"percentile25\":" #p25 ",\"median\":" #median ",\"percentile75\":" #p75                \
    ",\"percentile90\":" #p90 "}"

START_TEST(salaries_are_the_newest_national_percentiles_of_the_group_that_stands_for_it)
{
    struct median_wage median = {.amount = 45, .isco = "25111"};
    struct wage rows[] = {
        row_of("2511", "2025", "CZ", "wage", 15),       row_of("25111", "2025", "CZ", "wage", 25),
        row_of("25111", "2025", "CZ010", "salary", 35), row_of("25111", "2025-H1", "CZ", "wage", 45),
        row_of("25111", "2025-H1", "CZ", "salary", 55),
    };
    const struct occupation occupation = {
        .id = "5", .url = "/v1/occupations/analytik", .wages = LIST_OF(rows), .median_wage = &median};

    expect(&occupation, "wages",
           HEAD "," PLACE
                ",\"estimatedSalary\":[" SALARY("Mzdová sféra, 2025, CZ-ISCO 25111", 23, 24, 25, 26, 27) "," SALARY(
                    "Platová sféra, 2025-H1, CZ-ISCO 25111", 53, 54, 55, 56, 57) "]}\n");
    rows[1].p25.known = false;
    rows[4].p90.known = false;
    expect(&occupation, "wages",
           HEAD "," PLACE
                ",\"estimatedSalary\":[" SALARY("Mzdová sféra, 2025-H1, CZ-ISCO 25111", 43, 44, 45, 46, 47) "]}\n");
}
END_TEST

START_TEST(there_is_no_salary_without_all_percentiles)
{
    struct median_wage median = {.amount = 98245, .isco = "1221"};
    struct wage rows[] = {{.isco = "1221", .period = "2020", .region = "CZ", .sphere = "wage", .median = czk(98245)}};
    struct occupation occupation = {
        .id = "5", .url = "/v1/occupations/analytik", .wages = LIST_OF(rows), .median_wage = &median};

    expect(&occupation, "wages", HEAD "," PLACE "}\n");
    occupation.median_wage = NULL;
    expect(&occupation, "wages", HEAD "," PLACE "}\n");
}
END_TEST

START_TEST(addresses_stand_behind_the_public_url)
{
    const struct occupation occupation = {.id = "5", .url = "/v1/occupations/5"};
    const struct answer answer = {.shape = &occupation_shape, .object = &occupation};
    const struct style style = {.link_prefix = "https://example.cz/api"};

    assert_bytes(answer_jsonld(&answer, &style), "{\"@context\":\"https://schema.org\",\"@type\":\"Occupation\","
                                                 "\"@id\":\"https://example.cz/api/v1/occupations/5\","
                                                 "\"url\":\"https://example.cz/api/v1/occupations/5\"," PLACE "}\n");
}
END_TEST

static Suite *jsonld_suite(void)
{
    Suite *suite = suite_create("jsonld");
    TCase *tests = tcase_create("jsonld");

    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, what_is_not_known_is_left_out);
    tcase_add_test(tests, names_and_what_is_done_and_asked_for_have_their_members);
    tcase_add_test(tests, codes_say_what_they_are_codes_of);
    tcase_add_test(tests, salaries_are_the_newest_national_percentiles_of_the_group_that_stands_for_it);
    tcase_add_test(tests, there_is_no_salary_without_all_percentiles);
    tcase_add_test(tests, addresses_stand_behind_the_public_url);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(jsonld_suite)
