/* Which member of schema.org says what of an occupation. What schema.org has no word for (loads, health conditions,
 * levels of competences) is left to the JSON form. */
#include "model/jsonld.h"

#include "model/buffer.h"
#include "model/occupation.h"
#include "model/vocabulary.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

struct writer {
    const struct style *style;
    json_t *object;
    bool failed; /* there was no memory */
};

static bool is_wanted(const struct writer *writer, const char *field)
{
    const struct selection *inside;

    return selection_has(writer->style->fields, shape_field(&occupation_shape, field, strlen(field)), &inside);
}

/* Takes the value; NULL is one for which there was no memory. */
static void put(struct writer *writer, const char *member, json_t *value)
{
    writer->failed |= json_object_set_new_nocheck(writer->object, member, value) != 0;
}

static void put_text(struct writer *writer, const char *field, const char *member, const char *text)
{
    if (text && is_wanted(writer, field))
        put(writer, member, json_string(text));
}

/* Adds a value for each item of a list to an array. */
static void append(struct writer *writer, json_t *array, const struct list *list, size_t size,
                   json_t *(*value_of)(const void *item))
{
    const unsigned char *item = list->at;

    for (size_t i = 0; i < list->count; i++)
        writer->failed |= json_array_append_new(array, value_of(item + i * size)) != 0;
}

/* An array without anything in it is left out. */
static void put_array(struct writer *writer, const char *member, json_t *array)
{
    if (array && json_array_size(array) == 0)
        json_decref(array);
    else
        put(writer, member, array);
}

static void put_list(struct writer *writer, const char *field, const char *member, const struct list *list, size_t size,
                     json_t *(*value_of)(const void *item))
{
    json_t *array;

    if (!is_wanted(writer, field))
        return;
    array = json_array();
    append(writer, array, list, size, value_of);
    put_array(writer, member, array);
}

static json_t *value_of_text(const void *item)
{
    return json_string(*(const char *const *)item);
}

/* Codes ------------------------------------------------------------------------------------------------------------ */

static json_t *category_of_isco(const void *item)
{
    const struct isco_ref *isco = item;

    return json_pack("{s:s, s:s, s:s*, s:{s:s, s:s}}", "@type", "CategoryCode", "codeValue", isco->code, "name",
                     isco->name, "inCodeSet", "@type", "CategoryCodeSet", "name", "CZ-ISCO");
}

/* A group of ESCO is one of ISCO-08; an occupation there has no code but its address. */
static json_t *category_of_esco(const void *item)
{
    const struct esco_ref *esco = item;
    bool is_group = strstr(esco->uri, "/esco/isco/") != NULL;

    return json_pack("{s:s, s:s, s:s, s:s*, s:{s:s, s:s}}", "@type", "CategoryCode", "@id", esco->uri, "codeValue",
                     is_group ? esco->code : esco->uri, "name", esco->name ? esco->name : esco->name_en, "inCodeSet",
                     "@type", "CategoryCodeSet", "name", is_group ? "ISCO-08" : "ESCO");
}

enum { ISCO_08_DIGITS = 4 };

/* Of four digits, the groups of CZ-ISCO are those of ISCO-08, whose addresses in ESCO follow from the codes. */
static json_t *category_of_isco_08(const char *code)
{
    return json_pack("{s:s, s:o, s:s%, s:{s:s, s:s}}", "@type", "CategoryCode", "@id",
                     json_sprintf("http://data.europa.eu/esco/isco/C%.*s", ISCO_08_DIGITS, code), "codeValue", code,
                     (size_t)ISCO_08_DIGITS, "inCodeSet", "@type", "CategoryCodeSet", "name", "ISCO-08");
}

/* Does the occupation state that group of ESCO, or lie in it by a code before number end already? */
static bool is_categorized(const struct occupation *occupation, const char *code, size_t end)
{
    const struct isco_ref *isco = occupation->isco.at;
    const struct esco_ref *esco = occupation->esco.at;

    for (size_t i = 0; i < end; i++)
        if (strncmp(isco[i].code, code, ISCO_08_DIGITS) == 0)
            return true;
    for (size_t i = 0; i < occupation->esco.count; i++)
        if (strncmp(esco[i].code, code, ISCO_08_DIGITS) == 0)
            return true;
    return false;
}

static void append_isco_08(struct writer *writer, json_t *categories, const struct occupation *occupation)
{
    const struct isco_ref *isco = occupation->isco.at;

    for (size_t i = 0; i < occupation->isco.count; i++)
        if (strlen(isco[i].code) >= ISCO_08_DIGITS && !is_categorized(occupation, isco[i].code, i))
            writer->failed |= json_array_append_new(categories, category_of_isco_08(isco[i].code)) != 0;
}

static void put_categories(struct writer *writer, const struct occupation *occupation)
{
    json_t *categories = json_array();

    if (is_wanted(writer, "isco"))
        append(writer, categories, &occupation->isco, sizeof(struct isco_ref), category_of_isco);
    if (is_wanted(writer, "esco")) {
        append(writer, categories, &occupation->esco, sizeof(struct esco_ref), category_of_esco);
        append_isco_08(writer, categories, occupation);
    }
    put_array(writer, "occupationalCategory", categories);
}

static void put_identifier(struct writer *writer, const struct occupation *occupation)
{
    char number[24];

    if (!occupation->nsp_id.known || !is_wanted(writer, "nsp_id"))
        return;
    snprintf(number, sizeof number, "%" PRId64, occupation->nsp_id.value);
    put(writer, "identifier",
        json_pack("{s:s, s:s, s:s}", "@type", "PropertyValue", "propertyID", "NSP", "value", number));
}

