/* Tables: what each kind becomes, the forms that do not matter, and every fault as one error at its line. */
#include "tests/support/support.h"
#include "tests/support/tables.h"

#include <stdlib.h>
#include <string.h>

#define WAGES "period,sphere,region_nuts3,code,employees_thousand,median,d1,q1,q3,d9,mean\n"
#define WAGE  "2021,MZS,CZ,2512,1.5,60000,30000,45000,80000,100000,65000\n"
#define UNITS "slug,name_cs,isco4,isco4_name_cs,direction_name_cs,direction_slug\n"
#define UNIT  "kuchar,Kuchař,5120,Kuchaři,Pohostinství,pohostinstvi\n"

/* Reads a table that has no fault. */
static struct table_reading read_text(const char *text)
{
    struct table_reading reading = table_reading(text, strlen(text));

    ck_assert_msg(table_looks_likely(text, strlen(text)), "%s", text);
    ck_assert_msg(reading.findings.errors + reading.findings.warnings == 0, "%s", reading.said);
    return reading;
}

static void check_naming(const struct document *document, size_t i, const char *kind, const char *code,
                         const char *name, int64_t line)
{
    const struct naming *naming = (const struct naming *)document->namings.at + i;

    ck_assert_uint_lt(i, document->namings.count);
    ck_assert_str_eq(naming->kind, kind);
    ck_assert_str_eq(naming->code, code);
    ck_assert_str_eq(naming->name, name);
    ck_assert_int_eq(naming->line, line);
}

static void check_origin(const struct document *document, const char *source, enum publisher publisher)
{
    ck_assert_str_eq(document->source, source);
    ck_assert_int_eq(document->publisher, publisher);
}

static void check_figure(struct figure figure, int64_t value)
{
    ck_assert(figure.known);
    ck_assert_int_eq(figure.value, value);
}

/* Kinds ------------------------------------------------------------------------------------------------------------ */

START_TEST(cz_isco_names_its_codes)
{
    struct table_reading reading = read_text("code,level,parent,name_cs,source\n"
                                             "0,1,,Zaměstnanci v ozbrojených silách,list\n"
                                             "01,2,0,Generálové,list\n");

    check_origin(&reading.document, "cz-isco", PUBLISHER_CODEBOOK);
    ck_assert_str_eq(reading.document.edition, "");
    ck_assert_uint_eq(reading.document.namings.count, 2);
    check_naming(&reading.document, 0, NAMING_ISCO, "0", "Zaměstnanci v ozbrojených silách", 2);
    check_naming(&reading.document, 1, NAMING_ISCO, "01", "Generálové", 3);
    table_reading_release(&reading);
}
END_TEST

START_TEST(isco_08_has_english_names_and_groups_of_esco)
{
    struct table_reading reading = read_text("conceptUri,code,level,parent,name_en\n"
                                             "http://data.europa.eu/esco/isco/C2512,2512,4,251,Software developers\n");
    const struct esco_naming *esco = reading.document.esco.at;

    check_origin(&reading.document, "esco", PUBLISHER_CODEBOOK);
    check_naming(&reading.document, 0, NAMING_ISCO_ENGLISH, "2512", "Software developers", 2);
    ck_assert_uint_eq(reading.document.esco.count, 1);
    ck_assert_str_eq(esco->uri, "http://data.europa.eu/esco/isco/C2512");
    ck_assert_str_eq(esco->code, "2512");
    ck_assert_ptr_null(esco->name);
    ck_assert_str_eq(esco->name_en, "Software developers");
    table_reading_release(&reading);
}
END_TEST

START_TEST(occupations_of_esco_are_in_a_group)
{
    struct table_reading reading =
        read_text("conceptUri,iscoGroup,preferredLabel_en,altLabels_en\n"
                  "http://data.europa.eu/esco/occupation/1a,0110,air force officer,pilot|x\n");
    const struct esco_naming *esco = reading.document.esco.at;

    ck_assert_uint_eq(reading.document.esco.count, 1);
    ck_assert_uint_eq(reading.document.namings.count, 0);
    ck_assert_str_eq(esco->uri, "http://data.europa.eu/esco/occupation/1a");
    ck_assert_str_eq(esco->code, "0110");
    ck_assert_ptr_null(esco->name);
    ck_assert_str_eq(esco->name_en, "air force officer");
    table_reading_release(&reading);
}
END_TEST

