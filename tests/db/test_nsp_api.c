/* Answers of the NSP API: those that were recorded, and made ones of the endpoints of which none was. */
#include "tests/support/json_reading.h"
#include "tests/support/support.h"

#include "db/import/json_source.h"
#include "db/import/publishers.h"
#include "model/text.h"

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES_ISCO = 31, FILES_EDUCATION = 31, FILES_LEGACY = 30, MUTATIONS = 4000 };

#define LINKS(part)                                                                                                    \
    "\"_links\":{\"self\":{\"href\":\"https://nsp.cz/api/v1.2/workUnit/dozorce/" part "\"},"                           \
    "\"workUnitDetail\":{\"href\":\"https://nsp.cz/api/v1.2/workUnit/dozorce\"}}"
#define ANSWER(data, links) "{\"code\":200,\"data\":" data ",\"count\":1,\"message\":\"OK\"," links "}"
#define LIST(rows)          ANSWER("[" rows "]", "\"_links\":[]")

/* One item of /workUnit with every member that importers take. */
#define UNIT                                                                                                           \
    "{\"title\":\"Ředitel\u00a0zákaznických služeb\",\"urlSlug\":\"reditel-zakaznickych-sluz\",\"code\":103332,"   \
    "\"legacyId\":103332,\"nspCode\":\"7\",\"type\":1,\"eqf\":{\"id\":7},\"minWage\":30000,\"maxWage\":null,"          \
    "\"characteristics\":\"Vede úsek.\\r\\n\\r\\nA řídí jej. \","                                                  \
    "\"professionalDirectionPrimary\":{\"id\":1,\"title\":\"Management\",\"urlSlug\":\"management\"},"                 \
    "\"professionalDirectionSecondary\":{\"id\":7,\"title\":\"Obchod\",\"urlSlug\":\"obchod\"},"                       \
    "\"professionalDirectionAdditions\":[{\"id\":8,\"title\":\"Logistika\",\"urlSlug\":\"logistika\"}],"               \
    "\"alternativeNames\":[\"Customer Service Manager\",{\"title\":\"Ředitel kontaktního centra\"}],"                \
    "\"parent\":null,\"children\":[{\"id\":5,\"title\":\"Vedoucí linky\",\"urlSlug\":\"vedouci-linky\"}],"            \
    "\"somethingNew\":{\"a\":[1,2]}}"

#define COMPETENCES                                                                                                    \
    "{\"competences\":[{\"id\":1,\"level\":7,\"suitability\":2,\"competence\":{\"treeGroupParent\":{\"id\":9},"        \
    "\"fullCode\":\"h13._.0020\",\"legacyId\":3,\"title\":\"psychologie prodeje\",\"code\":\"0020\"}},"                \
    "{\"id\":2,\"level\":0,\"suitability\":{\"id\":1},\"competence\":{\"fullCode\":\"h14.Z.2121\","                    \
    "\"title\":\"Koordinování příprav\",\"code\":\"2121\"}}],"                                                     \
    "\"genericSkills\":[{\"id\":3,\"level\":0,\"suitability\":null,\"genericSkill\":{\"id\":1,"                        \
    "\"title\":\"Numerická způsobilost\",\"code\":\"b03\",\"fullCode\":\"b03\"}}],"                                  \
    "\"softSkills\":[{\"id\":4,\"level\":4,\"softSkill\":{\"id\":1,\"title\":\"Kompetence k flexibilitě\","           \
    "\"code\":\"1.2\"}}]}"

#define EDUCATION                                                                                                      \
    "{\"rvps\":[{\"id\":1,\"rvp\":{\"id\":2,\"legacyId\":\"2\",\"title\":\"Gymnázium\",\"code\":\"79-41-K/41\"},"     \
    "\"kkovSuitabilityLevel\":2,\"accreditedCourse\":null,\"otherAdditionalEducation\":null}],"                        \
    "\"kkovs\":[{\"kkov\":{\"title\":\"Ekonomie\",\"code\":\"62xxT\"},\"kkovSuitabilityLevel\":{\"id\":1}}],"          \
    "\"educationNote\":\"Podle zákona.\"}"

#define ISCO                                                                                                           \
    "[{\"id\":1,\"isco\":{\"id\":9,\"urlSlug\":\"a\",\"title\":\"Generálové\",\"code\":\"0110\","                    \
    "\"description\":null,\"legacyId\":4}}]"

#define UNIT_PAGE         LIST(UNIT)
#define COMPETENCE_ANSWER ANSWER(COMPETENCES, LINKS("competence"))
#define EDUCATION_ANSWER  ANSWER(EDUCATION, LINKS("education"))
#define ISCO_ANSWER       ANSWER(ISCO, LINKS("isco"))

/* The only occupation of a document. */
static const struct occupation *only(const struct json_reading *reading)
{
    ck_assert_msg(reading->status == READING_DONE, "%s", reading->said);
    ck_assert_uint_eq(reading->document.occupations.count, 1);
    return reading->document.occupations.at;
}

static const struct occupation *occupation_at(const struct json_reading *reading, size_t index)
{
    ck_assert_uint_lt(index, reading->document.occupations.count);
    return (const struct occupation *)reading->document.occupations.at + index;
}

/* Does the document name the code so? The first name counts where order matters. */
static bool names(const struct json_reading *reading, const char *kind, const char *code, const char *name)
{
    const struct naming *naming = reading->document.namings.at;

    for (size_t i = 0; i < reading->document.namings.count; i++)
        if (strcmp(naming[i].kind, kind) == 0 && strcmp(naming[i].code, code) == 0 && strcmp(naming[i].name, name) == 0)
            return true;
    return false;
}

/* Recorded answers ------------------------------------------------------------------------------------------------- */

