#include "tests/support/card_text.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

#define ROW    "Hlavní město Praha\t39 220 Kč\t98 245 Kč\t238 519 Kč\t44 443 Kč\t63 784 Kč\t"
#define SKILL  "h14.Z.2121\tKoordinování příprav\t"
#define LEVELS "Kvalifikační úroveň:\tMagisterský studijní program"

static char *real;

static void open_real(void)
{
    real = card_text_real();
}

static void close_real(void)
{
    free(real);
}

/* Card 103332 with one line changed, and the one error that it must give. */
struct fault {
    size_t line;
    const char *text; /* instead of the line */
    size_t at;        /* line of the error; 0: the changed one */
    const char *says;
};

static void check_fault(const struct fault *fault)
{
    char *text = card_text_with(real, fault->line, fault->text);
    struct card_reading reading = card_reading(text, strlen(text));
    char place[64];
    const char *found;

    snprintf(place, sizeof place, "cards/card.txt:%zu: error: ", fault->at ? fault->at : fault->line);
    found = reading.said ? strstr(reading.said, place) : NULL;
    ck_assert_msg(found && strstr(found, fault->says) && reading.findings.errors == 1,
                  "line %zu as \"%s\": expected one error at %s with \"%s\", got:\n%s", fault->line,
                  fault->text ? fault->text : "(none)", place, fault->says, reading.said);
    card_reading_release(&reading);
    free(text);
}