START_TEST(rows_of_a_unit_are_one_occupation)
{
    struct table_reading reading = read_text(UNITS UNIT "ridic,Řidič,8332,Řidiči nákladních vozidel,,\n"
                                                        "kuchar,Kuchař,3434,Šéfkuchaři,Pohostinství,pohostinstvi\n");
    const struct occupation *units = reading.document.occupations.at;
    const struct isco_ref *isco = units[0].isco.at;

    check_origin(&reading.document, "nsp-units", PUBLISHER_NSP_TABLE);
    ck_assert_uint_eq(reading.document.occupations.count, 2);
    ck_assert_str_eq(units[0].id, "kuchar");
    ck_assert_str_eq(units[0].slug, "kuchar");
    ck_assert_str_eq(units[0].name, "Kuchař");
    ck_assert(!units[0].nsp_id.known);
    ck_assert_ptr_null(units[0].type);
    ck_assert_str_eq(units[0].field->id, "pohostinstvi");
    ck_assert_str_eq(units[0].field->name, "Pohostinství");
    ck_assert_uint_eq(units[0].isco.count, 2);
    ck_assert_str_eq(isco[0].code, "5120");
    ck_assert_str_eq(isco[1].code, "3434");
    ck_assert_str_eq(isco[1].name, "Šéfkuchaři");
    ck_assert_uint_eq(units[0].stated.count, 0);
    ck_assert_ptr_null(units[1].field);
    ck_assert_uint_eq(units[1].isco.count, 1);
    check_naming(&reading.document, 2, NAMING_ISCO, "3434", "Šéfkuchaři", 4);
    table_reading_release(&reading);
}
END_TEST

START_TEST(a_long_slug_of_digits_is_no_nsp_number)
{
    struct table_reading reading = read_text(UNITS "8553570196,Grafik,2166,Grafici,,\n");

    ck_assert_str_eq(((const struct occupation *)reading.document.occupations.at)->id, "8553570196");
    table_reading_release(&reading);
}
END_TEST

START_TEST(directions_name_fields)
{
    struct table_reading reading = read_text("id,name_cs,slug\n3,Právo,pravo\n");

    check_origin(&reading.document, "nsp-units", PUBLISHER_NSP_TABLE);
    check_naming(&reading.document, 0, NAMING_FIELD, "pravo", "Právo", 2);
    table_reading_release(&reading);
}
END_TEST

START_TEST(kkov_names_fields_of_education_and_their_groups)
{
    struct table_reading fields = read_text("kkov,group,category,name_cs,sources\n16-01-M/01,16,M,Ekologie,JPZ\n");
    struct table_reading groups = read_text("group,name_cs\n16,Ekologie a ochrana životního prostředí\n");

    check_origin(&fields.document, "kkov", PUBLISHER_CODEBOOK);
    check_origin(&groups.document, "kkov", PUBLISHER_CODEBOOK);
    check_naming(&fields.document, 0, NAMING_KKOV, "16-01-M/01", "Ekologie", 2);
    check_naming(&groups.document, 0, NAMING_KKOV, "16", "Ekologie a ochrana životního prostředí", 2);
    table_reading_release(&fields);
    table_reading_release(&groups);
}
END_TEST

START_TEST(districts_lie_in_regions)
{
    struct table_reading reading = read_text("code,name_cs,region_nuts3\nCZ0642,Brno-město,CZ064\n");
    const struct district *district = reading.document.districts.at;

    check_origin(&reading.document, "districts", PUBLISHER_CODEBOOK);
    ck_assert_uint_eq(reading.document.districts.count, 1);
    ck_assert_str_eq(district->code, "CZ0642");
    ck_assert_str_eq(district->name, "Brno-město");
    ck_assert_str_eq(district->region, "CZ064");
    table_reading_release(&reading);
}
END_TEST

START_TEST(successors_may_be_none)
{
    struct table_reading reading = read_text("removed,successor\nstary,novy\n101234,\n");
    const struct succession *successions = reading.document.successions.at;

    check_origin(&reading.document, "successors", PUBLISHER_NSP_TABLE);
    ck_assert_uint_eq(reading.document.successions.count, 2);
    ck_assert_str_eq(successions[0].removed, "stary");
    ck_assert_str_eq(successions[0].successor, "novy");
    ck_assert_str_eq(successions[1].removed, "101234");
    ck_assert_ptr_null(successions[1].successor);
    table_reading_release(&reading);
}
END_TEST

