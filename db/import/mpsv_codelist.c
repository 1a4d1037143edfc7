/* Codelists: regions, which only are checked, districts and CZ-ISCO. */
#include "db/import/mpsv.h"

#include "db/import/code.h"
#include "db/import/publishers.h"

#include <string.h>

#define EXPECTED "expected wages with czIsco, or the codelist Kraj, Okres or CzIsco"

typedef void row_reader(struct json_reader *reader, const struct node *row);

/* "Benešov", or {"cs": "Benešov"} as since October 2021 */
static const char *read_name(struct json_reader *reader, const struct node *row)
{
    struct node name = node_member(row, "nazev"), czech = node_member(&name, "cs");

    return node_needed_text(reader, json_is_object(name.value) ? &czech : &name);
}

/* @return NULL: it is reported. */
static const struct entry *read_region(struct json_reader *reader, const struct node *node)
{
    const char *number = mpsv_reference(reader, node, "Kraj");
    const struct entry *region = number ? mpsv_region(number) : NULL;

    if (!region && (number || !node->value))
        node_unexpected(reader, node, "the number of one of the 14 regions, such as Kraj/19");
    return region;
}

/* The vocabulary has the regions; a list that differs is of another time, or of another country. */
static void check_region(struct json_reader *reader, const struct node *row)
{
    struct node id = node_member(row, "id"), nuts = node_member(row, "kodNuts3"), name = node_member(row, "nazev");
    const struct entry *region = read_region(reader, &id);
    const char *code = node_text(reader, &nuts), *named = read_name(reader, row);

    if (region && (!code || strcmp(code, region->code) != 0))
        node_unexpected(reader, &nuts, region->code);
    else if (region && named && strcmp(named, region->name) != 0)
        node_unexpected(reader, &name, region->name);
}

static void read_district(struct json_reader *reader, const struct node *row)
{
    struct node lau = node_member(row, "kodLau"), kraj = node_member(row, "kraj");
    struct district read = {.code = node_text(reader, &lau), .name = read_name(reader, row)}, *district;
    const struct entry *region = read_region(reader, &kraj);

    if (!read.code || !code_is_district(read.code)) {
        node_unexpected(reader, &lau, "a code such as CZ0642");
        return;
    }
    district = node_add(reader, &reader->document->districts, sizeof *district);
    if (!district || !region)
        return;
    *district = read;
    district->region = region->code;
}

static void read_isco(struct json_reader *reader, const struct node *row)
{
    struct node kod = node_member(row, "kod");
    const char *code = node_isco(reader, &kod), *name = read_name(reader, row);

    if (!kod.value)
        node_unexpected(reader, &kod, "1 to 5 digits");
    if (code && !code_is_unclassified(code))
        node_naming(reader, NAMING_ISCO, code, name);
}

static const struct codelist {
    const char *name;   /* what ids begin with */
    const char *member; /* without which its rows are of no use */
    const char *source;
    row_reader *read;
} codelists[] = {
    {"Kraj", "kodNuts3", SOURCE_DISTRICTS, check_region},
    {"Okres", "kodLau", SOURCE_DISTRICTS, read_district},
    {"CzIsco", "kod", SOURCE_CZ_ISCO, read_isco},
};
enum { CODELIST_COUNT = sizeof codelists / sizeof *codelists };

/* @return what the id of the first row begins with; NULL: it has none. */
static const char *list_name(struct json_reader *reader, const struct node *rows)
{
    struct node row = node_element(rows, 0), id = node_member(&row, "id");
    const char *text = json_is_string(id.value) ? node_text(reader, &id) : NULL;

    return text && strchr(text, '/') ? arena_text(reader->input->arena, text, strcspn(text, "/")) : NULL;
}

static void read_rows(struct json_reader *reader, const struct node *rows, const struct codelist *list)
{
    reader->document->source = list->source;
    reader->document->publisher = PUBLISHER_CODEBOOK;
    reader->document->edition = "";
    for (size_t i = 0; i < json_array_size(rows->value); i++) {
        struct node row = node_element(rows, i);

        if (!row.value)
            node_unexpected(reader, &row, "an object");
        else if (node_is_object(reader, &row))
            list->read(reader, &row);
    }
}

void mpsv_codelist(struct json_reader *reader, const struct node *rows)
{
    const char *name = list_name(reader, rows);
    const struct codelist *list = codelists;

    while (name && list < codelists + CODELIST_COUNT && strcmp(list->name, name) != 0)
        list++;
    if (!name)
        node_error(reader, rows, " has rows of an unknown kind; " EXPECTED);
    else if (list == codelists + CODELIST_COUNT)
        node_error(reader, rows, " is the codelist %.80s; " EXPECTED, name);
    else if (!node_any_has(rows, list->member))
        node_error(reader, rows, " is the codelist %s without %s; expected it whole", name, list->member);
    else
        read_rows(reader, rows, list);
}
