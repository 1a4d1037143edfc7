#include "model/vocabulary.h"
#include "tests/support/card_text.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

static char *real;

static void open_real(void)
{
    real = card_text_real();
}

static void close_real(void)
{
    free(real);
}

/* Reads a text that has no fault. */
static struct card_reading read_text(const char *text)
{
    struct card_reading reading = card_reading(text, strlen(text));

    ck_assert_msg(reading.findings.errors + reading.findings.warnings == 0, "%s", reading.said);
    return reading;
}

static void check_texts(const struct list *list, const char *const expected[], size_t count)
{
    ck_assert_uint_eq(list->count, count);
    for (size_t i = 0; i < count; i++)
        ck_assert_str_eq(((const char *const *)list->at)[i], expected[i]);
}
#define CHECK_TEXTS(list, ...)                                                                                         \
    check_texts(list, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void check_figure(struct figure figure, int64_t value)
{
    ck_assert(figure.known);
    ck_assert_int_eq(figure.value, value);
}

/* Card 103332, as it was published --------------------------------------------------------------------------------- */

START_TEST(the_head_of_103332)
{
    struct card_reading reading = read_text(real);
    const struct occupation *card = &reading.card.occupation;

    ck_assert_str_eq(card->id, "103332");
    check_figure(card->nsp_id, 103332);
    ck_assert_str_eq(card->name, "Ředitel zákaznických služeb");
    ck_assert_ptr_null(card->slug);
    ck_assert_str_eq(card->type, "occupation");
    ck_assert_str_eq(card->description,
                     "Ředitel zákaznických služeb komplexně vede a řídí organizační celek, který se zabývá řízenou "
                     "obousměrnou komunikací se zákazníky a zpracováním souvisejících informací.");
    CHECK_TEXTS(&card->alternative_names, "Ředitel centra zákaznické podpory", "Manažer pro zákaznickou podporu",
                "Manažer pro kontakt ze zákazníky", "Ředitel kontaktního centra", "Customer Service Manager",
                "Ředitel centra zákaznických služeb", "Ředitel zákaznického servisu", "Ředitel vnitřního prodeje");
    ck_assert_str_eq(card->field->id, "management");
    ck_assert_str_eq(card->field->name, "Management");
    ck_assert_ptr_null(card->subfield);
    ck_assert_uint_eq(card->subfields.count, 0);
    ck_assert_int_eq(card->qualification_level->level, 7);
    ck_assert_str_eq(card->qualification_level->name, "Magisterský studijní program");
    ck_assert_uint_eq(card->qualification_levels.count, 1);
    check_figure(card->regulated, 0);
    ck_assert_ptr_null(card->regulation);
    ck_assert_ptr_null(card->related->parent);
    ck_assert_uint_eq(card->related->siblings.count + card->related->specializations.count, 0);
    ck_assert_uint_eq(card->notes.count, 0);
    ck_assert_str_eq(card->source->document, "card.txt");
    CHECK_TEXTS(&card->stated, "activities", "wages", "working_conditions", "education", "competences",
                "health_conditions");
    card_reading_release(&reading);
}
END_TEST

START_TEST(the_activities_and_groups_of_103332)
{
    struct card_reading reading = read_text(real);
    const struct occupation *card = &reading.card.occupation;
    const char *const *activities = card->activities.at;
    const struct isco_ref *isco = card->isco.at;
    const struct esco_ref *esco = card->esco.at;

    ck_assert_uint_eq(card->activities.count, 11);
    ck_assert_str_eq(activities[6], "Udržování a rozvoj vztahů s klíčovými zákazníky.");
    ck_assert_str_eq(activities[10], "Vedení, motivace, hodnocení a kontrola výkonu podřízených pracovníků v rámci "
                                     "svěřeného celku organizace.");
    ck_assert_uint_eq(card->isco.count, 2);
    ck_assert_str_eq(isco[0].code, "12214");
    ck_assert_str_eq(isco[0].name, "Řídící pracovníci servisních služeb a reklamací");
    ck_assert_str_eq(isco[1].code, "1221");
    ck_assert_uint_eq(card->esco.count, 1);
    ck_assert_str_eq(esco->code, "1221");
    ck_assert_str_eq(esco->name, "Vedoucí a řídicí pracovníci v oblasti prodeje a marketingu");
    ck_assert_str_eq(esco->uri, "http://data.europa.eu/esco/isco/C1221");
    ck_assert_uint_eq(reading.card.namings.count, 5);
    ck_assert_int_eq(((const struct naming *)reading.card.namings.at)[4].line, 66);
    card_reading_release(&reading);
}
END_TEST

static const struct wage *find_wage(const struct occupation *card, const char *isco, const char *region,
                                    const char *sphere)
{
    const struct wage *wages = card->wages.at;
    const struct wage *found = NULL;

    for (size_t i = 0; i < card->wages.count; i++)
        if (!strcmp(wages[i].isco, isco) && !strcmp(wages[i].region, region) && !strcmp(wages[i].sphere, sphere)) {
            ck_assert_ptr_null(found);
            found = &wages[i];
        }
    ck_assert_msg(found != NULL, "%s %s %s", isco, region, sphere);
    return found;
}

START_TEST(the_wages_of_103332)
{
    struct card_reading reading = read_text(real);
    const struct occupation *card = &reading.card.occupation;
    const struct wage *wage = find_wage(card, "1221", "CZ010", "wage");
    size_t counts[2][2] = {{0}}; /* national, published */

    check_figure(wage->from, 39220);
    check_figure(wage->median, 98245);
    check_figure(wage->to, 238519);
    ck_assert_int_eq(wage->year, 2020);
    ck_assert_str_eq(wage->period, "2020");
    ck_assert_str_eq(wage->source, "nsp");
    ck_assert_str_eq(wage->isco_name, "Řídící pracovníci v oblasti obchodu, marketingu a v příbuzných oblastech");
    check_figure(find_wage(card, "1221", "CZ010", "salary")->to, 96507);
    check_figure(find_wage(card, "1221", "CZ080", "wage")->median, 71551);
    check_figure(find_wage(card, "1221", "CZ", "wage")->median, 74546);
    check_figure(find_wage(card, "1221", "CZ", "salary")->median, 58351);
    check_figure(find_wage(card, "12214", "CZ", "wage")->median, 61032);
    wage = find_wage(card, "12214", "CZ", "salary");
    ck_assert_str_eq(wage->status, "suppressed");
    ck_assert(!wage->from.known && !wage->median.known && !wage->to.known);
    for (size_t i = 0; i < card->wages.count; i++) {
        wage = (const struct wage *)card->wages.at + i;
        counts[strcmp(wage->region, "CZ") == 0][strcmp(wage->status, "published") == 0]++;
    }
    ck_assert_uint_eq(counts[0][1], 15);
    ck_assert_uint_eq(counts[0][0], 13);
    ck_assert_uint_eq(counts[1][1], 3);
    ck_assert_uint_eq(counts[1][0], 1);
    card_reading_release(&reading);
}
END_TEST

START_TEST(the_working_conditions_of_103332)
{
    struct card_reading reading = read_text(real);
    const struct working_condition *loads = reading.card.occupation.working_conditions.at;
    const struct load_level *levels = reading.card.load_levels.at;

    ck_assert_uint_eq(reading.card.occupation.working_conditions.count, LOAD_FACTOR_COUNT);
    for (size_t i = 0; i < LOAD_FACTOR_COUNT; i++) {
        ck_assert_str_eq(loads[i].factor, load_factors[i].code);
        ck_assert_str_eq(loads[i].name, load_factors[i].name);
        ck_assert_int_eq(loads[i].levels, i == 0 || i == 2 ? 2 : i == 1 ? 3 : 1);
    }
    ck_assert_uint_eq(reading.card.load_levels.count, 4);
    ck_assert_int_eq(levels[3].level, 4);
    ck_assert_str_eq(levels[3].name, "Stupeň zátěže (vysoká míra zdravotního rizika)");
    ck_assert_str_eq(levels[3].description,
                     "Úroveň zátěže vysoce překračuje stanovené limitní hodnoty expozice, na pracovištích musí být "
                     "dodržován soubor preventivních opatření, častěji dochází k poškození zdraví.");
    card_reading_release(&reading);
}
END_TEST

START_TEST(the_education_of_103332)
{
    struct card_reading reading = read_text(real);
    const struct education *education = reading.card.occupation.education.at;

    ck_assert_uint_eq(reading.card.occupation.education.count, 8);
    for (size_t i = 0; i < 8; i++) {
        ck_assert_str_eq(education[i].type, "kkov");
        ck_assert_str_eq(education[i].suitability, i == 0 ? "most_suitable" : "suitable");
    }
    ck_assert_str_eq(education[0].code, "6208T");
    ck_assert_str_eq(education[0].name, "Magisterský studijní program v oboru ekonomika a management");
    ck_assert_str_eq(education[7].code, "62xxT");
    card_reading_release(&reading);
}
END_TEST

START_TEST(the_competences_of_103332)
{
    static const size_t counts[] = {10, 12, 7, 18, 13};
    struct card_reading reading = read_text(real);
    const struct competence *competences = reading.card.occupation.competences.at;
    const struct guide *guides = reading.card.guides.at;
    size_t n = 0;

    ck_assert_uint_eq(reading.card.occupation.competences.count, 10 + 12 + 7 + 18 + 13);
    for (size_t kind = 0; kind < 5; kind++)
        for (size_t i = 0; i < counts[kind]; i++, n++) {
            ck_assert_str_eq(competences[n].kind, competence_kinds[kind].code);
            ck_assert(competences[n].level.known);
            ck_assert(competences[n].suitability.known == (kind < 2));
        }
    ck_assert_str_eq(competences[0].id, "skill:h14.Z.2121");
    check_figure(competences[0].level, 7);
    check_figure(competences[0].suitability, 2);
    ck_assert_str_eq(competences[21].name, "projektový management");
    check_figure(competences[21].suitability, 1);
    ck_assert_str_eq(competences[47].id, "soft:2.1");
    check_figure(competences[59].level, 4);
    ck_assert_uint_eq(reading.card.guides.count, 5);
    ck_assert_str_eq(guides[4].kind, "soft");
    ck_assert_str_eq(guides[4].url, "https://nsp.cz/downloads/Priloha_c9_manualu.pdf");
    card_reading_release(&reading);
}
END_TEST

START_TEST(the_health_conditions_of_103332)
{
    struct card_reading reading = read_text(real);
    const struct health_conditions *conditions = reading.card.occupation.health_conditions;
    const struct term *limiting = conditions->limiting.at;

    ck_assert_uint_eq(conditions->limiting.count, 4);
    ck_assert_uint_eq(conditions->excluding.count, 0);
    ck_assert_str_eq(limiting[3].id, "zavazna-psychosomaticka-onemocneni");
    ck_assert_str_eq(limiting[3].name, "Závažná psychosomatická onemocnění");
    ck_assert_str_eq(conditions->note,
                     "Přesné posouzení zdravotního stavu s následným doporučením nebo nedoporučením výkonu tohoto "
                     "povolání je možné pouze po konzultaci s lékařem.");
    card_reading_release(&reading);
}
END_TEST

/* The head --------------------------------------------------------------------------------------------------------- */

#define HEAD "Povolání\n7\nŘezník, uzenář\n"

START_TEST(lines_of_the_description_and_its_paragraphs_stay_apart)
{
    struct card_reading reading = read_text(HEAD "\nPrvní.\nDruhá.\n\nTřetí.\n\nPovolání\n\n7\n\nČtvrtá.\n\n\n"
                                                 "Povolání\n\n7\n\nPátá.\nOdborný směr:\tManagement\n");

    ck_assert_str_eq(reading.card.occupation.name, "Řezník, uzenář");
    ck_assert_str_eq(reading.card.occupation.description, "První.\nDruhá.\n\nTřetí.\nČtvrtá.\n\nPátá.");
    card_reading_release(&reading);
}
END_TEST

START_TEST(a_comma_inside_a_name_does_not_part_it)
{
    struct card_reading reading = read_text(
        HEAD "Alternativní názvy:\tElektromechanik měřicích, regulačních a automatizačních zařízení, Soustružník "
             "(kov (i litý), Dřevo), Obsluha „Alfa, Beta“, Člen \"A, B\", Závěsník (s průkazem, 3D tiskař, 1,5 t "
             "jeřábník ,  Vazač,\n");

    CHECK_TEXTS(&reading.card.occupation.alternative_names,
                "Elektromechanik měřicích, regulačních a automatizačních zařízení", "Soustružník (kov (i litý), Dřevo)",
                "Obsluha „Alfa, Beta“", "Člen \"A, B\"", "Závěsník (s průkazem", "3D tiskař", "1,5 t jeřábník",
                "Vazač");
    card_reading_release(&reading);
}
END_TEST

START_TEST(names_behind_the_level_come_before_the_other_names)
{
    struct card_reading reading =
        read_text(HEAD "Alternativní názvy:\tTřetí\n"
                       "Kvalifikační úroveň:\tStřední vzdělání s výučním listem; Střední vzdělání s výučním listem "
                       "tříleté První, 2. druh,\n");
    const struct qualification *levels = reading.card.occupation.qualification_levels.at;

    CHECK_TEXTS(&reading.card.occupation.alternative_names, "První", "2. druh", "Třetí");
    ck_assert_uint_eq(reading.card.occupation.qualification_levels.count, 2);
    ck_assert_str_eq(levels[0].name, "Střední vzdělání s výučním listem");
    ck_assert_str_eq(levels[1].name, "Střední vzdělání s výučním listem tříleté");
    card_reading_release(&reading);
}
END_TEST

START_TEST(the_highest_level_is_the_occupations)
{
    struct card_reading reading = read_text(HEAD "Kvalifikační úroveň:\tBakalářský studijní program; Vyšší odborné "
                                                 "vzdělání; Základní vzdělání\n");

    ck_assert_int_eq(reading.card.occupation.qualification_level->level, 6);
    ck_assert_str_eq(reading.card.occupation.qualification_level->name, "Bakalářský studijní program");
    card_reading_release(&reading);
}
END_TEST

START_TEST(subfields_begin_with_the_cards_own)
{
    struct card_reading reading = read_text(HEAD "Další odborné podsměry:\tObuvnictví, Oděvy, kůže a textil,\n"
                                                 "Odborný podsměr:\tUmění, hudba\n");
    const struct term *subfields = reading.card.occupation.subfields.at;

    ck_assert_str_eq(reading.card.occupation.subfield->id, "umeni-hudba");
    ck_assert_uint_eq(reading.card.occupation.subfields.count, 3);
    ck_assert_str_eq(subfields[0].name, "Umění, hudba");
    ck_assert_str_eq(subfields[1].name, "Obuvnictví");
    ck_assert_str_eq(subfields[2].name, "Oděvy, kůže a textil");
    card_reading_release(&reading);
}
END_TEST

START_TEST(related_occupations_are_kept_by_name)
{
    struct card_reading reading = read_text("Typ JP\tID\nWorkUnitTypeEnum.2\t15\nŘezník\n"
                                            "Nadřízené povolání:\tKadeřník, Holič,\nPříbuzné specializace:\t\n"
                                            "Podřízené specializace:\tBourač masa, Porážeč\n");
    const struct related *related = reading.card.occupation.related;

    ck_assert_str_eq(reading.card.occupation.type, "specialization");
    ck_assert_str_eq(related->parent->name, "Kadeřník, Holič");
    ck_assert_uint_eq(related->siblings.count, 0);
    ck_assert_uint_eq(related->specializations.count, 2);
    ck_assert_str_eq(((const struct related_ref *)related->specializations.at)[1].name, "Porážeč");
    card_reading_release(&reading);
}
END_TEST

START_TEST(what_no_line_says_is_unknown)
{
    struct card_reading reading = read_text(HEAD);
    const struct occupation *card = &reading.card.occupation;

    ck_assert_ptr_null(card->description);
    ck_assert_ptr_null(card->field);
    ck_assert_ptr_null(card->qualification_level);
    ck_assert(!card->regulated.known);
    ck_assert_ptr_null(card->health_conditions->note);
    ck_assert_uint_eq(card->stated.count, 0);
    card_reading_release(&reading);
}
END_TEST

START_TEST(a_regulation_is_kept)
{
    struct card_reading reading =
        read_text(HEAD "Předpis regulující výkon povolání:\tZákon č. 95/2004 Sb.\nRegulovaná jednotka práce:\tAno\n");

    check_figure(reading.card.occupation.regulated, 1);
    ck_assert_str_eq(reading.card.occupation.regulation, "Zákon č. 95/2004 Sb.");
    card_reading_release(&reading);
}
END_TEST

/* Sections --------------------------------------------------------------------------------------------------------- */

START_TEST(a_table_without_rows_states_its_part)
{
    struct card_reading reading = read_text(HEAD "\nKvalifikace k výkonu povolání\n\nŠkolní vzdělání\n\nNejvhodnější "
                                                 "školní přípravu poskytují obory:\n\nTyp\tNázev\tKód\n\n"
                                                 "Pracovní činnosti\n");

    ck_assert_uint_eq(reading.card.occupation.education.count, 0);
    CHECK_TEXTS(&reading.card.occupation.stated, "activities", "education");
    card_reading_release(&reading);
}
END_TEST

START_TEST(sections_without_a_shape_are_kept_as_notes)
{
    struct card_reading reading =
        read_text(HEAD "\nPříklady činností\n\nTarifní stupeň 5\n- Vede dílnu.\n\nPovolání\n\n7\n\nPříklady činností\n"
                       "Tarifní stupeň 4\t3\n\nKvalifikace k výkonu povolání\n\nLegislativní požadavky\n"
                       "- doporučené - Svářečský průkaz\n\nDalší vzdělání\n\nKurz (X-1)\nKurz (X-1)\n");
    const struct note *notes = reading.card.occupation.notes.at;

    ck_assert_uint_eq(reading.card.occupation.notes.count, 3);
    ck_assert_str_eq(notes[0].heading, "Příklady činností");
    CHECK_TEXTS(&notes[0].lines, "Tarifní stupeň 5", "Vede dílnu.", "Tarifní stupeň 4\t3");
    ck_assert_str_eq(notes[1].heading, "Legislativní požadavky");
    CHECK_TEXTS(&notes[1].lines, "doporučené - Svářečský průkaz");
    CHECK_TEXTS(&notes[2].lines, "Kurz (X-1)", "Kurz (X-1)");
    card_reading_release(&reading);
}
END_TEST

START_TEST(a_misspelt_heading_is_not_taken_for_running_text)
{
    static const char text[] = HEAD "\nPříklady činností\n\nVede dílnu.\n\nZdravotni podminky\n\n- Poruchy vidění\n";
    struct card_reading reading = card_reading(text, strlen(text));

    ck_assert_uint_eq(reading.findings.errors, 1);
    ck_assert_ptr_nonnull(strstr(reading.said, "card.txt:9: error: unknown section or line \"Zdravotni podminky\""));
    card_reading_release(&reading);
}
END_TEST

#define REGIONS "Kraj\tMzdová sféra\t\t\tPlatová sféra\n\tOd\tMedián\tDo\tOd\tMedián\tDo\n"

START_TEST(wages_of_several_groups_and_years_are_kept_apart)
{
    struct card_reading reading =
        read_text(HEAD "\nHrubé měsíční mzdy podle krajů v roce 2020\n\nVojáci (CZ-ISCO 0110)\n" REGIONS
                       "Zlínský kraj\t-\t-\t-\t-\t-\t-\nVojáci (muži) (CZ-ISCO 03102)\n" REGIONS
                       "Zlínský kraj\t1 Kč\t-\t3Kč\t-\t-\t-\n\nHrubé měsíční mzdy podle krajů v roce 2023\n"
                       "Vojáci (CZ-ISCO 0110)\n" REGIONS "Zlínský kraj\t-\t-\t-\t-\t1234 Kč\t1 000 000 000 Kč\n");
    const struct wage *wages = reading.card.occupation.wages.at;

    ck_assert_uint_eq(reading.card.occupation.wages.count, 6);
    ck_assert_str_eq(wages[0].isco, "0110");
    ck_assert_str_eq(wages[0].status, "suppressed");
    ck_assert_str_eq(wages[2].isco, "03102");
    ck_assert_str_eq(wages[2].isco_name, "Vojáci (muži)");
    ck_assert_str_eq(wages[2].status, "published");
    check_figure(wages[2].from, 1);
    ck_assert(!wages[2].median.known);
    check_figure(wages[2].to, 3);
    ck_assert_str_eq(wages[5].period, "2023");
    ck_assert_int_eq(wages[5].year, 2023);
    check_figure(wages[5].median, 1234);
    check_figure(wages[5].to, 1000000000);
    card_reading_release(&reading);
}
END_TEST

START_TEST(the_same_code_may_be_a_programme_and_a_field)
{
    struct card_reading reading = read_text(HEAD "\nVhodnou školní přípravu poskytují také obory:\nTyp\tNázev\tKód\n"
                                                 "RVP\tPekař\t29-53-H/01\nKKOV\tPekař\t29-53-H/01\n");
    const struct education *education = reading.card.occupation.education.at;

    ck_assert_uint_eq(reading.card.occupation.education.count, 2);
    ck_assert_str_eq(education[0].type, "rvp");
    ck_assert_str_eq(education[1].type, "kkov");
    card_reading_release(&reading);
}
END_TEST

START_TEST(both_effects_of_health_are_read_and_may_share_a_condition)
{
    struct card_reading reading =
        read_text(HEAD "\nZdravotní podmínky\n\nOnemocnění vylučující výkon povolání\n- Epilepsie\n"
                       "Onemocnění omezující výkon povolání\n- Epilepsie\n- Poruchy sluchu\n");
    const struct health_conditions *conditions = reading.card.occupation.health_conditions;

    ck_assert_uint_eq(conditions->excluding.count, 1);
    ck_assert_uint_eq(conditions->limiting.count, 2);
    card_reading_release(&reading);
}
END_TEST

START_TEST(a_table_goes_on_after_a_page_break_with_any_of_its_headings)
{
    static const char *const repeated[] = {"", "Kompetenční požadavky\n\n", "Měkké kompetence\n",
                                           "Kompetenční požadavky\nMěkké kompetence\nKód\tNázev\tÚroveň 0-5\n",
                                           "Kód\tNázev\tÚroveň 0-5\n"};

    for (size_t i = 0; i < sizeof repeated / sizeof *repeated; i++) {
        char *text =
            card_text_replaced(HEAD "\nKompetenční požadavky\n\nMěkké kompetence\nKód\tNázev\tÚroveň 0-5\n"
                                    "4.6\tVýkonnost\t5\n\nTyp JP\tID\t\nPovolání\t7\nREPEATED1.2\tFlexibilita\t4\n",
                               "REPEATED", repeated[i]);
        struct card_reading reading = read_text(text);

        ck_assert_uint_eq(reading.card.occupation.competences.count, 2);
        card_reading_release(&reading);
        free(text);
    }
}
END_TEST

/* Bytes ------------------------------------------------------------------------------------------------------------ */

START_TEST(line_ends_spaces_and_composition_do_not_matter)
{
    static const char *const changes[][2] = {{"\n", "\r\n"},   {"\n", "\t\n"},   {"\n", " \u00A0\t \n"},
                                             {" ", "\u00A0"},  {" ", "\u202F"},  {"\t", " \t\u2003"},
                                             {"ě", "e\u030C"}, {"ů", "u\u030A"}, {"Š", "S\u030C"}};

    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char *text = card_text_replaced(real, changes[i][0], changes[i][1]);
        struct card_reading reading = read_text(text);

        ck_assert_str_eq(reading.card.occupation.name, "Ředitel zákaznických služeb");
        ck_assert_str_eq(((const char *const *)reading.card.occupation.activities.at)[6],
                         "Udržování a rozvoj vztahů s klíčovými zákazníky.");
        ck_assert_uint_eq(reading.card.occupation.wages.count, 32);
        ck_assert_uint_eq(reading.card.occupation.competences.count, 60);
        card_reading_release(&reading);
        free(text);
    }
}
END_TEST