/* Wages ------------------------------------------------------------------------------------------------------------ */

START_TEST(titles_have_a_group_of_four_or_five_digits)
{
    static const char good[] = "title,isco\n\"Řidič sk. \"\"C\"\", 0110\",83321\nŘidič,8332\nŘidič,8322\n";
    static const char bad[] = "isco,title\n833,Řidič\n8332,\n";
    struct table_reading reading = table_reading(good, strlen(good));
    const struct labelled_title *title = reading.document.labelled_titles.at;

    ck_assert_int_eq(reading.status, READING_DONE);
    ck_assert_uint_eq(reading.document.labelled_titles.count, 3);
    ck_assert_str_eq(title[0].title, "Řidič sk. \"C\", 0110");
    ck_assert_str_eq(title[0].isco, "83321");
    ck_assert_str_eq(title[2].isco, "8322");
    table_reading_release(&reading);
    reading = table_reading(bad, strlen(bad));
    ck_assert_int_eq(reading.status, READING_REFUSED);
    ck_assert_uint_eq(reading.findings.errors, 2);
    table_reading_release(&reading);
}
END_TEST

START_TEST(wages_are_whole_crowns_and_persons)
{
    struct table_reading reading =
        read_text(WAGES "2025H1,PLS,CZ041,01101,5.4155,38000.50,20000.49,30000,45000.99,50000.500,40000.05\n");
    const struct wage *wage = reading.document.wages.at;

    check_origin(&reading.document, "ispv", PUBLISHER_WAGES);
    ck_assert_uint_eq(reading.document.wages.count, 1);
    ck_assert_str_eq(wage->source, "ispv");
    ck_assert_str_eq(wage->isco, "01101");
    ck_assert_str_eq(wage->period, "2025-H1");
    ck_assert_int_eq(wage->year, 2025);
    ck_assert_str_eq(wage->region, "CZ041");
    ck_assert_str_eq(wage->sphere, "salary");
    ck_assert_str_eq(wage->status, "published");
    check_figure(wage->p10, 20000);
    check_figure(wage->p25, 30000);
    check_figure(wage->median, 38001);
    check_figure(wage->p75, 45001);
    check_figure(wage->p90, 50001);
    check_figure(wage->mean, 40000);
    check_figure(wage->employees, 5416);
    ck_assert(!wage->from.known && !wage->to.known && !wage->rolled_up.known);
    table_reading_release(&reading);
}
END_TEST

static const struct {
    const char *thousands;
    int64_t persons;
} employees[] = {
    {"0.0005", 1},     {"0.0015", 2},    {"1.0005", 1001},   {"4.35", 4350},          {"1.1", 1100},
    {"2.67549", 2675}, {"2.6755", 2676}, {"16.0035", 16004}, {"1000000", 1000000000}, {"007", 7000},
};

START_TEST(halves_are_rounded_up_exactly)
{
    char text[256];
    struct table_reading reading;

    snprintf(text, sizeof text, WAGES "2020,MZS,CZ,2512,%s,1,,,,,\n", employees[_i].thousands);
    reading = read_text(text);
    check_figure(((const struct wage *)reading.document.wages.at)->employees, employees[_i].persons);
    table_reading_release(&reading);
}
END_TEST

START_TEST(a_withheld_median_leaves_no_figure)
{
    struct table_reading reading = read_text(WAGES "2020,MZS,CZ,2512,1.5,,30000,,,,65000\n"
                                                   "2020,MZS,CZ,2513,1.5,0.00,30000,,,,65000\n");
    const struct wage *wages = reading.document.wages.at;

    ck_assert_uint_eq(reading.document.wages.count, 2);
    for (size_t i = 0; i < 2; i++) {
        ck_assert_str_eq(wages[i].status, "suppressed");
        ck_assert(!wages[i].median.known && !wages[i].p10.known && !wages[i].mean.known && !wages[i].employees.known);
    }
    table_reading_release(&reading);
}
END_TEST

START_TEST(an_empty_figure_is_unknown)
{
    struct table_reading reading = read_text(WAGES "2020,MZS,CZ,2512,,60000,,0,,,\n");
    const struct wage *wage = reading.document.wages.at;

    ck_assert_str_eq(wage->status, "published");
    check_figure(wage->median, 60000);
    ck_assert(!wage->p10.known && !wage->p25.known && !wage->p75.known && !wage->p90.known);
    ck_assert(!wage->mean.known && !wage->employees.known);
    table_reading_release(&reading);
}
END_TEST