typedef void answer_check(const struct json_reading *reading, json_t *data, const char *slug);

/* Reads each shared answer whose name ends so, beside what jansson makes of it. @return how many there are. */
static int for_each(const char *ending, answer_check *check)
{
    const char *folder = support_shared("nsp-api");
    DIR *entries = folder ? opendir(folder) : NULL;
    struct dirent *entry;
    int count = 0;

    while (entries && (entry = readdir(entries)) != NULL) {
        char name[512];
        struct json_reading reading;
        json_t *root;
        const char *href = "";

        if (!strstr(entry->d_name, ending))
            continue;
        snprintf(name, sizeof name, "nsp-api/%s", entry->d_name);
        reading = json_reading_shared(name);
        root = json_load_file(support_shared(name), 0, NULL);
        ck_assert_ptr_nonnull(root);
        if (json_object_get(root, "data"))
            ck_assert_int_eq(json_unpack(root, "{s:{s:{s:s}}}", "_links", "workUnitDetail", "href", &href), 0);
        check(&reading, json_object_get(root, "data"), strrchr(href, '/') ? strrchr(href, '/') + 1 : "");
        json_decref(root);
        json_reading_release(&reading);
        count++;
    }
    if (entries)
        closedir(entries);
    return folder ? count : -1;
}

static void check_slug_only(const struct occupation *occupation, const char *slug)
{
    ck_assert_str_eq(occupation->slug, slug);
    ck_assert_str_eq(occupation->id, slug);
    ck_assert(!occupation->nsp_id.known && !occupation->name && !occupation->type && !occupation->field);
}

static void check_isco(const struct json_reading *reading, json_t *data, const char *slug)
{
    const struct occupation *occupation = only(reading);
    const struct isco_ref *refs = occupation->isco.at;

    check_slug_only(occupation, slug);
    ck_assert_uint_eq(occupation->isco.count, json_array_size(data));
    for (size_t i = 0; i < occupation->isco.count; i++) {
        const char *code, *title;

        ck_assert_int_eq(json_unpack(json_array_get(data, i), "{s:{s:s,s:s}}", "isco", "code", &code, "title", &title),
                         0);
        ck_assert_str_eq(refs[i].code, code);
        ck_assert_str_eq(refs[i].name, title);
        ck_assert(names(reading, NAMING_ISCO, code, title));
    }
    ck_assert_uint_eq(occupation->stated.count, 0);
}

START_TEST(every_recorded_isco_answer_is_read_row_by_row)
{
    int count = for_each(".isco.json", check_isco);

    ck_assert(count < 0 || count == FILES_ISCO);
}
END_TEST

static void check_note(const struct occupation *occupation, const char *sentence)
{
    const struct note *note = occupation->notes.at;

    ck_assert_uint_eq(occupation->notes.count, sentence ? 1 : 0);
    if (sentence) {
        ck_assert_str_eq(note->heading, "Poznámka ke vzdělání");
        ck_assert_str_eq(*(const char *const *)note->lines.at, sentence);
    }
}

static void check_education(const struct json_reading *reading, json_t *data, const char *slug)
{
    const struct occupation *occupation = only(reading);
    const struct education *education = occupation->education.at;
    json_t *rvps = json_object_get(data, "rvps");

    check_slug_only(occupation, slug);
    ck_assert_uint_eq(occupation->education.count, json_array_size(rvps));
    ck_assert_uint_eq(occupation->stated.count, json_array_size(rvps) > 0);
    for (size_t i = 0; i < occupation->education.count; i++) {
        const char *code, *title;
        int level;

        ck_assert_int_eq(json_unpack(json_array_get(rvps, i), "{s:{s:s,s:s},s:i}", "rvp", "code", &code, "title",
                                     &title, "kkovSuitabilityLevel", &level),
                         0);
        ck_assert_str_eq(education[i].code, code);
        ck_assert_str_eq(education[i].name, title);
        ck_assert_str_eq(education[i].type, "rvp");
        ck_assert_str_eq(education[i].suitability, level == 1 ? "most_suitable" : "suitable");
        ck_assert(names(reading, NAMING_RVP, code, title));
    }
    check_note(occupation, json_string_value(json_object_get(data, "educationNote")));
}

START_TEST(every_recorded_education_answer_is_read_row_by_row)
{
    int count = for_each(".education.json", check_education);

    ck_assert(count < 0 || count == FILES_EDUCATION);
}
END_TEST

static void check_legacy(const struct json_reading *reading, json_t *data, const char *slug)
{
    (void)data;
    (void)slug;
    ck_assert_int_eq(reading->status, READING_REFUSED);
    ck_assert_uint_eq(reading->findings.errors, 1);
    ck_assert_ptr_nonnull(strstr(reading->said, "competences of 2018 without codes"));
}

START_TEST(competences_without_codes_are_refused_by_name)
{
    int count = for_each(".skills.json", check_legacy);

    ck_assert(count < 0 || count == FILES_LEGACY);
}
END_TEST

START_TEST(groups_with_requests_are_refused_by_name)
{
    struct json_reading reading = json_reading_shared("nsp-api/reduced.workUnit-by-isco.groups.json");

    if (!reading.arena)
        return;
    ck_assert_uint_eq(reading.findings.errors, 1);
    ck_assert_ptr_nonnull(strstr(reading.said, "units by CZ-ISCO group"));
    json_reading_release(&reading);
}
END_TEST