START_TEST(a_byte_order_mark_and_a_missing_last_newline_do_not_matter)
{
    struct card_reading reading = read_text("\xEF\xBB\xBF" HEAD "\nPracovní činnosti\n\n- Bourá maso");

    ck_assert_str_eq(reading.card.occupation.name, "Řezník, uzenář");
    CHECK_TEXTS(&reading.card.occupation.activities, "Bourá maso");
    card_reading_release(&reading);
}
END_TEST

START_TEST(nothing_of_a_card_points_into_its_bytes)
{
    struct card_reading reading = {.arena = arena_new()};

    ck_assert_int_eq(card_read("x", real, strlen(real), reading.arena, &reading.findings, &reading.card), CARD_OK);
    memset(real, 'x', strlen(real));
    ck_assert_str_eq(reading.card.occupation.name, "Ředitel zákaznických služeb");
    ck_assert_str_eq(reading.card.occupation.source->document, "x");
    card_reading_release(&reading);
}
END_TEST

/* Other files ------------------------------------------------------------------------------------------------------ */

static const struct {
    const char *bytes;
    size_t length;
    const char *says;
    bool is_card;
} others[] = {
#define OTHER(bytes, says, is_card)                                                                                    \
    {                                                                                                                  \
        bytes, sizeof(bytes) - 1, says, is_card                                                                        \
    }
    OTHER("", "1: error: the file is empty", false),
    OTHER("\xEF\xBB\xBF \r\n\t\n", "1: error: the file is empty", false),
    OTHER("%PDF-1.7\n%\xE2\xE3", "1: error: the file is a PDF document", false),
    OTHER("\x89PNG\r\n\x1A\n", "1: error: the file is a PNG image", false),
    OTHER("PK\x03\x04\x14", "1: error: the file is a ZIP archive or an office document", false),
    OTHER("\xFF\xFEP\0o\0v\0", "1: error: the file is text in UTF-16", false),
    OTHER("\n <!DOCTYPE html>\n<p>Odborný směr:\tX</p>", "1: error: the file is HTML or XML", false),
    OTHER("\xEF\xBB\xBF{\"workUnitType\": \"WorkUnitTypeEnum.1\"}", "1: error: the file is JSON", false),
    OTHER("code,name\n1221,Řídící\n", "1: error: the file is CSV", false),
    OTHER("kód;název\n1221;Řídící\n", "1: error: the file is CSV", false),
    OTHER("Milý deníčku,\ndnes nic.\n", "1: error: the file is no card of an occupation", false),
    OTHER("Typ JP ID\nPovolání 77\n\nBrusič skla\n", "1: error: the file is a card in plain text", true),
    OTHER("Brusič\n\nOdborný směr: Sklo\nKvalifikační úroveň: Základní\n", "3: error: the file is a card in plain",
          true),
    OTHER("| Typ JP | ID |\n|---|---|\n", "1: error: the file is a card as pipe tables", true),
    OTHER("Popis.\nOdborný směr: | Sklo\n", "2: error: the file is a card as pipe tables", true),
    OTHER("Svářeč\nCharakteristika\nSváří.\n", "2: error: the file is a card as web page", true),
    OTHER("Svářeč\nID jednotky práce | 105\n", "2: error: the file is a card as web page", true),
    OTHER("Brusič Odborný směr:sklo Odborný podsměr:brus Regulovaná jednotka práce:ne",
          "1: error: the file is a card in one line", true),
    OTHER("Brusič\nRegulovaná jednotka práce:ne\n", "2: error: the file is a card in one line", true),
};