static const struct fault faults[] = {
    /* header lines */
    {7, "Obor:\tManagement", 0, "unknown header line \"Obor:"},
    {7, "Odborny smer:\tManagement", 0, "did you mean \"Odborný směr\"?"},
    {7, "Odborný směr\tManagement", 0, "unknown header line"},
    {7, "Odborný směr:\tManagement\tObchod", 0, "more than one value"},
    {7, "Odborný směr:", 0, "\"Odborný směr\" is empty"},
    {7, "Odborný směr:\t–", 0, "has no letter or digit"},
    {8, "Odborný směr:\tObchod", 0, "the header line \"Odborný směr\" comes twice, first on line 7"},
    {9, "Kvalifikační úroveň:\tMagisterský program", 0, "unknown qualification level \"Magisterský program\""},
    {9, "Kvalifikační úroveň:\tMagistersky studijni program", 0, "did you mean \"Magisterský studijní program\"?"},
    {9, LEVELS " navazující", 0, "unknown qualification level"},
    {9, "Kvalifikační úroveň:\tZákladní vzdělání Uklízeč; Magisterský studijní program", 0, "unknown qualification"},
    {9, LEVELS "; Magisterský studijní program", 0, "comes twice"},
    {9, "Kvalifikační úroveň:", 0, "is empty"},
    {11, "Regulovaná jednotka práce:\tne", 0, "expected Ano or Ne"},
    {11, "Regulovaná jednotka práce:", 0, "is empty"},
    {12, "Poznámka bez místa", 0, "has no place in the head"},
    /* headings and lines that nothing knows */
    {13, "Pracovní činosti", 0,
     "unknown section or line \"Pracovní činosti\"; expected a known heading; did you mean "
     "\"Pracovní činnosti\"?"},
    {68, "Platové vyhlídky", 0, "unknown section or line"},
    {114, "Kvalifikační předpoklady", 0, "unknown section or line"},
    {215, "Měkké dovednosti", 0, "unknown section or line"},
    {26, "Poznámka bez místa", 0, "the line \"Poznámka bez místa\" has no place in \"Pracovní činnosti\""},
    {26, "-", 0, "has no place"},
    {26, "• Vedení porad", 0, "has no place"},
    {26, "- Vedení\tporad", 0, "has no place"},
    {26, "Vedení\tporad", 0, "has no place"},
    {67, "- 1221", 0, "the row \"- 1221\" has 1 cell"},
    {115, "KKOV\tEkonomika\t6208T", 0, "has no place in \"Kvalifikace k výkonu povolání\""},
    {239, "- Poruchy sluchu", 0, "has no place in \"Zdravotní podmínky\""},
    {247, "Povolání je náročné.", 0, "unknown section or line"},
    {246, "Povolání je náročné.", 0, "has no place in \"Onemocnění omezující výkon povolání\""},
    /* CZ-ISCO */
    {29, "- 122145 - Řídící pracovníci", 0, "the CZ-ISCO code \"122145\" is no code; expected 1 to 5 digits"},
    {29, "- 1221A - Řídící pracovníci", 0, "\"1221A\""},
    {29, "- 12214 Řídící pracovníci", 0, "expected \"- CODE - NAME\""},
    {30, "- 12214 - Řídící pracovníci servisních služeb a reklamací", 0, "comes twice, first on line 29"},
    /* wages by region */
    {32, "Hrubé měsíční mzdy podle krajů v roce 20200", 0, "\"20200\" is no year; expected four digits"},
    {32, "Hrubé měsíční mzdy podle krajů v roce dva", 0, "\"dva\" is no year"},
    {32, "Hrubé měsíční mzdy podle krajů v roce 0020", 0, "\"0020\" is no year"},
    {32, "Hrubé měsíční mzdy podle krajů v roce", 0, "did you mean \"Hrubé měsíční mzdy podle krajů v roce YYYY\"?"},
    {34, "Řídící pracovníci (CZ-ISCO 122145)", 0, "\"122145\" is no code"},
    {34, NULL, 37, "has no group; expected \"NAME (CZ-ISCO CODE)\""},
    {34, "Řídící pracovníci (CZ-ISCO: 1221)", 0, "unknown section or line"},
    {36, "Kraj\tPlatová sféra\t\t\tMzdová sféra", 0, "unknown header of the table"},
    {38, "Praha\t1 Kč\t1 Kč\t1 Kč\t-\t-\t-", 0, "unknown region \"Praha\""},
    {39, "Stredocesky kraj\t1 Kč\t1 Kč\t1 Kč\t-\t-\t-", 0, "did you mean \"Středočeský kraj\"?"},
    {38, "Česká republika\t1 Kč\t1 Kč\t1 Kč\t-\t-\t-", 0, "unknown region"},
    {39, ROW "96 507 Kč", 0, "the region \"Hlavní město Praha\" comes twice, first on line 38"},
    {38, ROW "-96 507 Kč", 0, "\"-96 507 Kč\" is negative"},
    {38, ROW "−96 507 Kč", 0, "is negative"},
    {38, ROW "0 Kč", 0, "is zero"},
    {38, ROW "1 000 000 001 Kč", 0, "is above 1 000 000 000 Kč"},
    {38, ROW "99999999999999999999999 Kč", 0, "is above"},
    {38, ROW "96 507 EUR", 0, "is not in Kč"},
    {38, ROW "96 507", 0, "has no currency"},
    {38, ROW "96507,50 Kč", 0, "is not in whole crowns"},
    {38, ROW "96 50 Kč", 0, "is no amount"},
    {38, ROW "9 6507 Kč", 0, "is no amount"},
    {38, ROW "9650 700 Kč", 0, "is no amount"},
    {38, ROW "096 507 Kč", 0, "is no amount"},
    {38, ROW "x", 0, "is no amount"},
    {38, ROW "63 783 Kč", 0, "Platová sféra, Medián: 63784 is above Do: 63783"},
    {38, ROW, 0, "has 6 cells; expected 7"},
    {38, ROW "96 507 Kč\t-", 0, "has 8 cells; expected 7"},
    {38, "Hlavní město Praha\t39 220 Kč\t\t238 519 Kč\t-\t-\t-", 0,
     "cell 3 of the row \"Hlavní město Praha\" is empty"},
    {39, "Středočeský kraj", 0, "has 1 cell; expected 7"},
    /* type and ID */
    {48, "WorkUnitTypeEnum.3", 0, "unknown type \"WorkUnitTypeEnum.3\""},
    {48, "WorkUnitTypeEnum.2", 88, "the type is \"WorkUnitTypeEnum.1\"; expected Specializace as on line 48"},
    {50, "103333", 88, "the ID is \"103332\"; expected 103333 as on line 50"},
    {50, "1033320", 0, "\"1033320\" is no ID; expected 1 to 6 digits"},
    {50, "10333A", 0, "is no ID"},
    {50, "0", 0, "is no ID"},
    {50, "", 48, "no ID follows the type"},
    {88, "WorkUnitTypeEnum.1\t103332\t7", 0, "has 3 cells; expected the type and the ID"},
    {88, "Zaměstnání\t103332", 0, "unknown type \"Zaměstnání\""},
    {88, NULL, 87, "no row follows \"Typ JP\" and \"ID\""},
    /* national wages */
    {60, "Hrubé měsíční mzdy v roce 020 celkem", 0, "\"020\" is no year"},
    {60, NULL, 64, "has no year"},
    {65, "12-21\tŘídící pracovníci\t-\t-", 0, "\"12-21\" is no code"},
    {66, "1221\tŘídící pracovníci v oblasti obchodu, marketingu a v příbuzných oblastech\t-\t-", 0, "twice"},
    {66, "12214\tŘídící pracovníci servisních služeb a reklamací\t61 032 Kč", 0, "has 3 cells; expected 4"},
    {66, "12214\t\t61 032 Kč\t-", 0, "cell 2 of the row \"12214\" is empty"},
    /* ESCO */
    {71, "1221\tVedoucí\thttp://example.cz/esco/isco/C1221", 0, "is no address of ESCO"},
    {71, "1221\tVedoucí\thttp://data.europa.eu/esco/", 0, "is no address of ESCO"},
    {71, "122100\tVedoucí\thttp://data.europa.eu/esco/isco/C1221", 0, "the ESCO code \"122100\" is no code"},
    {70, NULL, 70, "comes before the header of its table"},
    /* working conditions */
    {76, "Zraková zátěž\t\t\t\t", 0, "the row \"Zraková zátěž\" has no mark"},
    {76, "Zraková zátěž\t\tx\t\t\tx", 0, "has 6 cells; expected 5"},
    {76, "Zraková zátěž\t\tX\t\t", 0, "the mark \"X\" in column 2 is unknown"},
    {81, "Zátěž hlučností\tx", 0,
     "unknown load factor \"Zátěž hlučností\"; expected one of the 22 factors; did you mean "
     "\"Zátěž hlukem\"?"},
    {93, "Zatez trupu a patere s prevahou staticke prace (manipulace s bremeny)\tx", 0, "did you mean \"Zátěž trupu"},
    {77, "Zraková zátěž\tx", 0, "the load factor \"Zraková zátěž\" comes twice, first on line 76"},
    {105, "- 5. *Stupeň zátěže*", 0, "is no level of load"},
    {105, "- 1. Stupeň zátěže", 0, "is no level of load"},
    {107, "- 1. *Stupeň zátěže*", 0, "the level of load \"1\" comes twice"},
    /* education */
    {121, "KKOVTypeEnum.2\tEkonomika\t6208T", 0, "unknown type of education \"KKOVTypeEnum.2\""},
    {121, "KKOV\tEkonomika", 0, "has 2 cells; expected 3: Typ|Název|Kód"},
    {121, "KKOV\tEkonomika\t6208T\t1", 0, "has 4 cells"},
    {126, "KKOV\tEkonomika\t6208T", 0, "the code of education \"6208T\" comes twice, first on line 121"},
    {123, "Vhodnou školní přípravu neposkytuje nic:", 0, "unknown section or line"},
    /* competences */
    {142, "Kód\tNázev\tÚroveň 1-7\tVhodnost", 0, "unknown header of the table; expected Kód|Název|Úroveň 1-8"},
    {143, SKILL "9\tCompetenceSuitabilityEnum.2", 0, "the level \"9\" is outside its scale; expected one of 1 to 8"},
    {143, SKILL "0\tCompetenceSuitabilityEnum.2", 0, "outside its scale"},
    {143, SKILL "10\tCompetenceSuitabilityEnum.2", 0, "the level \"10\" is no level"},
    {143, SKILL "sedm\tCompetenceSuitabilityEnum.2", 0, "is no level"},
    {143, SKILL "\tCompetenceSuitabilityEnum.2", 0, "cell 3 of the row \"h14.Z.2121\" is empty"},
    {143, SKILL "7\tCompetenceSuitabilityEnum.3", 0, "unknown suitability"},
    {143, SKILL "7\tvhodné", 0, "unknown suitability \"vhodné\""},
    {143, SKILL "7", 0, "has 3 cells; expected 4"},
    {144, SKILL "7\tCompetenceSuitabilityEnum.2", 0, "the competence \"h14.Z.2121\" comes twice, first on line 143"},
    {177, "b 1\tPočítačová způsobilost\t2", 0, "the code of the competence \"b 1\" is no code"},
    {177, "bé1\tPočítačová způsobilost\t2", 0, "is no code; expected letters, digits and ._-"},
    {121, "KKOV\tEkonomika\t62?8T", 0, "the code of education \"62?8T\" is no code"},
    {121, "KKOV\tEkonomika\t6208_T", 0, "is no code; expected letters, digits and ./-"},
    {177, "b/01\tPočítačová způsobilost\t2", 0, "the code of the competence \"b/01\" is no code"},
    {177, "b01\tPočítačová způsobilost\t4", 0, "the level \"4\" is outside its scale; expected one of 0 to 3"},
    {177, "b01\tPočítačová způsobilost", 0, "has 2 cells; expected 3"},
    {177, "b01\tPočítačová způsobilost\t2\tCompetenceSuitabilityEnum.1", 0, "has 4 cells; expected 3"},
    {190, "1.1\tProhlížení\t0", 0, "outside its scale; expected one of 1 to 4"},
    {230, "4.6\tKompetence k výkonnosti\t6", 0, "outside its scale; expected one of 0 to 5"},
    {154, "Popisy úrovní naleznete zde: nikde", 0, "\"nikde\" is no address"},
    {171, "Popisy úrovní naleznete zde: https://nsp.cz/jinde.pdf", 172, "the guide to the levels is"},
    /* health conditions */
    {243, "- Poruchy vidění", 0, "the health condition \"poruchy-videni\" comes twice, first on line 242"},
    /* characters */
    {20, "- Koordinace\x07 činností", 0, "U+0007 is a control character"},
    {20, "- Koordinace\x7F činností", 0, "U+007F is a control character"},
    {20, "- Koordinace\xC2\x85 činností", 0, "U+0085 is a control character"},
    {20, "- Koordinace\u2028 činností", 0, "U+2028 is a control character"},
    {20, "- Koordinace\r činností", 0, "U+000D is a control character"},
    {20, "- Koordinace \xE8innost\xED", 0, "the byte 0xE8 is not UTF-8"},
    {38, "Hlavn\xED m\xECsto Praha\t1\t2", 0, "is not UTF-8"}, /* and nothing more of that line */
    {32, "Hrubé mzdy\x01", 0, "control character"},
};