START_TEST(of_two_iscos_with_one_code_the_lower_id_comes_first)
{
    struct json_reading reading = json_reading_shared("nsp-api/lists.iSCO.head.json");
    const struct naming *naming = reading.document.namings.at;
    int found = 0;

    if (!reading.arena)
        return;
    ck_assert_uint_eq(reading.document.namings.count, 50 - 3); /* 9999 twice and 99999 are no groups */
    for (size_t i = 0; i < reading.document.namings.count; i++) {
        ck_assert_str_ne(naming[i].code, "9999");
        found += strcmp(naming[i].code, "53213") == 0;
    }
    ck_assert_int_eq(found, 2);
    ck_assert(names(&reading, NAMING_ISCO, "23595", "Školští logopedi"));
    ck_assert_str_eq(reading.document.source, SOURCE_NSP_API);
    ck_assert_int_eq(reading.document.publisher, PUBLISHER_CODEBOOK);
    ck_assert_str_eq(reading.document.edition, "");
    json_reading_release(&reading);

    reading = json_reading_of(LIST("{\"id\":7,\"title\":\"Druhý\",\"code\":\"1\",\"description\":null},"
                                   "{\"id\":3,\"title\":\"První\",\"code\":\"1\",\"description\":null}"));
    naming = reading.document.namings.at;
    ck_assert_str_eq(naming[0].name, "První");
    ck_assert_str_eq(naming[1].name, "Druhý");
    json_reading_release(&reading);
}
END_TEST

START_TEST(units_without_an_envelope_have_name_slug_and_field)
{
    struct json_reading reading = json_reading_shared("nsp-api/reduced.workUnit.directions.json");
    json_t *units =
        reading.arena ? json_load_file(support_shared("nsp-api/reduced.workUnit.directions.json"), 0, NULL) : NULL;

    if (!reading.arena)
        return;
    ck_assert_msg(reading.findings.errors + reading.findings.warnings == 0, "%s", reading.said);
    ck_assert_uint_eq(reading.document.occupations.count, json_array_size(units));
    for (size_t i = 0; i < json_array_size(units); i++) {
        const struct occupation *occupation = occupation_at(&reading, i);
        const char *slug, *field, *field_slug;

        ck_assert_int_eq(json_unpack(json_array_get(units, i), "{s:s,s:{s:s,s:s}}", "urlSlug", &slug,
                                     "professionalDirectionPrimary", "title", &field, "urlSlug", &field_slug),
                         0);
        ck_assert_str_eq(occupation->id, slug);
        ck_assert_ptr_nonnull(occupation->name);
        ck_assert_ptr_null(strstr(occupation->name, "\u00a0"));
        ck_assert_str_eq(occupation->field->name, field);
        ck_assert_str_eq(occupation->field->id, field_slug);
    }
    json_decref(units);
    json_reading_release(&reading);
}
END_TEST

START_TEST(directions_name_fields)
{
    struct json_reading reading = json_reading_shared("nsp-api/derived.professionalDirections.json");

    if (!reading.arena)
        return;
    ck_assert_uint_eq(reading.document.namings.count, 41);
    ck_assert_uint_eq(reading.document.occupations.count, 0);
    ck_assert(names(&reading, NAMING_FIELD, "statni-sprava", "Státní správa"));
    json_reading_release(&reading);
}
END_TEST

START_TEST(the_words_for_suitability_are_nothing_to_keep)
{
    struct json_reading reading = json_reading_shared("nsp-api/lists.kKOVSuitabilityLevel.json");

    if (!reading.arena)
        return;
    ck_assert_int_eq(reading.status, READING_DONE);
    ck_assert_uint_eq(reading.document.namings.count, 0);
    json_reading_release(&reading);
}
END_TEST

/* Units ------------------------------------------------------------------------------------------------------------ */

static void check_unit(const struct occupation *unit)
{
    const struct term *subfields = unit->subfields.at;
    const char *const *alternative = unit->alternative_names.at;
    const struct related_ref *child = unit->related->specializations.at;

    ck_assert_str_eq(unit->id, "103332");
    ck_assert(unit->nsp_id.known && unit->nsp_id.value == 103332);
    ck_assert_str_eq(unit->slug, "reditel-zakaznickych-sluz");
    ck_assert_str_eq(unit->name, "Ředitel zákaznických služeb");
    ck_assert_str_eq(unit->type, "occupation");
    ck_assert_str_eq(unit->description, "Vede úsek.\n\nA řídí jej.");
    ck_assert_str_eq(unit->field->id, "management");
    ck_assert_str_eq(unit->subfield->name, "Obchod");
    ck_assert_uint_eq(unit->subfields.count, 2);
    ck_assert_str_eq(subfields[1].id, "logistika");
    ck_assert_int_eq(unit->qualification_level->level, 7);
    ck_assert_str_eq(unit->qualification_level->name, "Magisterský studijní program");
    ck_assert_uint_eq(unit->qualification_levels.count, 1);
    ck_assert_uint_eq(unit->alternative_names.count, 2);
    ck_assert_str_eq(alternative[0], "Customer Service Manager");
    ck_assert_str_eq(alternative[1], "Ředitel kontaktního centra");
    ck_assert_ptr_null(unit->related->parent);
    ck_assert_str_eq(child->name, "Vedoucí linky");
    ck_assert_str_eq(child->id, "vedouci-linky");
    ck_assert_uint_eq(unit->stated.count, 0);
}

START_TEST(a_unit_is_read_member_by_member_from_its_page_and_from_its_detail)
{
    static const char *const answers[] = {UNIT_PAGE, ANSWER(UNIT, LINKS("")), "\xEF\xBB\xBF[" UNIT "]"};

    for (size_t i = 0; i < 3; i++) {
        struct json_reading reading = json_reading_of(answers[i]);

        ck_assert_msg(reading.findings.warnings == 0, "%s", reading.said);
        check_unit(only(&reading));
        json_reading_release(&reading);
    }
}
END_TEST