static void check_edition(const char *text, const char *edition)
{
    struct table_reading reading = read_text(text);

    ck_assert_str_eq(reading.document.edition, edition);
    table_reading_release(&reading);
}

START_TEST(the_newest_period_is_the_edition)
{
    check_edition(WAGES "2021,MZS,CZ,2512,,1,,,,,\n2025H1,MZS,CZ,2512,,1,,,,,\n2020,MZS,CZ,2512,,1,,,,,\n", "2025-H1");
}
END_TEST

START_TEST(a_whole_year_is_newer_than_its_halves)
{
    check_edition(WAGES "2025H2,MZS,CZ,2512,,1,,,,,\n2025,MZS,CZ,2512,,1,,,,,\n2025H1,MZS,CZ,2512,,1,,,,,\n", "2025");
}
END_TEST

/* Forms ------------------------------------------------------------------------------------------------------------ */

static const char *const forms[] = {
    "\xEF\xBB\xBFgroup,name_cs\n16,Ekologie a péče\n",
    "group,name_cs\r\n16,Ekologie a péče\r\n",
    "group,name_cs\n16,Ekologie a péče",
    "\n\ngroup,name_cs\n\n16,Ekologie a péče\n\n\n",
    "name_cs,group\nEkologie a péče,16\n",
    "\"group\",\"name_cs\"\n\"16\",\"Ekologie a péče\"\n",
    "group,name_cs\n 16 ,  Ekologie a péče  \n",
    "group,name_cs\n16,\"  Ekologie a péče \"\n",
    "group,name_cs\n16,Ekologie\xC2\xA0"
    "a\xE2\x80\xAFpéče\xC2\xA0\n",
    "group,name_cs\n16,Ekologie a pe\xCC\x81\xC4\x8D"
    "e\n",
    "group,name_cs\n16,\"Ekologie\na péče\"\n",
    "group,name_cs\n16,\"Ekologie\r\na péče\r\n\"\r\n",
};

START_TEST(forms_of_a_table_do_not_matter)
{
    struct table_reading reading = read_text(forms[_i]);
    const struct naming *naming = reading.document.namings.at;

    ck_assert_uint_eq(reading.document.namings.count, 1);
    ck_assert_str_eq(naming->code, "16");
    ck_assert_str_eq(naming->name, "Ekologie a péče");
    table_reading_release(&reading);
}
END_TEST

START_TEST(quotes_commas_and_line_breaks_stand_inside_quotes)
{
    struct table_reading reading = read_text("group,name_cs\n"
                                             "16,\"Ekologie, \"\"péče\"\"\"\n"
                                             "18,\"Obory\n\n  informatické\n\"\n"
                                             "21,Hornictví\n");

    check_naming(&reading.document, 0, NAMING_KKOV, "16", "Ekologie, \"péče\"", 2);
    check_naming(&reading.document, 1, NAMING_KKOV, "18", "Obory  informatické", 3);
    check_naming(&reading.document, 2, NAMING_KKOV, "21", "Hornictví", 7);
    table_reading_release(&reading);
}
END_TEST

START_TEST(nothing_of_a_document_points_into_its_bytes)
{
    char bytes[] = UNITS UNIT;
    struct table_reading reading = table_reading(bytes, strlen(bytes));
    const struct occupation *unit = reading.document.occupations.at;

    memset(bytes, 'x', strlen(bytes));
    ck_assert_str_eq(unit->slug, "kuchar");
    ck_assert_str_eq(unit->name, "Kuchař");
    check_naming(&reading.document, 0, NAMING_ISCO, "5120", "Kuchaři", 2);
    table_reading_release(&reading);
}
END_TEST

/* Findings --------------------------------------------------------------------------------------------------------- */