START_TEST(each_fault_is_one_error_at_its_line)
{
    check_fault(&faults[_i]);
}
END_TEST

/* Several findings: each at its line, nothing else. */
static void check_said(const char *text, size_t length, const char *const places[], size_t count)
{
    struct card_reading reading = card_reading(text, length);
    const char *at = reading.said;

    ck_assert_msg(reading.findings.errors + reading.findings.warnings == count, "%s", reading.said);
    for (size_t i = 0; i < count; i++) {
        ck_assert_msg(strncmp(at, places[i], strlen(places[i])) == 0, "expected \"%s\" in\n%s", places[i],
                      reading.said);
        at = strchr(at, '\n') + 1;
    }
    card_reading_release(&reading);
}

START_TEST(one_run_shows_all_errors)
{
    static const char *const places[] = {
        "cards/card.txt:8: error: ",   "cards/card.txt:26: error: ", "cards/card.txt:38: error: ",
        "cards/card.txt:76: error: ",  "cards/card.txt:88: error: ", "cards/card.txt:143: error: ",
        "cards/card.txt:243: error: ",
    };
    static const struct {
        size_t line;
        const char *text;
    } changes[] = {{8, "Obor:\tX"},
                   {26, "Nesmysl"},
                   {38, "Praha\t1 Kč\t1 Kč\t1 Kč\t-\t-\t-"},
                   {76, "Zraková zátěž"},
                   {88, "WorkUnitTypeEnum.1\t7"},
                   {143, "h14.Z.2121\tKoordinování\t9\tCompetenceSuitabilityEnum.2"},
                   {243, "- Poruchy vidění"}};
    char *text = card_text_with(real, 1, "");

    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char *changed = card_text_with(text, changes[i].line, changes[i].text);

        free(text);
        text = changed;
    }
    check_said(text, strlen(text), places, sizeof places / sizeof *places);
    free(text);
}
END_TEST