/* One member of the unit as something else, and how that is read. */
static void check_unit_with(const char *word, const char *instead, const char *id, const char *type, int64_t level)
{
    char *text = json_with(UNIT_PAGE, word, instead);
    struct json_reading reading = json_reading_of(text);
    const struct occupation *unit = only(&reading);

    ck_assert_str_eq(unit->id, id);
    ck_assert_msg(type ? unit->type && strcmp(unit->type, type) == 0 : !unit->type, "%s", instead);
    ck_assert_int_eq(unit->qualification_level ? unit->qualification_level->level : 0, level);
    json_reading_release(&reading);
    free(text);
}

START_TEST(numbers_types_and_levels_come_in_several_forms)
{
    check_unit_with("\"legacyId\":103332", "\"legacyId\":\"77\"", "77", "occupation", 7);
    check_unit_with("\"legacyId\":103332", "\"legacyId\":null", "103332", "occupation", 7);
    check_unit_with("\"code\":103332,\"legacyId\":103332,", "", "reditel-zakaznickych-sluz", "occupation", 7);
    check_unit_with("\"type\":1", "\"type\":2", "103332", "specialization", 7);
    check_unit_with("\"type\":1", "\"type\":{\"id\":2}", "103332", "specialization", 7);
    check_unit_with("\"type\":1", "\"type\":\"WorkUnitTypeEnum.2\"", "103332", "specialization", 7);
    check_unit_with("\"type\":1", "\"type\":\"Povolání\"", "103332", "occupation", 7);
    check_unit_with("\"type\":1", "\"type\":null", "103332", NULL, 7);
    check_unit_with("{\"id\":7}", "4", "103332", "occupation", 4);
    check_unit_with("{\"id\":7}", "null", "103332", "occupation", 0);
}
END_TEST

START_TEST(names_are_composed_and_on_one_line)
{
    char *text = json_with(UNIT_PAGE, "Ředitel\u00a0z", " R\\u030Ceditel\\n\\u202Fz");
    struct json_reading reading = json_reading_of(text);

    ck_assert_str_eq(only(&reading)->name, "Ředitel zákaznických služeb");
    json_reading_release(&reading);
    free(text);
}
END_TEST

START_TEST(one_text_may_have_several_alternative_names)
{
    char *text = json_with(UNIT_PAGE, "[\"Customer Service Manager\",{\"title\":\"Ředitel kontaktního centra\"}]",
                           "\"Elektromechanik měřicích, regulačních přístrojů, Ředitel (obchod, Praha),\"");
    struct json_reading reading = json_reading_of(text);
    const char *const *names = only(&reading)->alternative_names.at;

    ck_assert_uint_eq(only(&reading)->alternative_names.count, 2);
    ck_assert_str_eq(names[0], "Elektromechanik měřicích, regulačních přístrojů");
    ck_assert_str_eq(names[1], "Ředitel (obchod, Praha)");
    json_reading_release(&reading);
    free(text);
}
END_TEST

START_TEST(a_detail_without_slug_has_it_from_its_links)
{
    char *text = json_with(ANSWER(UNIT, LINKS("")), "\"urlSlug\":\"reditel-zakaznickych-sluz\",", "");
    struct json_reading reading = json_reading_of(text);

    ck_assert_str_eq(only(&reading)->slug, "dozorce");
    ck_assert_str_eq(only(&reading)->id, "103332");
    json_reading_release(&reading);
    free(text);
}
END_TEST

START_TEST(a_specialization_has_its_parent)
{
    char *text = json_with(UNIT_PAGE, "\"parent\":null", "\"parent\":{\"title\":\"Ředitel\",\"urlSlug\":\"reditel\"}");
    struct json_reading reading = json_reading_of(text);

    ck_assert_str_eq(only(&reading)->related->parent->name, "Ředitel");
    ck_assert_str_eq(only(&reading)->related->parent->id, "reditel");
    json_reading_release(&reading);
    free(text);
}
END_TEST

START_TEST(no_subfield_is_none)
{
    char *text = json_with(UNIT_PAGE, "\"title\":\"Obchod\"", "\"title\":\"nezařazeno do odborného podsměru\"");
    struct json_reading reading = json_reading_of(text);

    ck_assert_ptr_null(only(&reading)->subfield);
    ck_assert_uint_eq(only(&reading)->subfields.count, 1);
    json_reading_release(&reading);
    free(text);
}
END_TEST

START_TEST(slugs_may_end_in_a_hyphen_or_be_ten_digits)
{
    static const char *const slugs[] = {"elektromechanik-mericich-", "8553570196", "07d54d0e72"};

    for (size_t i = 0; i < 3; i++) {
        char *text = json_with(UNIT_PAGE, "reditel-zakaznickych-sluz", slugs[i]);
        struct json_reading reading = json_reading_of(text);

        ck_assert_str_eq(only(&reading)->slug, slugs[i]);
        json_reading_release(&reading);
        free(text);
    }
}
END_TEST

START_TEST(an_empty_page_is_nothing_and_an_empty_part_is_a_unit)
{
    struct json_reading reading = json_reading_of(LIST(""));

    ck_assert_int_eq(reading.status, READING_DONE);
    ck_assert_uint_eq(reading.document.occupations.count, 0);
    json_reading_release(&reading);
    reading = json_reading_of(ANSWER("[]", LINKS("isco")));
    check_slug_only(only(&reading), "dozorce");
    json_reading_release(&reading);
    reading = json_reading_of(ANSWER("{\"competences\":[],\"genericSkills\":[],\"softSkills\":[]}", LINKS("x")));
    ck_assert_uint_eq(only(&reading)->competences.count, 0);
    ck_assert_uint_eq(only(&reading)->stated.count, 0);
    json_reading_release(&reading);
}
END_TEST

/* Parts and codebooks ---------------------------------------------------------------------------------------------- */