/* A table and the one finding that it must give. */
static const struct {
    const char *text;
    const char *says;
} faults[] = {
    /* files and headers */
    {"", ":1: error: the file is empty"},
    {" \n\n", ":1: error: the file is empty"},
    {"\xC2\xA0\n", ":1: error: the file is blank; expected a table (CSV)"},
    {"%PDF-1.4", ":1: error: the file is a PDF document; expected a table (CSV)"},
    {"code;level;parent;name_cs\n0;1;;Vojáci\n", ":1: error: the cells are separated by semicolons; expected commas"},
    {"\n\"code\"\t\"name_cs\"\n", ":1: error: the cells are separated by tabs; expected commas"},
    {"a,b\n1,2\n", ":1: error: the header begins with \"a\", and none of it is known"},
    {"code,level,parent,name_cs\n", ":1: error: the table has no rows"},
    {"code,level,name_cs\n0,1,Vojáci\n",
     ":1: error: the header is of no known table; the nearest is \"CZ-ISCO\", which has the column \"parent\", too"},
    {"kod,group,category,name_cs\n16-01-M/01,16,M,Ekologie\n",
     "the nearest is \"KKOV\", which has the column \"kkov\""},
    {"\nperiod,sphere,region_nuts3,code,median,d1,q1,q3,mean\n",
     ":2: error: the header is of no known table; the nearest is \"ISPV wages\", which has the columns "
     "\"employees_thousand\", \"d9\", too"},
    {"group,name_cs,group\n16,Ekologie,16\n", ":1: error: the column \"group\" comes twice; expected once"},
    {"group,name_cs,nme_cs\n16,Ekologie,\n",
     ":1: warning: the column \"nme_cs\" is unknown and left out; did you mean \"name_cs\"?"},
    {"group,name_cs,poznámka\n16,Ekologie,x\n", ":1: warning: the column \"poznámka\" is unknown and left out\n"},
    /* records */
    {"group,name_cs\n16,\"Ekologie\n18,Obory\n", ":2: error: the record does not end; expected a quote"},
    {"group,name_cs\n16,\"Eko\nlogie\"x\n18,Obory\n", ":2: error: a quote stands where none may"},
    {"group,name_cs\n16,Eko\"logie\n18,Obory\n", ":2: error: a quote stands where none may"},
    {"gro\"up,name_cs\n16,Ekologie\n", ":1: error: a quote stands where none may"},
    {"group,name_cs\n16,\"Eko\nlogie\",\n", ":2: error: the row has 3 cells; expected 2 as the header has"},
    {"group,name_cs\n16,\"a\nb\"\n18\n", ":4: error: the row has 1 cell; expected 2"},
    {"group,name_cs\n16,\n", ":2: error: the cell of \"name_cs\" is empty; expected a value"},
    {"group,name_cs\n16,\" \n\"\n", ":2: error: the cell of \"name_cs\" is empty"},
    {"group,name_cs\n16,Ekologi\xFF\n", ":2: error: the byte 0xFF is not UTF-8"},
    {"group,name_cs\n1\x01,Ekologie\n", ":2: error: U+0001 is a control character"},
    {"group,name_cs\n16,\"Eko\nlog\x01ie\"\n", ":3: error: U+0001 is a control character"},
    {"group,name_cs\r16,Ekologie\r", ":1: error: U+000D is a control character"},
    /* what may come once */
    {"group,name_cs\n16,Ekologie\n18,Obory\n16,Péče\n",
     ":4: error: the code 16 has \"Péče\"; expected \"Ekologie\" as on line 2"},
    {"group,name_cs\n16,Ekologie\n16,Ekologie\n", ":3: warning: the code 16 comes as on line 2; this row is left out"},
    /* codebooks */
    {"code,level,parent,name_cs\n123456,6,12345,X\n", ":2: error: code \"123456\" is no code; expected 1 to 5 digits"},
    {"code,level,parent,name_cs\n12,3,1,X\n", ":2: error: level \"3\" is not that of 12; expected 2"},
    {"code,level,parent,name_cs\n12,22,1,X\n", ":2: error: level \"22\" is not that of 12"},
    {"code,level,parent,name_cs\n12,2,2,X\n", ":2: error: parent \"2\" is not that of 12; expected \"1\""},
    {"code,level,parent,name_cs\n1,1,1,X\n", ":2: error: parent \"1\" is not that of 1; expected \"\""},
    {"code,level,parent,name_en,conceptUri\n12345,5,1234,X,u\n", ":2: error: code \"12345\" is no code"},
    {"code,level,parent,name_en,conceptUri\n12,2,1,X,http://data.europa.eu/esco/isco/C11\n",
     ":2: error: conceptUri \"http://data.europa.eu/esco/isco/C11\" is not that of 12; expected"},
    {"conceptUri,iscoGroup,preferredLabel_en\nhttp://data.europa.eu/esco/occupation/,1234,x\n",
     ":2: error: conceptUri \"http://data.europa.eu/esco/occupation/\" is no occupation of ESCO"},
    {"conceptUri,iscoGroup,preferredLabel_en\nhttp://data.europa.eu/esco/occupation/1,110,x\n",
     ":2: error: iscoGroup \"110\" is no code; expected 4 digits"},
    {"conceptUri,iscoGroup,preferredLabel_en\nhttp://data.europa.eu/esco/occupation/1,0110,x\n"
     "http://data.europa.eu/esco/occupation/1,0111,x\n",
     ":3: error: the occupation http://data.europa.eu/esco/occupation/1 has \"0111 x\"; expected \"0110 x\""},
    {"kkov,group,category,name_cs\n16-01-M/1,16,M,X\n", ":2: error: kkov \"16-01-M/1\" is no code"},
    {"kkov,group,category,name_cs\n16-01-M/01,18,M,X\n", ":2: error: group \"18\" is not that of 16-01-M/01"},
    {"kkov,group,category,name_cs\n16-01-M/01,16,H,X\n", ":2: error: category \"H\" is not that of 16-01-M/01"},
    {"group,name_cs\n160,X\n", ":2: error: group \"160\" is no code; expected 2 digits"},
    /* units */
    {UNITS UNIT "kuchar,Kuchařka,3434,Šéfkuchaři,Pohostinství,pohostinstvi\n",
     ":3: error: kuchar is named \"Kuchařka\"; expected \"Kuchař\" as on line 2"},
    {UNITS UNIT "kuchar,Kuchař,3434,Šéfkuchaři,,\n",
     ":3: error: kuchar is in the direction \"\"; expected \"Pohostinství\" as on line 2"},
    {UNITS UNIT UNIT, ":3: error: kuchar has the group 5120 twice; expected once"},
    {UNITS "103332,Ředitel,1221,Vedoucí,,\n", ":2: error: slug \"103332\" may be an NSP number"},
    {UNITS "Kuchar,Kuchař,5120,Kuchaři,,\n", ":2: error: slug \"Kuchar\" is no slug"},
    {UNITS "kuchar,Kuchař,512,Kuchaři,,\n", ":2: error: isco4 \"512\" is no code; expected 4 digits"},
    {UNITS "kuchar,Kuchař,5120,Kuchaři,Právo,pohostinstvi\n",
     ":2: error: direction_slug \"pohostinstvi\" is not the slug of \"Právo\"; expected \"pravo\""},
    {UNITS "kuchar,Kuchař,5120,Kuchaři,,pravo\n", ":2: error: \"\" has no letter or digit; expected a name"},
    {"name_cs,slug\nPrávo,prava\n", ":2: error: slug \"prava\" is not the slug of \"Právo\"; expected \"pravo\""},
    {"removed,successor\nstary,Nový\n", ":2: error: successor \"Nový\" is no slug"},
    {"removed,successor\nstary,stary\n", ":2: error: stary is its own successor"},
    {"removed,successor\nstary,novy\nstary,\n",
     ":3: error: the occupation stary has \"\"; expected \"novy\" as on line 2"},
    /* places */
    {"code,name_cs,region_nuts3\nCZ0642,Brno-město,CZ065\n",
     ":2: error: region_nuts3 \"CZ065\" is no region; expected a NUTS 3 code such as CZ063"},
    {"code,name_cs,region_nuts3\nCZ0642,Brno-město,CZ\n", ":2: error: region_nuts3 \"CZ\" is no region"},
    {"code,name_cs,region_nuts3\n3702,Brno-město,CZ064\n", ":2: error: code \"3702\" is no code of a district"},
    {"code,name_cs,region_nuts3\nCZ0642,Brno,CZ064\nCZ0642,Brno,CZ063\n",
     ":3: error: the district CZ0642 has \"CZ063 Brno\"; expected \"CZ064 Brno\" as on line 2"},
    /* wages */
    {WAGES "21,MZS,CZ,2512,,1,,,,,\n", ":2: error: period \"21\" is none; expected one such as 2021 or 2025H1"},
    {WAGES "1899,MZS,CZ,2512,,1,,,,,\n", ":2: error: period \"1899\" is none"},
    {WAGES "3000H1,MZS,CZ,2512,,1,,,,,\n", ":2: error: period \"3000H1\" is none"},
    {WAGES "2025H3,MZS,CZ,2512,,1,,,,,\n", ":2: error: period \"2025H3\" is none"},
    {WAGES "2025,MZ,CZ,2512,,1,,,,,\n", ":2: error: sphere \"MZ\" is none; expected MZS or PLS"},
    {WAGES "2025,MZS,CZ099,2512,,1,,,,,\n", ":2: error: region_nuts3 \"CZ099\" is no region"},
    {WAGES "2025,MZS,CZ,25x2,,1,,,,,\n", ":2: error: code \"25x2\" is no code; expected 1 to 5 digits"},
    {WAGES "2025,MZS,CZ,2512,,\"1,5\",,,,,\n", ":2: error: median \"1,5\" is no figure"},
    {WAGES "2025,MZS,CZ,2512,,38 000,,,,,\n", ":2: error: median \"38 000\" is no figure"},
    {WAGES "2025,MZS,CZ,2512,,-1,,,,,\n", ":2: error: median \"-1\" is no figure"},
    {WAGES "2025,MZS,CZ,2512,,1e4,,,,,\n", ":2: error: median \"1e4\" is no figure"},
    {WAGES "2025,MZS,CZ,2512,,1.,,,,,\n", ":2: error: median \"1.\" is no figure"},
    {WAGES "2025,MZS,CZ,2512,,.5,,,,,\n", ":2: error: median \".5\" is no figure"},
    {WAGES "2025,MZS,CZ,2512,,1000000000.5,,,,,\n", ":2: error: median \"1000000000.5\" is no figure"},
    {WAGES "2025,MZS,CZ,2512,99999999999999999999,1,,,,,\n", ":2: error: employees_thousand \"99999999999999999999\""},
    {WAGES "2025,MZS,CZ,2512,,10,,,9,,\n",
     ":2: error: median 10 is above q3 9; expected d1, q1, median, q3, d9 in rising order"},
    {WAGES "2025,MZS,CZ,2512,,10,11,,,,\n", ":2: error: d1 11 is above median 10"},
    {WAGES WAGE "2021,MZS,CZ,2512,1.5,60001,30000,45000,80000,100000,65000\n",
     ":3: error: median of the wage 2512 2021 CZ wage is 60001; expected 60000 as on line 2"},
    {WAGES WAGE "2021,MZS,CZ,2512,,60000,30000,45000,80000,100000,65000\n",
     ":3: error: employees_thousand of the wage 2512 2021 CZ wage is unknown; expected 1500 as on line 2"},
    {WAGES WAGE WAGE, ":3: warning: the wage 2512 2021 CZ wage comes as on line 2; this row is left out"},
    {"level,period,sphere,region_nuts3,code,employees_thousand,median,d1,q1,q3,d9,mean\n5," WAGE,
     ":2: error: level \"5\" is not that of 2512; expected 4"},
};