START_TEST(two_wrong_figures_of_a_row_are_two_errors)
{
    static const char *const places[] = {"cards/card.txt:38: error: the wage \"1 EUR\"",
                                         "cards/card.txt:38: error: the wage \"x\""};
    char *text = card_text_with(real, 38, "Hlavní město Praha\t1 EUR\t-\t-\t-\t-\tx");

    check_said(text, strlen(text), places, 2);
    free(text);
}
END_TEST

START_TEST(a_card_without_type_id_or_title_says_so_for_the_whole_file)
{
    static const char no_id[] = "Ředitel\n\nPracovní činnosti\n\n- Řízení\n";
    static const char no_title[] = "Typ JP\tID\nPovolání\t7\nOdborný směr:\tManagement\n";
    static const char *const no_id_places[] = {"cards/card.txt:1: error: the card has no type and ID"};
    static const char *const no_title_places[] = {"cards/card.txt:1: error: the card has no title"};

    check_said(no_id, strlen(no_id), no_id_places, 1);
    check_said(no_title, strlen(no_title), no_title_places, 1);
}
END_TEST

START_TEST(a_page_break_cut_off_at_the_end_is_an_error)
{
    static const char bare[] = "Ředitel\n\nPracovní činnosti\n\nPovolání\n";
    static const char table[] = "Ředitel\n\nPracovní činnosti\n\nTyp JP\tID\n";
    static const char *const bare_places[] = {"cards/card.txt:5: error: no ID follows the type"};
    static const char *const table_places[] = {"cards/card.txt:5: error: no row follows"};

    check_said(bare, strlen(bare), bare_places, 1);
    check_said(table, strlen(table), table_places, 1);
}
END_TEST

