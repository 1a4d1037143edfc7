/* Units of work: the items of /workUnit, and the one of /workUnit/SLUG. */
#include "db/import/nsp_api_reader.h"

#include "db/import/code.h"
#include "db/import/names.h"
#include "model/text.h"

#include <string.h>

#define NO_SUBFIELD "nezařazeno" /* "do odborného podsměru": in none */

enum { NUMBER_MAX = 999999 };

/* Numbers and words of enumerations -------------------------------------------------------------------------------- */

/* A number, which may be a text of digits: of two legacyIds that are known one is a number, the other a text. */
static struct figure read_number(struct json_reader *reader, const struct node *node)
{
    const char *text = json_string_value(node->value);
    size_t digits = text ? strspn(text, "0123456789") : 0;
    struct figure number = {.known = node->value != NULL, .value = json_integer_value(node->value)};

    if (text && !*text)
        return (struct figure){0};
    for (size_t i = 0; i < digits && number.value <= NUMBER_MAX; i++)
        number.value = number.value * 10 + text[i] - '0';
    if (number.known && (number.value < 1 || number.value > NUMBER_MAX || (text && text[digits]))) {
        node_unexpected(reader, node, "an NSP number of 1 to 6 digits");
        number.known = false;
    }
    return number;
}

static void read_id(struct json_reader *reader, const struct node *unit, struct occupation *occupation)
{
    struct node legacy = node_member(unit, "legacyId"), code = node_member(unit, "code");
    const char *id;

    occupation->nsp_id = read_number(reader, legacy.value ? &legacy : &code);
    if (!occupation->nsp_id.known)
        return;
    id = arena_format(reader->input->arena, "%lld", (long long)occupation->nsp_id.value);
    reader->no_memory |= !id;
    occupation->id = id;
}

/* 1, {"id":1}, "WorkUnitTypeEnum.1" or "Povolání" */
static const char *read_type(struct json_reader *reader, const struct node *node)
{
    static const char *const words[] = {"WorkUnitTypeEnum.1", "WorkUnitTypeEnum.2"};
    const char *text = json_string_value(node->value);
    const struct entry *type = text ? entry_by_name(occupation_types, text) : NULL;
    struct figure number = {0};

    if (!text)
        number = node_choice(reader, node);
    for (size_t i = 0; i < 2; i++)
        if (text ? strcmp(text, words[i]) == 0 : number.known && number.value == (int64_t)i + 1)
            type = &occupation_types[i];
    if (!type && (text || number.known))
        node_unexpected(reader, node, "1 (an occupation) or 2 (a specialization)");
    return type ? type->code : NULL;
}

static void read_level(struct json_reader *reader, const struct node *eqf, struct occupation *occupation)
{
    struct figure level = node_choice(reader, eqf);
    const struct entry *entry = qualification_levels;
    struct qualification *qualification;

    while (entry->code && entry->number != level.value)
        entry++;
    if (level.known && !entry->code)
        node_error(reader, eqf, " is level %lld; expected one of 1 to 8", (long long)level.value);
    if (!level.known || !entry->code)
        return;
    qualification = node_add(reader, &occupation->qualification_levels, sizeof *qualification);
    if (qualification)
        *qualification = (struct qualification){.level = entry->number, .name = entry->name};
    occupation->qualification_level = qualification;
}

/* Names, in any of the forms in which they may come: a text, an object with a title, or an array of such ----------- */

struct named {
    const char *title;
    const char *slug;
};

static struct named read_named(struct json_reader *reader, const struct node *node)
{
    struct node title = node_member(node, "title"), slug = node_member(node, "urlSlug");
    struct named named = {0};

    if (!json_is_object(node->value)) {
        named.title = node_text(reader, node);
        named.slug = named.title && code_is_unit_slug(named.title) ? named.title : NULL;
        return named;
    }
    named.title = node_needed_text(reader, &title);
    named.slug = nsp_api_slug(reader, &slug);
    return named;
}

/* How many names there are; name_at takes one. */
static size_t count_names(const struct node *names)
{
    return json_is_array(names->value) ? json_array_size(names->value) : names->value != NULL;
}

static struct named name_at(struct json_reader *reader, const struct node *names, size_t index)
{
    struct node element = node_element(names, index);

    return read_named(reader, json_is_array(names->value) ? &element : names);
}

/* Names an occupation has or belongs to ---------------------------------------------------------------------------- */

static void add_alternative_name(struct json_reader *reader, const char *name, struct occupation *occupation)
{
    reader->no_memory |= !list_add_text(&occupation->alternative_names, reader->input->arena, name);
}

/* One text may have several, as on cards. */
static void split_alternative_names(struct json_reader *reader, const struct node *names, struct occupation *occupation)
{
    const char *text = node_text(reader, names);
    char *list = text ? arena_text(reader->input->arena, text, strlen(text)) : NULL;

    reader->no_memory |= text && !list;
    for (char *name = list ? names_next(&list) : NULL; name; name = names_next(&list))
        add_alternative_name(reader, name, occupation);
}