START_TEST(each_fault_is_one_finding_at_its_line)
{
    struct table_reading reading = table_reading(faults[_i].text, strlen(faults[_i].text));

    ck_assert_msg(reading.said && strncmp(reading.said, "table.csv", 9) == 0 && strstr(reading.said, faults[_i].says) &&
                      reading.findings.errors + reading.findings.warnings == 1,
                  "%s: expected one finding with \"%s\", got:\n%s", faults[_i].text, faults[_i].says, reading.said);
    table_reading_release(&reading);
}
END_TEST

START_TEST(all_faults_of_a_file_are_said)
{
    static const char text[] = "group,name_cs\n1,A\n16,B\"\n18,C,\n,D\n21,E\n";
    struct table_reading reading = table_reading(text, strlen(text));

    ck_assert_str_eq(reading.said,
                     "table.csv:2: error: group \"1\" is no code; expected 2 digits\n"
                     "table.csv:3: error: a quote stands where none may; expected it doubled, in a cell inside quotes\n"
                     "table.csv:4: error: the row has 3 cells; expected 2 as the header has\n"
                     "table.csv:5: error: the cell of \"group\" is empty; expected a value\n");
    table_reading_release(&reading);
}
END_TEST

START_TEST(too_many_errors_end_the_reading)
{
    char *text;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    struct table_reading reading;

    fputs("group,name_cs\n", out);
    for (int i = 0; i < 1000; i++)
        fputs("x,y\n", out);
    ck_assert_int_eq(fclose(out), 0);
    reading = table_reading(text, length);
    ck_assert_uint_eq(reading.findings.errors, 101);
    ck_assert_ptr_nonnull(strstr(reading.said, ":101: error: too many errors; the rest of the file is not read\n"));
    table_reading_release(&reading);
    free(text);
}
END_TEST