static void check_competence(const struct competence *competence, const char *id, const char *name, int64_t level,
                             int64_t suitability)
{
    ck_assert_str_eq(competence->id, id);
    ck_assert(strncmp(id, competence->kind, strlen(competence->kind)) == 0);
    ck_assert_str_eq(competence->code, strchr(id, ':') + 1);
    ck_assert_str_eq(competence->name, name);
    ck_assert_int_eq(competence->level.known ? competence->level.value : -1, level);
    ck_assert_int_eq(competence->suitability.known ? competence->suitability.value : -1, suitability);
}

START_TEST(competences_come_by_kind_with_level_and_suitability)
{
    struct json_reading reading = json_reading_of(COMPETENCE_ANSWER);
    const struct competence *competence = only(&reading)->competences.at;

    ck_assert_str_eq(only(&reading)->id, "dozorce");
    ck_assert_uint_eq(only(&reading)->competences.count, 4);
    check_competence(&competence[0], "skill:h14.Z.2121", "Koordinování příprav", -1, 1);
    check_competence(&competence[1], "knowledge:h13._.0020", "psychologie prodeje", 7, 2);
    check_competence(&competence[2], "generic:b03", "Numerická způsobilost", 0, -1);
    check_competence(&competence[3], "soft:1.2", "Kompetence k flexibilitě", 4, -1);
    ck_assert_str_eq(*(const char *const *)only(&reading)->stated.at, "competences");
    ck_assert(names(&reading, NAMING_COMPETENCE, "soft:1.2", "Kompetence k flexibilitě"));
    json_reading_release(&reading);
}
END_TEST

START_TEST(education_has_both_lists)
{
    struct json_reading reading = json_reading_of(EDUCATION_ANSWER);
    const struct education *education = only(&reading)->education.at;

    ck_assert_uint_eq(only(&reading)->education.count, 2);
    ck_assert_str_eq(education[1].type, "kkov");
    ck_assert_str_eq(education[1].code, "62xxT");
    ck_assert_str_eq(education[1].suitability, "most_suitable");
    ck_assert(names(&reading, NAMING_KKOV, "62xxT", "Ekonomie"));
    check_note(only(&reading), "Podle zákona.");
    json_reading_release(&reading);
}
END_TEST

static const struct {
    const char *rows, *kind, *code, *name;
} codebooks[] = {
    {"{\"title\":\"Ekonomie\",\"code\":\"62\"}", NAMING_KKOV, "62", "Ekonomie"},
    {"{\"id\":1,\"urlSlug\":\"a\",\"title\":\"Ekonomie\",\"code\":\"6208T\",\"description\":null}", NAMING_KKOV,
     "6208T", "Ekonomie"},
    {"{\"id\":1,\"urlSlug\":\"a\",\"title\":\"Generálové\",\"code\":\"0110\"}", NAMING_ISCO, "0110", "Generálové"},
    {"{\"id\":1,\"title\":\"psychologie\",\"legacyId\":2,\"code\":\"0020\",\"fullCode\":\"h13._.0020\",\"type\":2,"
     "\"updatedAt\":null,\"parent\":{\"id\":9,\"title\":\"x\",\"legacyId\":1,\"code\":\"_\",\"fullCode\":\"h13._\"}}",
     NAMING_COMPETENCE, "knowledge:h13._.0020", "psychologie"},
    {"{\"id\":1,\"title\":\"Řízení\",\"code\":\"1\",\"fullCode\":\"h13.Z.0001\",\"type\":1}", NAMING_COMPETENCE,
     "skill:h13.Z.0001", "Řízení"},
    {"{\"title\":\"Numerická\",\"code\":\"b03\",\"fullCode\":\"b03\",\"descriptionExamples\":[]}", NAMING_COMPETENCE,
     "generic:b03", "Numerická"},
    {"{\"title\":\"Numerická\",\"code\":\"03\",\"fullCode\":\"b03\"}", NAMING_COMPETENCE, "generic:b03", "Numerická"},
    {"{\"id\":1,\"title\":\"Kompetence k flexibilitě\",\"description\":\"…\",\"partialCompetence\":[],\"type\":3,"
     "\"legacySoftSkillCode\":\"a04\",\"code\":\"1.2\"}",
     NAMING_COMPETENCE, "soft:1.2", "Kompetence k flexibilitě"},
    {"{\"id\":1,\"titleEn\":\"Netiquette\",\"title\":\"Netiketa\",\"description\":\"…\",\"type\":1,\"code\":\"2.4\"}",
     NAMING_COMPETENCE, "digital:2.4", "Netiketa"},
    {"{\"id\":15,\"title\":\"Právo\",\"urlSlug\":\"pravo\"}", NAMING_FIELD, "pravo", "Právo"},
};

START_TEST(each_codebook_names_its_codes)
{
    for (size_t i = 0; i < sizeof codebooks / sizeof *codebooks; i++) {
        char text[1024];
        struct json_reading reading;

        snprintf(text, sizeof text, LIST("%s"), codebooks[i].rows);
        reading = json_reading_of(text);
        ck_assert_msg(reading.document.namings.count == 1 &&
                          names(&reading, codebooks[i].kind, codebooks[i].code, codebooks[i].name),
                      "%s: %s", codebooks[i].code, reading.said);
        json_reading_release(&reading);
    }
}
END_TEST

START_TEST(groups_of_competences_are_no_competences)
{
    struct json_reading reading =
        json_reading_of(LIST("{\"id\":1,\"title\":\"Obchod\",\"code\":\"h13\",\"fullCode\":\"h13\",\"parent\":null}"));

    ck_assert_int_eq(reading.status, READING_DONE);
    ck_assert_uint_eq(reading.document.namings.count, 0);
    json_reading_release(&reading);
}
END_TEST

