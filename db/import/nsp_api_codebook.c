/* Lists that are about no unit: CZ-ISCO, KKOV, and the catalogues of competences. They only name codes. */
#include "db/import/nsp_api_reader.h"

#include "db/import/code.h"

#include <stdlib.h>
#include <string.h>

typedef void row_reader(struct json_reader *reader, const struct node *row);

/* @return the row's title; NULL: missing, which is reported. */
static const char *read_title(struct json_reader *reader, const struct node *row)
{
    struct node title = node_member(row, "title");

    return node_needed_text(reader, &title);
}

static void read_isco(struct json_reader *reader, const struct node *row)
{
    struct node code = node_member(row, "code");
    const char *read = node_isco(reader, &code), *title = read_title(reader, row);

    if (!code.value)
        node_unexpected(reader, &code, "1 to 5 digits");
    if (read && !code_is_unclassified(read))
        node_naming(reader, NAMING_ISCO, read, title);
}

static void read_kkov(struct json_reader *reader, const struct node *row)
{
    struct node code = node_member(row, "code");

    if (code.value)
        node_naming(reader, NAMING_KKOV, node_code(reader, &code, "./-"), read_title(reader, row));
    else
        node_warning(reader, &code, " is missing; the row is left out");
}

/* The words for 1 and 2 are known; the list is only looked at. */
static void read_suitability_level(struct json_reader *reader, const struct node *row)
{
    struct node id = node_member(row, "id");

    node_integer(reader, &id);
    read_title(reader, row);
}

/* The directions are names of fields. */
static void read_direction(struct json_reader *reader, const struct node *row)
{
    struct term term;

    if (nsp_api_term(reader, row, 0, &term))
        node_naming(reader, NAMING_FIELD, term.id, term.name);
}

static void name_competence(struct json_reader *reader, const struct node *row, const struct entry *kind,
                            const char *code)
{
    const char *title = read_title(reader, row);

    if (code)
        node_naming(reader, NAMING_COMPETENCE, nsp_api_competence_id(reader, kind, code), title);
}

static void read_generic(struct json_reader *reader, const struct node *row)
{
    name_competence(reader, row, entry_by_code(competence_kinds, "generic"), nsp_api_generic_code(reader, row));
}

/* Rows whose code has not three parts are groups of the tree that the competences hang on, but for generic skills. */
static void read_competence(struct json_reader *reader, const struct node *row)
{
    struct node code = node_member(row, "fullCode");
    const char *full = node_code(reader, &code, "._-");
    const char *dot = full ? strchr(full, '.') : NULL;

    if (dot && strchr(dot + 1, '.'))
        name_competence(reader, row, nsp_api_hard_kind(full), full);
    else if (full && *full == 'b' && !dot)
        read_generic(reader, row);
}

static void read_soft(struct json_reader *reader, const struct node *row)
{
    struct node code = node_member(row, "code");

    name_competence(reader, row, entry_by_code(competence_kinds, "soft"), node_code(reader, &code, "._-"));
}

static void read_digital(struct json_reader *reader, const struct node *row)
{
    struct node code = node_member(row, "code");

    name_competence(reader, row, entry_by_code(competence_kinds, "digital"), node_code(reader, &code, "._-"));
}

/** What tells a list from the others: any row has the member. The first that fits is it. */
static const struct list_kind {
    const char *member;
    row_reader *read;
} kinds[] = {
    {"descriptionExamples", read_generic},
    {"fullCode", read_competence},
    {"legacySoftSkillCode", read_soft},
    {"partialCompetence", read_soft},
    {"titleEn", read_digital},
    {"constant", read_suitability_level},
    {"code", read_kkov},
    {"urlSlug", read_direction},
};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

/* In the order of ids; rows without one keep their places behind the others ---------------------------------------- */

struct ranked {
    json_int_t id;
    size_t index;
};

static int compare_ranks(const void *a, const void *b)
{
    const struct ranked *first = a, *second = b;

    if (first->id != second->id)
        return first->id < second->id ? -1 : 1;
    return (first->index > second->index) - (first->index < second->index);
}

/* Of two rows with one code the one with the lower id leads. */
static struct ranked *rank(struct json_reader *reader, const struct node *rows)
{
    size_t count = json_array_size(rows->value);
    struct ranked *ranks = node_take(reader, count * sizeof *ranks);

    for (size_t i = 0; ranks && i < count; i++) {
        json_t *id = json_object_get(json_array_get(rows->value, i), "id");

        ranks[i] = (struct ranked){.id = json_is_integer(id) ? json_integer_value(id) : INT64_MAX, .index = i};
    }
    if (ranks)
        qsort(ranks, count, sizeof *ranks, compare_ranks);
    return ranks;
}

/* Lists of CZ-ISCO and of KKOV may have the same members; most codes of CZ-ISCO are 1 to 5 digits, few of KKOV are. */
static bool is_isco(const struct node *rows)
{
    size_t count = 0, fitting = 0;

    for (size_t i = 0; i < json_array_size(rows->value); i++) {
        const char *code = json_string_value(json_object_get(json_array_get(rows->value, i), "code"));

        count += code != NULL;
        fitting += code && code_is_isco(code);
    }
    return fitting * 2 > count && (node_any_has(rows, "urlSlug") || node_any_has(rows, "description"));
}

bool nsp_api_codebook(struct json_reader *reader, const struct node *rows)
{
    const struct list_kind *kind = kinds;
    row_reader *read;
    struct ranked *ranks;

    while (kind < kinds + KIND_COUNT && !node_any_has(rows, kind->member))
        kind++;
    if (kind == kinds + KIND_COUNT)
        return false;
    read = kind->read == read_kkov && is_isco(rows) ? read_isco : kind->read;
    ranks = rank(reader, rows);
    for (size_t i = 0; ranks && i < json_array_size(rows->value); i++) {
        struct node row = node_element(rows, ranks[i].index);

        if (!row.value)
            node_unexpected(reader, &row, "an object");
        else if (node_is_object(reader, &row))
            read(reader, &row);
    }
    return true;
}