static void read_alternative_names(struct json_reader *reader, const struct node *names, struct occupation *occupation)
{
    if (json_is_string(names->value)) {
        split_alternative_names(reader, names, occupation);
        return;
    }
    for (size_t i = 0; i < count_names(names); i++) {
        const char *name = name_at(reader, names, i).title;

        if (name)
            add_alternative_name(reader, name, occupation);
    }
}

bool nsp_api_term(struct json_reader *reader, const struct node *names, size_t index, struct term *term)
{
    *term = (struct term){.name = name_at(reader, names, index).title};
    if (!term->name)
        return false;
    term->id = text_slug(reader->input->arena, term->name);
    reader->no_memory |= !term->id;
    if (term->id && !*term->id)
        node_error(reader, names, " has no letter or digit; expected a name");
    return term->id && *term->id;
}

static void read_field(struct json_reader *reader, const struct node *unit, struct occupation *occupation)
{
    struct node primary = node_member(unit, "professionalDirectionPrimary");
    struct term term;

    if (count_names(&primary) == 0 || !nsp_api_term(reader, &primary, 0, &term))
        return;
    occupation->field = node_take(reader, sizeof *occupation->field);
    if (occupation->field)
        *occupation->field = term;
    node_naming(reader, NAMING_FIELD, term.id, term.name);
}

static void read_subfields(struct json_reader *reader, const struct node *unit, const char *member,
                           struct occupation *occupation)
{
    struct node names = node_member(unit, member);

    for (size_t i = 0; i < count_names(&names); i++) {
        struct term term, *added;

        if (!nsp_api_term(reader, &names, i, &term) || text_starts_with(term.name, NO_SUBFIELD))
            continue;
        added = node_add(reader, &occupation->subfields, sizeof *added);
        if (added)
            *added = term;
    }
}

/* The first of Secondary is the subfield; the others follow it in the list of all. */
static void read_directions(struct json_reader *reader, const struct node *unit, struct occupation *occupation)
{
    read_field(reader, unit, occupation);
    read_subfields(reader, unit, "professionalDirectionSecondary", occupation);
    if (occupation->subfields.count > 0) {
        occupation->subfield = node_take(reader, sizeof *occupation->subfield);
        if (occupation->subfield)
            *occupation->subfield = *(const struct term *)occupation->subfields.at;
    }
    read_subfields(reader, unit, "professionalDirectionAdditions", occupation);
}

static void read_related(struct json_reader *reader, const struct node *unit, struct occupation *occupation)
{
    struct related *related = occupation->related;
    struct node parent = node_member(unit, "parent"), children = node_member(unit, "children");
    struct list parents = {0};
    struct list *lists[] = {&parents, &related->specializations};
    const struct node *names[] = {&parent, &children};

    for (size_t list = 0; list < 2; list++)
        for (size_t i = 0; i < count_names(names[list]); i++) {
            struct named named = name_at(reader, names[list], i);
            struct related_ref *ref = named.title ? node_add(reader, lists[list], sizeof *ref) : NULL;

            if (ref)
                *ref = (struct related_ref){.name = named.title, .id = named.slug};
        }
    if (parents.count > 1)
        node_error(reader, &parent, " has %zu units; expected one", parents.count);
    related->parent = parents.at;
}

/* Units ------------------------------------------------------------------------------------------------------------ */

void nsp_api_unit(struct json_reader *reader, const struct node *unit, const char *slug)
{
    struct node title = node_member(unit, "title"), type = node_member(unit, "type"), eqf = node_member(unit, "eqf");
    struct node characteristics = node_member(unit, "characteristics"), names = node_member(unit, "alternativeNames");
    struct occupation occupation;

    if (!slug)
        return;
    nsp_api_begin(reader, &occupation, slug);
    if (!occupation.related)
        return;
    read_id(reader, unit, &occupation);
    occupation.name = node_text(reader, &title);
    occupation.type = read_type(reader, &type);
    occupation.description = node_lines(reader, &characteristics);
    read_alternative_names(reader, &names, &occupation);
    read_level(reader, &eqf, &occupation);
    read_directions(reader, unit, &occupation);
    read_related(reader, unit, &occupation);
    nsp_api_finish(reader, &occupation);
}

/* @return NULL: there is none, which is reported. */
static const char *slug_of_unit(struct json_reader *reader, const struct node *unit)
{
    struct node slug = node_member(unit, "urlSlug");

    if (node_is_object(reader, unit) && !slug.value)
        node_unexpected(reader, &slug, "a slug");
    else if (!unit->value)
        node_unexpected(reader, unit, "an object");
    return nsp_api_slug(reader, &slug);
}

void nsp_api_units(struct json_reader *reader, const struct node *units)
{
    struct node_seen seen = {0};

    node_reserve(reader, &reader->document->occupations, sizeof(struct occupation), json_array_size(units->value));
    for (size_t i = 0; i < json_array_size(units->value); i++) {
        struct node unit = node_element(units, i);
        const char *slug = slug_of_unit(reader, &unit);
        size_t first;

        if (slug && !node_seen_before(reader, &seen, slug, i, &first))
            nsp_api_unit(reader, &unit, slug);
        else if (slug && !json_equal(unit.value, json_array_get(units->value, first)))
            node_warning(reader, &unit, " is %s as element %zu is, with other members; this one is left out", slug,
                         first);
    }
    node_seen_release(&seen);
}
