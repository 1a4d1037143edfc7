/* CZ-ISCO groups and education of one unit. */
#include "db/import/nsp_api_reader.h"

#include "db/import/code.h"

#include <string.h>

#define NOTE_HEADING "Poznámka ke vzdělání"

/* CZ-ISCO ---------------------------------------------------------------------------------------------------------- */

static void read_isco(struct json_reader *reader, const struct node *row, struct node_seen *seen,
                      struct occupation *occupation)
{
    struct node isco = node_member(row, "isco");
    struct node code = node_member(&isco, "code"), title = node_member(&isco, "title");
    struct isco_ref read = {.code = node_isco(reader, &code), .name = node_text(reader, &title)};
    struct isco_ref *ref = occupation->isco.at;
    size_t first;

    if (!code.value)
        node_warning(reader, &code, " is missing; the row is left out");
    if (!read.code || code_is_unclassified(read.code))
        return;
    node_naming(reader, NAMING_ISCO, read.code, read.name);
    if (!node_seen_before(reader, seen, read.code, occupation->isco.count, &first)) {
        ref = node_add(reader, &occupation->isco, sizeof *ref);
        if (ref)
            *ref = read;
    } else if (first < occupation->isco.count && read.name && ref[first].name &&
               strcmp(read.name, ref[first].name) != 0) {
        node_warning(reader, &isco, " names %s another time \"%s\", not \"%s\"; the first name is kept", read.code,
                     read.name, ref[first].name);
    }
}

void nsp_api_isco(struct json_reader *reader, const struct node *rows, struct occupation *occupation)
{
    struct node_seen seen = {0};

    for (size_t i = 0; i < json_array_size(rows->value); i++) {
        struct node row = node_element(rows, i);
        struct node isco = node_member(&row, "isco");

        if (!row.value || (json_is_object(row.value) && !isco.value))
            node_unexpected(reader, row.value ? &isco : &row, "an object");
        else if (node_is_object(reader, &row) && node_is_object(reader, &isco))
            read_isco(reader, &row, &seen, occupation);
    }
    node_seen_release(&seen);
}

/* Education -------------------------------------------------------------------------------------------------------- */

/** One of the two lists: data.rvps[].rvp, data.kkovs[].kkov. */
struct education_list {
    const char *member, *inner, *type, *naming;
};

static const char *read_suitability(struct json_reader *reader, const struct node *node)
{
    struct figure level = node_choice(reader, node);

    if (level.known && (level.value == 1 || level.value == 2))
        return education_suitability[level.value - 1].code;
    if (level.known || !node->value)
        node_unexpected(reader, node, "1 (most suitable) or 2 (suitable)");
    return NULL;
}

static void add_education(struct json_reader *reader, const struct node *row, const struct education *read,
                          struct node_seen *seen, struct occupation *occupation)
{
    struct education *education = occupation->education.at;
    const char *key = arena_format(reader->input->arena, "%s:%s", read->type, read->code);
    size_t first = SIZE_MAX;

    reader->no_memory |= !key;
    if (key && !node_seen_before(reader, seen, key, occupation->education.count, &first)) {
        education = node_add(reader, &occupation->education, sizeof *education);
        if (education)
            *education = *read;
    } else if (first < occupation->education.count && (strcmp(read->suitability, education[first].suitability) != 0 ||
                                                       strcmp(read->name, education[first].name) != 0)) {
        node_warning(reader, row, " says of %s %s something else than a row above; the first is kept", read->type,
                     read->code);
    }
}

static void read_education(struct json_reader *reader, const struct node *row, const struct education_list *list,
                           struct node_seen *seen, struct occupation *occupation)
{
    struct node field = node_member(row, list->inner), level = node_member(row, "kkovSuitabilityLevel");
    struct node code = node_member(&field, "code"), title = node_member(&field, "title");
    struct education education = {.type = list->type};

    if (field.value && !node_is_object(reader, &field))
        return;
    education.code = node_code(reader, &code, "./-");
    if (!code.value)
        node_warning(reader, &code, " is missing; the row is left out");
    if (!education.code)
        return;
    education.name = node_needed_text(reader, &title);
    education.suitability = read_suitability(reader, &level);
    node_naming(reader, list->naming, education.code, education.name);
    if (education.name && education.suitability)
        add_education(reader, row, &education, seen, occupation);
}

static void read_list(struct json_reader *reader, const struct node *data, const struct education_list *list,
                      struct node_seen *seen, struct occupation *occupation)
{
    struct node rows = node_member(data, list->member);
    size_t count = node_count(reader, &rows);

    for (size_t i = 0; i < count; i++) {
        struct node row = node_element(&rows, i);

        if (!row.value)
            node_unexpected(reader, &row, "an object");
        else if (node_is_object(reader, &row))
            read_education(reader, &row, list, seen, occupation);
    }
}

/* Adds a sentence, or lines, about education as a note. */
static void read_note(struct json_reader *reader, const struct node *data, struct occupation *occupation)
{
    struct node sentence = node_member(data, "educationNote");
    const char *lines = node_lines(reader, &sentence);
    struct note *note = lines ? node_add(reader, &occupation->notes, sizeof *note) : NULL;

    if (!note)
        return;
    note->heading = NOTE_HEADING;
    for (size_t length; *lines; lines += length + strspn(lines + length, "\n")) {
        const char *line;

        length = strcspn(lines, "\n");
        line = arena_text(reader->input->arena, lines, length);
        reader->no_memory |= !line || !list_add_text(&note->lines, reader->input->arena, line);
    }
}

void nsp_api_education(struct json_reader *reader, const struct node *data, struct occupation *occupation)
{
    static const struct education_list lists[] = {
        {"rvps", "rvp", "rvp", NAMING_RVP},
        {"kkovs", "kkov", "kkov", NAMING_KKOV},
    };
    struct node_seen seen = {0};

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        read_list(reader, data, &lists[i], &seen, occupation);
    node_seen_release(&seen);
    if (occupation->education.count > 0)
        nsp_api_state(reader, occupation, PART_EDUCATION);
    read_note(reader, data, occupation);
}