/* What is asked for ------------------------------------------------------------------------------------------------ */

static json_t *skill_of(const void *item)
{
    const struct competence *competence = item;

    return json_pack("{s:s, s:s, s:s}", "@type", "DefinedTerm", "termCode", competence->id, "name", competence->name);
}

static json_t *credential_of_education(const void *item)
{
    const struct education *education = item;

    return json_pack("{s:s, s:s, s:{s:s, s:s, s:s}}", "@type", "EducationalOccupationalCredential", "name",
                     education->name, "identifier", "@type", "PropertyValue", "propertyID",
                     strcmp(education->type, "rvp") == 0 ? "RVP" : "KKOV", "value", education->code);
}

static json_t *credential_of_level(const void *item)
{
    const struct qualification *qualification = item;

    return json_pack("{s:s, s:s}", "@type", "EducationalOccupationalCredential", "credentialCategory",
                     qualification->name);
}

/* Levels, and the law that asks for more. */
static void put_qualifications(struct writer *writer, const struct occupation *occupation)
{
    json_t *qualifications = json_array();

    if (is_wanted(writer, "qualification_levels"))
        append(writer, qualifications, &occupation->qualification_levels, sizeof(struct qualification),
               credential_of_level);
    if (occupation->regulation && is_wanted(writer, "regulation"))
        writer->failed |= json_array_append_new(qualifications, json_string(occupation->regulation)) != 0;
    put_array(writer, "qualifications", qualifications);
}

/* Wages ------------------------------------------------------------------------------------------------------------ */

static bool is_distribution(const struct wage *row)
{
    return row->p10.known && row->p25.known && row->median.known && row->p75.known && row->p90.known;
}

static json_t *distribution_of(const struct wage *row)
{
    json_t *name =
        json_sprintf("%s, %s, CZ-ISCO %s", entry_by_code(spheres, row->sphere)->name, row->period, row->isco);

    return json_pack("{s:s, s:o, s:s, s:s, s:I, s:I, s:I, s:I, s:I}", "@type", "MonetaryAmountDistribution", "name",
                     name, "currency", "CZK", "duration", "P1M", "percentile10", (json_int_t)row->p10.value,
                     "percentile25", (json_int_t)row->p25.value, "median", (json_int_t)row->median.value,
                     "percentile75", (json_int_t)row->p75.value, "percentile90", (json_int_t)row->p90.value);
}

/* The newest national row with all percentiles, of the group whose median stands for the occupation. */
static const struct wage *newest_distribution(const struct occupation *occupation, const char *sphere)
{
    const struct wage *row = occupation->wages.at;

    for (size_t i = 0; i < occupation->wages.count; i++)
        if (strcmp(row[i].isco, occupation->median_wage->isco) == 0 && strcmp(row[i].region, "CZ") == 0 &&
            strcmp(row[i].sphere, sphere) == 0 && is_distribution(&row[i]))
            return &row[i];
    return NULL;
}

static void put_salaries(struct writer *writer, const struct occupation *occupation)
{
    json_t *salaries;

    if (!occupation->median_wage || !is_wanted(writer, "wages"))
        return;
    salaries = json_array();
    for (const struct entry *sphere = spheres; sphere->code; sphere++) {
        const struct wage *row = newest_distribution(occupation, sphere->code);

        if (row)
            writer->failed |= json_array_append_new(salaries, distribution_of(row)) != 0;
    }
    put_array(writer, "estimatedSalary", salaries);
}

/* The whole -------------------------------------------------------------------------------------------------------- */

static void put_occupation(struct writer *writer, const struct occupation *occupation)
{
    const char *prefix = writer->style->link_prefix;

    put(writer, "@context", json_string("https://schema.org"));
    put(writer, "@type", json_string("Occupation"));
    put(writer, "@id", json_sprintf("%s%s", prefix, occupation->url));
    put_identifier(writer, occupation);
    put_text(writer, "name", "name", occupation->name);
    put_list(writer, "alternative_names", "alternateName", &occupation->alternative_names, sizeof(char *),
             value_of_text);
    put_text(writer, "description", "description", occupation->description);
    if (is_wanted(writer, "url"))
        put(writer, "url", json_sprintf("%s%s", prefix, occupation->url));
    put_categories(writer, occupation);
    put_list(writer, "activities", "responsibilities", &occupation->activities, sizeof(char *), value_of_text);
    put_list(writer, "competences", "skills", &occupation->competences, sizeof(struct competence), skill_of);
    put_list(writer, "education", "educationRequirements", &occupation->education, sizeof(struct education),
             credential_of_education);
    put_qualifications(writer, occupation);
    put(writer, "occupationLocation",
        json_pack("{s:s, s:s, s:s}", "@type", "Country", "name", "Česká republika", "identifier", "CZ"));
    put_salaries(writer, occupation);
}

static int add_text(const char *text, size_t length, void *buffer)
{
    buffer_add(buffer, text, length);
    return 0;
}

struct bytes answer_jsonld(const struct answer *answer, const struct style *style)
{
    struct writer writer = {.style = style, .object = json_object()};
    struct buffer text = {0};

    put_occupation(&writer, answer->object);
    text.failed = writer.failed || json_dump_callback(writer.object, add_text, &text, JSON_COMPACT) != 0;
    buffer_add(&text, "\n", 1);
    json_decref(writer.object);
    return buffer_end(&text);
}