static const char regions_text[] = "nuts3,mpsv_id,name_cs,name_en\n"
                                   "CZ010,19,Hlavní město Praha,Prague\n"
                                   "CZ020,27,Středočeský kraj,Central Bohemia\n"
                                   "CZ031,36,Jihočeský kraj,South Bohemian Region\n"
                                   "CZ033,43,Plzeňský kraj,Plzeň Region\n";

START_TEST(a_region_that_differs_from_the_built_in_one_is_an_error)
{
    struct table_reading reading = table_reading(regions_text, strlen(regions_text));

    ck_assert_ptr_nonnull(strstr(reading.said, ":3: error: name_en of CZ020 is \"Central Bohemia\"; expected \"Central "
                                               "Bohemian Region\" as this program has it\n"));
    ck_assert_ptr_nonnull(strstr(reading.said, ":4: error: mpsv_id of CZ031 is \"36\"; expected \"35\""));
    ck_assert_ptr_nonnull(
        strstr(reading.said, ":5: error: nuts3 \"CZ033\" is no region; expected a NUTS 3 code such as "));
    ck_assert_ptr_nonnull(strstr(reading.said, ":1: error: the region CZ032 is missing; expected all 14\n"));
    ck_assert_uint_eq(reading.findings.errors, 3 + 11);
    table_reading_release(&reading);
}
END_TEST