/* What is wrong ---------------------------------------------------------------------------------------------------- */

struct fault {
    const char *text;
    const char *word;    /* in the text … */
    const char *instead; /* … as something else */
    const char *says;
};

static const struct fault errors[] = {
    /* the envelope */
    {UNIT_PAGE, "\"code\":200", "\"code\":404",
     "the whole text is an error of the server, code 404: \"OK\"; expected code 200"},
    {UNIT_PAGE, "\"message\":\"OK\"", "\"error\":\"Not found\"",
     "the whole text is an error of the server, code 200: \"Not found\"; expected code 200"},
    {UNIT_PAGE, "\"code\":200", "\"code\":\"200\"", "code is the text \"200\"; expected 200"},
    {UNIT_PAGE, "\"code\":200,", "", "code is missing; expected 200"},
    {UNIT_PAGE, "\"data\":[", "\"date\":[", "data is missing; expected an object or an array"},
    {ISCO_ANSWER, "\"data\":[", "\"data\":5,\"was\":[", "data is the number 5; expected an object or an array"},
    {ISCO_ANSWER, "\"isco\":", "\"esco\":", "data has rows without a member that is known"},
    {EDUCATION_ANSWER, "\"data\":{", "\"data\":{},\"was\":{", "data has no member that is known"},
    {ISCO_ANSWER, LINKS("isco"), "\"_links\":[]", "_links.self.href is missing; expected a text"},
    {ISCO_ANSWER, "workUnit/dozorce\"}}", "unit/dozorce\"}}", "_links.workUnitDetail.href is the text"},
    {ISCO_ANSWER, "workUnit/dozorce\"", "workUnit/123\"",
     "_links.workUnitDetail.href is the text \"https://nsp.cz/api/v1.2/workUnit/123\"; expected an address with a "},
    {ISCO_ANSWER, "workUnit/dozorce\"", "workUnit/Dozorce\"", "_links.workUnitDetail.href is the text"},
    {ISCO_ANSWER, "\"https://nsp.cz/api/v1.2/workUnit/dozorce\"", "[]", "_links.workUnitDetail.href is an array"},
    /* units */
    {UNIT_PAGE, "\"urlSlug\":\"reditel-zakaznickych-sluz\",", "", "data[0].urlSlug is missing; expected a slug"},
    {UNIT_PAGE, "\"reditel-zakaznickych-sluz\"", "\"123\"", "data[0].urlSlug is the text \"123\"; expected a slug"},
    {UNIT_PAGE, "\"reditel-zakaznickych-sluz\"", "17", "data[0].urlSlug is the number 17; expected a text"},
    {UNIT_PAGE, "\"title\":\"Ř", "\"title\":1,\"was\":\"Ř", "data[0].title is the number 1; expected a text"},
    {UNIT_PAGE, "\"title\":\"Ř", "\"title\":\"\\u0007", "data[0].title has a control character; expected plain text"},
    {UNIT_PAGE, "\"legacyId\":103332", "\"legacyId\":1033320",
     "data[0].legacyId is the number 1033320; expected an NSP"},
    {UNIT_PAGE, "\"legacyId\":103332", "\"legacyId\":0", "data[0].legacyId is the number 0"},
    {UNIT_PAGE, "\"legacyId\":103332", "\"legacyId\":\"7a\"", "data[0].legacyId is the text \"7a\""},
    {UNIT_PAGE, "\"legacyId\":103332", "\"legacyId\":7.5", "data[0].legacyId is the number 7.5"},
    {UNIT_PAGE, "\"type\":1", "\"type\":3", "data[0].type is the number 3; expected 1 (an occupation) or 2"},
    {UNIT_PAGE, "\"type\":1", "\"type\":true", "data[0].type is true; expected a whole number"},
    {UNIT_PAGE, "{\"id\":7}", "{\"id\":9}", "data[0].eqf is level 9; expected one of 1 to 8"},
    {UNIT_PAGE, "{\"id\":7}", "{\"id\":\"7\"}", "data[0].eqf.id is the text \"7\"; expected a whole number"},
    {UNIT_PAGE, "\"characteristics\":\"", "\"characteristics\":[],\"was\":\"",
     "data[0].characteristics is an array; expected a text"},
    {UNIT_PAGE, "\"title\":\"Management\"", "\"title\":\"–\"", "data[0].professionalDirectionPrimary has no letter"},
    {UNIT_PAGE, "\"title\":\"Management\",", "", "data[0].professionalDirectionPrimary.title is missing"},
    {UNIT_PAGE, "\"Customer Service Manager\"", "5", "data[0].alternativeNames[0] is the number 5; expected a text"},
    {UNIT_PAGE, "\"urlSlug\":\"vedouci-linky\"", "\"urlSlug\":\"Vedoucí\"", "data[0].children[0].urlSlug is the text"},
    {UNIT_PAGE, "\"parent\":null", "\"parent\":[\"A\",\"B\"]", "data[0].parent has 2 units; expected one"},
    {UNIT_PAGE, "[{\"title\"", "[null,{\"title\"", "data[0] is missing; expected an object"},
    {UNIT_PAGE, "[{\"title\"", "[\"x\",{\"title\"", "data[0] is the text \"x\"; expected an object"},
    /* CZ-ISCO */
    {ISCO_ANSWER, "\"0110\"", "110", "data[0].isco.code is the number 110; expected a text"},
    {ISCO_ANSWER, "\"0110\"", "\"011000\"", "data[0].isco.code is the text \"011000\"; expected 1 to 5 digits"},
    {ISCO_ANSWER, "\"isco\":{", "\"isco\":[],\"was\":{", "data[0].isco is an array; expected an object"},
    {ISCO_ANSWER, "[{\"id\"", "[7,{\"id\"", "data[0] is the number 7; expected an object"},
    /* education */
    {EDUCATION_ANSWER, "\"kkovSuitabilityLevel\":2", "\"kkovSuitabilityLevel\":3",
     "data.rvps[0].kkovSuitabilityLevel is the number 3; expected 1 (most suitable) or 2 (suitable)"},
    {EDUCATION_ANSWER, "\"kkovSuitabilityLevel\":2,", "", "data.rvps[0].kkovSuitabilityLevel is missing"},
    {EDUCATION_ANSWER, "\"62xxT\"", "\"62 xxT\"", "data.kkovs[0].kkov.code is the text \"62 xxT\"; expected letters"},
    {EDUCATION_ANSWER, "\"title\":\"Ekonomie\",", "", "data.kkovs[0].kkov.title is missing; expected a text"},
    {EDUCATION_ANSWER, "\"kkovs\":[", "\"kkovs\":{},\"was\":[", "data.kkovs is an object; expected an array"},
    {EDUCATION_ANSWER, "\"Podle zákona.\"", "5", "data.educationNote is the number 5; expected a text"},
    /* competences */
    {COMPETENCE_ANSWER, "\"level\":7", "\"level\":9",
     "data.competences[0].level is the level 9; expected one of 1 to 8 for \"Odborné znalosti\""},
    {COMPETENCE_ANSWER, "\"level\":7", "\"level\":\"7\"", "data.competences[0].level is the text \"7\""},
    {COMPETENCE_ANSWER, "\"level\":4", "\"level\":6",
     "data.softSkills[0].level is the level 6; expected one of 0 to 5"},
    {COMPETENCE_ANSWER, "\"id\":3,\"level\":0", "\"id\":3,\"level\":-1", "data.genericSkills[0].level is the level -1"},
    {COMPETENCE_ANSWER, "\"fullCode\":\"h13._.0020\"", "\"fullCode\":13",
     "data.competences[0].competence.fullCode is "},
    {COMPETENCE_ANSWER, "\"h13._.0020\"", "\"h13/_.0020\"", "data.competences[0].competence.fullCode is the text"},
    {COMPETENCE_ANSWER, "\"softSkill\":", "\"hardSkill\":", "data.softSkills[0].softSkill is missing; expected an obj"},
    /* lists */
    {LIST("{\"title\":\"A\",\"code\":62}"), "62", "[]", "data[0].code is an array; expected a text"},
    {LIST("{\"id\":1,\"title\":\"A\",\"code\":\"1\",\"description\":null},"
          "{\"id\":2,\"title\":\"B\",\"code\":\"2\",\"description\":null},"
          "{\"id\":3,\"title\":\"C\",\"code\":\"3\",\"description\":null}"),
     "\"1\"", "\"1x\"", "data[0].code is the text \"1x\"; expected 1 to 5 digits"},
};