START_TEST(another_kind_of_file_is_refused_by_name)
{
    struct card_reading reading = card_reading(others[_i].bytes, others[_i].length);
    char start[128];

    snprintf(start, sizeof start, "cards/card.txt:%s", others[_i].says);
    ck_assert_uint_eq(reading.findings.errors, 1);
    ck_assert_msg(strncmp(reading.said, start, strlen(start)) == 0, "expected \"%s\": %s", start, reading.said);
    ck_assert(card_looks_like(others[_i].bytes, others[_i].length) == others[_i].is_card);
    card_reading_release(&reading);
}
END_TEST

/* The same card as the other renderings write it. */
START_TEST(other_renderings_of_103332_are_refused_with_one_error)
{
    static const struct {
        const char *old, *other, *says;
    } changes[] = {
        {"\t", " ", "7: error: the file is a card in plain text"},
        {"\t", " | ", "7: error: the file is a card as pipe tables"},
        {"\n", " ", "1: error: the file is a card in one line"},
    };

    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char *text = card_text_replaced(real, changes[i].old, changes[i].other);
        struct card_reading reading = card_reading(text, strlen(text));

        ck_assert_uint_eq(reading.findings.errors, 1);
        ck_assert_msg(strstr(reading.said, changes[i].says) != NULL, "%s", reading.said);
        card_reading_release(&reading);
        free(text);
    }
}
END_TEST