static const struct {
    const char *start;
    bool likely;
} starts[] = {
    {"code,level,parent,name_cs\n", true},
    {"\xEF\xBB\xBF\"name_cs\" , \"code\"\r\n", true},
    {"code;level;parent;name_cs\n", true},
    {"removed,succesor\n", true},
    {"group\tname\n", true},
    {"", false},
    {"code", false},
    {"Řidič, skladník\n", false},
    {"\tŘeditel zákaznických služeb\nPříklad\n", false},
    {"title\tisco\n", true},
    {"{\"code\": 200, \"level\": 1}", false},
    {"%PDF-1.4,code,level", false},
    {"Povolání\ncode,level\n", false},
};

START_TEST(the_start_tells_a_table)
{
    ck_assert_int_eq(table_looks_likely(starts[_i].start, strlen(starts[_i].start)), starts[_i].likely);
}
END_TEST

static Suite *table_suite(void)
{
    Suite *suite = suite_create("tables");
    TCase *tests = tcase_create("tables");

    tcase_add_test(tests, cz_isco_names_its_codes);
    tcase_add_test(tests, isco_08_has_english_names_and_groups_of_esco);
    tcase_add_test(tests, occupations_of_esco_are_in_a_group);
    tcase_add_test(tests, rows_of_a_unit_are_one_occupation);
    tcase_add_test(tests, a_long_slug_of_digits_is_no_nsp_number);
    tcase_add_test(tests, directions_name_fields);
    tcase_add_test(tests, kkov_names_fields_of_education_and_their_groups);
    tcase_add_test(tests, districts_lie_in_regions);
    tcase_add_test(tests, successors_may_be_none);
    tcase_add_test(tests, titles_have_a_group_of_four_or_five_digits);
    tcase_add_test(tests, wages_are_whole_crowns_and_persons);
    tcase_add_loop_test(tests, halves_are_rounded_up_exactly, 0, sizeof employees / sizeof *employees);
    tcase_add_test(tests, a_withheld_median_leaves_no_figure);
    tcase_add_test(tests, an_empty_figure_is_unknown);
    tcase_add_test(tests, the_newest_period_is_the_edition);
    tcase_add_test(tests, a_whole_year_is_newer_than_its_halves);
    tcase_add_loop_test(tests, forms_of_a_table_do_not_matter, 0, sizeof forms / sizeof *forms);
    tcase_add_test(tests, quotes_commas_and_line_breaks_stand_inside_quotes);
    tcase_add_test(tests, nothing_of_a_document_points_into_its_bytes);
    tcase_add_loop_test(tests, each_fault_is_one_finding_at_its_line, 0, sizeof faults / sizeof *faults);
    tcase_add_test(tests, all_faults_of_a_file_are_said);
    tcase_add_test(tests, too_many_errors_end_the_reading);
    tcase_add_test(tests, a_region_that_differs_from_the_built_in_one_is_an_error);
    tcase_add_loop_test(tests, the_start_tells_a_table, 0, sizeof starts / sizeof *starts);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(table_suite)