START_TEST(each_fault_is_one_error_with_its_place)
{
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        char *text = json_with(errors[i].text, errors[i].word, errors[i].instead);

        json_check_finding(text, 1, "error", errors[i].says);
        free(text);
    }
}
END_TEST

static const struct fault warnings[] = {
    {EDUCATION_ANSWER, "\"code\":\"62xxT\"", "\"code\":null",
     "data.kkovs[0].kkov.code is missing; the row is left out"},
    {EDUCATION_ANSWER, ",\"code\":\"79-41-K/41\"", "", "data.rvps[0].rvp.code is missing; the row is left out"},
    {ISCO_ANSWER, "\"code\":\"0110\"", "\"code\":null", "data[0].isco.code is missing; the row is left out"},
    {COMPETENCE_ANSWER, "\"fullCode\":\"h13._.0020\"", "\"fullCode\":null",
     "data.competences[0].competence has no code; the row is left out"},
    {ISCO_ANSWER, "[{\"id\"", "[{\"id\":8,\"isco\":{\"title\":\"Jiné\",\"code\":\"0110\"}},{\"id\"",
     "data[1].isco names 0110 another time"},
    {EDUCATION_ANSWER, "\"kkovs\":[",
     "\"kkovs\":[{\"kkov\":{\"title\":\"Ekonomie\",\"code\":\"62xxT\"},"
     "\"kkovSuitabilityLevel\":2},",
     "data.kkovs[1] says of kkov 62xxT something else than a row above"},
    {COMPETENCE_ANSWER, "\"softSkills\":[",
     "\"softSkills\":[{\"level\":1,\"softSkill\":{\"code\":\"1.2\","
     "\"title\":\"Kompetence k flexibilitě\"}},",
     "data.softSkills[1] says of soft:1.2 something else than a row above"},
    {UNIT_PAGE, "[{\"title\"", "[{\"urlSlug\":\"reditel-zakaznickych-sluz\"},{\"title\"",
     "data[1] is reditel-zakaznickych-sluz as element 0 is, with other members"},
};

START_TEST(what_can_be_left_out_is_a_warning)
{
    for (size_t i = 0; i < sizeof warnings / sizeof *warnings; i++) {
        char *text = json_with(warnings[i].text, warnings[i].word, warnings[i].instead);

        json_check_finding(text, 1, "warning", warnings[i].says);
        free(text);
    }
}
END_TEST

START_TEST(a_row_that_repeats_is_taken_once_in_silence)
{
    char *unit = json_with(UNIT_PAGE, "[{\"title\"", "[" UNIT ",{\"title\"");
    char *isco = json_with(ISCO_ANSWER, "[{\"id\"",
                           "[{\"id\":8,\"isco\":{\"title\":\"Generálové\",\"code\":\"0110\"}},"
                           "{\"id\"");
    struct json_reading reading = json_reading_of(unit);

    ck_assert_uint_eq(reading.findings.warnings, 0);
    check_unit(only(&reading));
    json_reading_release(&reading);
    reading = json_reading_of(isco);
    ck_assert_uint_eq(reading.findings.warnings, 0);
    ck_assert_uint_eq(only(&reading)->isco.count, 1);
    json_reading_release(&reading);
    free(unit);
    free(isco);
}
END_TEST