START_TEST(the_start_tells_a_card)
{
    ck_assert(card_looks_like(real, strlen(real)));
    ck_assert(card_looks_like(real, 400));
    ck_assert(!card_looks_like("", 0));
}
END_TEST

static Suite *card_suite(void)
{
    Suite *suite = suite_create("cards");
    TCase *tests = tcase_create("cards");

    tcase_add_checked_fixture(tests, open_real, close_real);
    tcase_add_test(tests, the_head_of_103332);
    tcase_add_test(tests, the_activities_and_groups_of_103332);
    tcase_add_test(tests, the_wages_of_103332);
    tcase_add_test(tests, the_working_conditions_of_103332);
    tcase_add_test(tests, the_education_of_103332);
    tcase_add_test(tests, the_competences_of_103332);
    tcase_add_test(tests, the_health_conditions_of_103332);
    tcase_add_test(tests, lines_of_the_description_and_its_paragraphs_stay_apart);
    tcase_add_test(tests, a_comma_inside_a_name_does_not_part_it);
    tcase_add_test(tests, names_behind_the_level_come_before_the_other_names);
    tcase_add_test(tests, the_highest_level_is_the_occupations);
    tcase_add_test(tests, subfields_begin_with_the_cards_own);
    tcase_add_test(tests, related_occupations_are_kept_by_name);
    tcase_add_test(tests, what_no_line_says_is_unknown);
    tcase_add_test(tests, a_regulation_is_kept);
    tcase_add_test(tests, a_table_without_rows_states_its_part);
    tcase_add_test(tests, sections_without_a_shape_are_kept_as_notes);
    tcase_add_test(tests, a_misspelt_heading_is_not_taken_for_running_text);
    tcase_add_test(tests, wages_of_several_groups_and_years_are_kept_apart);
    tcase_add_test(tests, the_same_code_may_be_a_programme_and_a_field);
    tcase_add_test(tests, both_effects_of_health_are_read_and_may_share_a_condition);
    tcase_add_test(tests, a_table_goes_on_after_a_page_break_with_any_of_its_headings);
    tcase_add_test(tests, line_ends_spaces_and_composition_do_not_matter);
    tcase_add_test(tests, a_byte_order_mark_and_a_missing_last_newline_do_not_matter);
    tcase_add_test(tests, nothing_of_a_card_points_into_its_bytes);
    tcase_add_loop_test(tests, another_kind_of_file_is_refused_by_name, 0, sizeof others / sizeof *others);
    tcase_add_test(tests, other_renderings_of_103332_are_refused_with_one_error);
    tcase_add_test(tests, the_start_tells_a_card);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(card_suite)
