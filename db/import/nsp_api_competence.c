/* Competences of one unit. They come in lists by kind, skills and knowledge in one. */
#include "db/import/nsp_api_reader.h"

#include <string.h>

enum { KINDS = 5 };

/** A list: data.softSkills[].softSkill. */
struct competence_list {
    const char *member, *inner;
    const char *kind; /* NULL: the code tells */
};

/* No answer with digital competences is known. Their names here are made as those of the others are. */
static const struct competence_list lists[] = {
    {"competences", "competence", NULL},          {"genericSkills", "genericSkill", "generic"},
    {"softSkills", "softSkill", "soft"},          {"digis", "digi", "digital"},
    {"digitalSkills", "digitalSkill", "digital"}, {"digitalCompetences", "digitalCompetence", "digital"},
};
enum { LIST_COUNT = sizeof lists / sizeof *lists };

bool nsp_api_has_competences(const struct node *data)
{
    for (size_t i = 0; i < LIST_COUNT; i++)
        if (node_has(data, lists[i].member))
            return true;
    return false;
}

/* Codes ------------------------------------------------------------------------------------------------------------ */

const struct entry *nsp_api_hard_kind(const char *code)
{
    return entry_by_code(competence_kinds, strstr(code, "._.") ? "knowledge" : "skill");
}

const char *nsp_api_competence_id(struct json_reader *reader, const struct entry *kind, const char *code)
{
    const char *id = arena_format(reader->input->arena, "%s:%s", kind->code, code);

    reader->no_memory |= !id;
    return id;
}

/* Both members are known by name only: the one that begins with a letter is what cards print. */
const char *nsp_api_generic_code(struct json_reader *reader, const struct node *skill)
{
    struct node code = node_member(skill, "code"), full = node_member(skill, "fullCode");
    const char *read = node_code(reader, &code, "._-"), *whole = node_code(reader, &full, "._-");

    return whole && (!read || strspn(read, "0123456789.") > 0) ? whole : read;
}

static const char *read_code(struct json_reader *reader, const struct competence_list *list, const struct node *inner)
{
    struct node code = node_member(inner, list->kind ? "code" : "fullCode");

    if (list->kind && strcmp(list->kind, "generic") == 0)
        return nsp_api_generic_code(reader, inner);
    return node_code(reader, &code, "._-");
}

/* Rows ------------------------------------------------------------------------------------------------------------- */

/* A level of 0 means that none is drawn, where the kind's scale begins above it and only hard skills are so drawn. */
static struct figure read_level(struct json_reader *reader, const struct node *node, const struct entry *kind,
                                bool zero_is_none)
{
    struct figure level = node_choice(reader, node);

    if (!level.known || (zero_is_none && level.value == 0))
        return (struct figure){0};
    if (level.value >= kind->number && level.value <= kind->upper)
        return level;
    node_error(reader, node, " is the level %lld; expected one of %d to %d for \"%s\"", (long long)level.value,
               (int)kind->number, (int)kind->upper, kind->name);
    return (struct figure){0};
}

/* 1 or 2, as on cards; what other numbers mean is not known. */
static struct figure read_suitability(const struct node *node)
{
    struct node id = node_member(node, "id");
    const json_t *number = json_is_object(node->value) ? id.value : node->value;
    json_int_t value = json_integer_value(number);

    return (struct figure){.known = value == 1 || value == 2, .value = value};
}

static bool is_same(const struct competence *a, const struct competence *b)
{
    return strcmp(a->name, b->name) == 0 && a->level.known == b->level.known && a->level.value == b->level.value &&
           a->suitability.known == b->suitability.known && a->suitability.value == b->suitability.value;
}

static void add_competence(struct json_reader *reader, const struct node *row, const struct competence *read,
                           struct node_seen *seen, struct list *of_kind)
{
    struct competence *competence = of_kind->at;
    size_t first;

    if (!node_seen_before(reader, seen, read->id, of_kind->count, &first)) {
        competence = node_add(reader, of_kind, sizeof *competence);
        if (competence)
            *competence = *read;
    } else if (first < of_kind->count && !is_same(read, &competence[first])) {
        node_warning(reader, row, " says of %s something else than a row above; the first is kept", read->id);
    }
}

static void read_competence(struct json_reader *reader, const struct node *row, const struct competence_list *list,
                            struct node_seen *seen, struct list by_kind[KINDS])
{
    struct node inner = node_member(row, list->inner), title = node_member(&inner, "title");
    struct node level = node_member(row, "level"), suitability = node_member(row, "suitability");
    size_t errors = reader->errors;
    const char *code = read_code(reader, list, &inner), *name = NULL;
    const struct entry *kind;
    struct competence read;

    if (code)
        name = node_needed_text(reader, &title);
    else if (reader->errors == errors)
        node_warning(reader, &inner, " has no code; the row is left out");
    if (!name)
        return;
    kind = list->kind ? entry_by_code(competence_kinds, list->kind) : nsp_api_hard_kind(code);
    read = (struct competence){.kind = kind->code, .code = code, .name = name};
    read.id = nsp_api_competence_id(reader, kind, code);
    read.level = read_level(reader, &level, kind, !list->kind);
    read.suitability = read_suitability(&suitability);
    node_naming(reader, NAMING_COMPETENCE, read.id, name);
    if (read.id)
        add_competence(reader, row, &read, seen, &by_kind[kind - competence_kinds]);
}

static void read_list(struct json_reader *reader, const struct node *data, const struct competence_list *list,
                      struct node_seen *seen, struct list by_kind[KINDS])
{
    struct node rows = node_member(data, list->member);
    size_t count = node_count(reader, &rows);

    for (size_t i = 0; i < count; i++) {
        struct node row = node_element(&rows, i), inner = node_member(&row, list->inner);

        if (!row.value || (json_is_object(row.value) && !inner.value))
            node_unexpected(reader, row.value ? &inner : &row, "an object");
        else if (node_is_object(reader, &row) && node_is_object(reader, &inner))
            read_competence(reader, &row, list, seen, by_kind);
    }
}

void nsp_api_competences(struct json_reader *reader, const struct node *data, struct occupation *occupation)
{
    struct list by_kind[KINDS] = {0};
    struct node_seen seen = {0};

    for (size_t i = 0; i < LIST_COUNT; i++)
        read_list(reader, data, &lists[i], &seen, by_kind);
    node_seen_release(&seen);
    for (size_t kind = 0; kind < KINDS; kind++)
        for (size_t i = 0; i < by_kind[kind].count; i++) {
            struct competence *competence = node_add(reader, &occupation->competences, sizeof *competence);

            if (competence)
                *competence = ((const struct competence *)by_kind[kind].at)[i];
        }
    if (occupation->competences.count > 0)
        nsp_api_state(reader, occupation, PART_COMPETENCES);
}