START_TEST(what_is_no_json_is_an_error_of_its_line)
{
    static const struct {
        const char *text;
        size_t line;
        const char *says;
    } cases[] = {
        {"{\"code\":200,\n\"data\":[\n", 3, "no JSON: "},
        {"{\"code\":200,\n\"data\":[}", 2, "no JSON: "},
        {"{\"code\":200}\n{}", 2, "no JSON: end of file expected"},
        {"[1,\n\n\"\xC4\"]", 3, "no JSON: unable to decode byte"},
        {"{\"code\":200,\n\"code\":200}", 2, "no JSON: duplicate object key"},
        {"{\"a\":\n\"\\u0000\"}", 2, "no JSON: "},
        {"{\"a\":\"b\n\"}", 1, "no JSON: "},
        {"{", 1, "no JSON: "},
        {"{\"type\":\"FeatureCollection\"}", 1, "the whole text is JSON that nothing reads"},
        {"[1,2]", 1, "the whole text is JSON that nothing reads"},
        {"[]", 1, "the whole text is JSON that nothing reads"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        json_check_finding(cases[i].text, cases[i].line, "error", cases[i].says);
}
END_TEST

START_TEST(json_is_told_by_its_first_sign)
{
    ck_assert(json_looks_likely("\xEF\xBB\xBF \n{", 6) && json_looks_likely("[", 1));
    ck_assert(!json_looks_likely("", 0) && !json_looks_likely("{\\rtf1", 6) && !json_looks_likely("kod,nazev", 9));
}
END_TEST

START_TEST(a_hundred_errors_are_enough)
{
    char text[16 * 1024] = "{\"code\":200,\"data\":[{\"urlSlug\":\"a\",\"type\":1}";
    char *at = text + strlen(text);
    struct json_reading reading;

    for (int i = 0; i < 150; i++)
        at = stpcpy(at, ",{\"urlSlug\":\"1\"}");
    stpcpy(at, "]}");
    reading = json_reading_of(text);
    ck_assert_uint_eq(reading.findings.errors, 101);
    ck_assert_ptr_nonnull(strstr(reading.said, "too many errors; the rest of the file is not read"));
    json_reading_release(&reading);
}
END_TEST

/* Bytes of an answer replaced, dropped and doubled: an answer or an error, never a crash. */
START_TEST(mutations_do_not_crash)
{
    static const char *const texts[] = {UNIT_PAGE, COMPETENCE_ANSWER, EDUCATION_ANSWER, ISCO_ANSWER};
    static const char bytes[] = "\"{}[],:0129.-ex \\unl\xC5\xC2";

    srand(4);
    for (int i = 0; i < MUTATIONS; i++) {
        char *text = strdup(texts[i % 4]);
        size_t length = strlen(text);
        struct json_reading reading;

        for (int change = rand() % 4; change >= 0; change--)
            text[(size_t)rand() % length] = bytes[(size_t)rand() % (sizeof bytes - 1)];
        reading = json_reading("answers/a.json", text, i % 7 == 0 ? (size_t)rand() % length : length);
        json_reading_release(&reading);
        free(text);
    }
}
END_TEST

static Suite *nsp_api_suite(void)
{
    Suite *suite = suite_create("nsp_api");
    TCase *tests = tcase_create("nsp_api");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, every_recorded_isco_answer_is_read_row_by_row);
    tcase_add_test(tests, every_recorded_education_answer_is_read_row_by_row);
    tcase_add_test(tests, competences_without_codes_are_refused_by_name);
    tcase_add_test(tests, groups_with_requests_are_refused_by_name);
    tcase_add_test(tests, of_two_iscos_with_one_code_the_lower_id_comes_first);
    tcase_add_test(tests, units_without_an_envelope_have_name_slug_and_field);
    tcase_add_test(tests, directions_name_fields);
    tcase_add_test(tests, the_words_for_suitability_are_nothing_to_keep);
    tcase_add_test(tests, a_unit_is_read_member_by_member_from_its_page_and_from_its_detail);
    tcase_add_test(tests, numbers_types_and_levels_come_in_several_forms);
    tcase_add_test(tests, names_are_composed_and_on_one_line);
    tcase_add_test(tests, one_text_may_have_several_alternative_names);
    tcase_add_test(tests, a_detail_without_slug_has_it_from_its_links);
    tcase_add_test(tests, a_specialization_has_its_parent);
    tcase_add_test(tests, no_subfield_is_none);
    tcase_add_test(tests, slugs_may_end_in_a_hyphen_or_be_ten_digits);
    tcase_add_test(tests, an_empty_page_is_nothing_and_an_empty_part_is_a_unit);
    tcase_add_test(tests, competences_come_by_kind_with_level_and_suitability);
    tcase_add_test(tests, education_has_both_lists);
    tcase_add_test(tests, each_codebook_names_its_codes);
    tcase_add_test(tests, groups_of_competences_are_no_competences);
    tcase_add_test(tests, each_fault_is_one_error_with_its_place);
    tcase_add_test(tests, what_can_be_left_out_is_a_warning);
    tcase_add_test(tests, a_row_that_repeats_is_taken_once_in_silence);
    tcase_add_test(tests, what_is_no_json_is_an_error_of_its_line);
    tcase_add_test(tests, json_is_told_by_its_first_sign);
    tcase_add_test(tests, a_hundred_errors_are_enough);
    tcase_add_test(tests, mutations_do_not_crash);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(nsp_api_suite)