START_TEST(a_nul_byte_is_an_error_at_its_line)
{
    static const char *const places[] = {"cards/card.txt:15: error: U+0000 is a control character"};
    char *at = strstr(real, "průběžná");

    *at = '\0';
    check_said(real, strlen(real) + 1 + strlen(at + 1), places, 1);
}
END_TEST

START_TEST(a_text_that_ends_inside_a_character_is_an_error_at_its_last_line)
{
    static const char *const places[] = {"cards/card.txt:247: error: the text ends inside a character"};
    const char *end = strstr(real, "lékařem") + strlen("lékař") - 1;

    check_said(real, (size_t)(end - real), places, 1);
}
END_TEST

START_TEST(errors_end_after_a_hundred)
{
    char *text;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    struct card_reading reading;

    fprintf(out, "Ředitel\nPovolání\n7\nPracovní činnosti\n");
    for (int i = 0; i < 1000; i++)
        fprintf(out, "nesmysl %d\n", i);
    fclose(out);
    reading = card_reading(text, length);
    ck_assert_uint_eq(reading.findings.errors, 101);
    ck_assert_ptr_nonnull(strstr(reading.said, "cards/card.txt:104: error: too many errors"));
    card_reading_release(&reading);
    free(text);
}
END_TEST

START_TEST(text_in_another_encoding_is_refused_after_a_few_lines)
{
    char *text = card_text_replaced(real, "í", "\xED");
    struct card_reading reading = card_reading(text, strlen(text));

    ck_assert_uint_eq(reading.findings.errors, 11);
    ck_assert_ptr_nonnull(strstr(reading.said, "cards/card.txt:5: error: the byte 0xED is not UTF-8"));
    ck_assert_ptr_nonnull(strstr(reading.said, "cards/card.txt:1: error: the file is no UTF-8 text"));
    card_reading_release(&reading);
    free(text);
}
END_TEST

START_TEST(a_code_with_two_names_in_a_card_is_a_warning)
{
    static const char *const places[] = {"cards/card.txt:65: warning: the CZ-ISCO code 1221 is named \"Řídící "
                                         "pracovníci\"; expected \"Řídící pracovníci "
                                         "v oblasti obchodu"};
    char *text = card_text_with(real, 65, "1221\tŘídící pracovníci\t74 546 Kč\t58 351 Kč");

    check_said(text, strlen(text), places, 1);
    free(text);
}
END_TEST

START_TEST(a_regulation_of_an_occupation_that_is_not_regulated_is_a_warning)
{
    static const char *const places[] = {"cards/card.txt:12: warning: a regulation is named"};
    char *text = card_text_with(real, 12, "Předpis regulující výkon povolání:\tZákon č. 18/2004 Sb.");

    check_said(text, strlen(text), places, 1);
    free(text);
}
END_TEST

static Suite *card_errors_suite(void)
{
    Suite *suite = suite_create("faults of cards");
    TCase *tests = tcase_create("faults of cards");

    tcase_add_checked_fixture(tests, open_real, close_real);
    tcase_add_loop_test(tests, each_fault_is_one_error_at_its_line, 0, sizeof faults / sizeof *faults);
    tcase_add_test(tests, one_run_shows_all_errors);
    tcase_add_test(tests, two_wrong_figures_of_a_row_are_two_errors);
    tcase_add_test(tests, a_card_without_type_id_or_title_says_so_for_the_whole_file);
    tcase_add_test(tests, a_page_break_cut_off_at_the_end_is_an_error);
    tcase_add_test(tests, a_nul_byte_is_an_error_at_its_line);
    tcase_add_test(tests, a_text_that_ends_inside_a_character_is_an_error_at_its_last_line);
    tcase_add_test(tests, errors_end_after_a_hundred);
    tcase_add_test(tests, text_in_another_encoding_is_refused_after_a_few_lines);
    tcase_add_test(tests, a_code_with_two_names_in_a_card_is_a_warning);
    tcase_add_test(tests, a_regulation_of_an_occupation_that_is_not_regulated_is_a_warning);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(card_errors_suite)
