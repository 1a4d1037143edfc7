/* ISCO-08 with its ESCO groups, and the occupations of ESCO. */
#include "db/import/table_reader.h"

#include "model/text.h"

#include <string.h>

#define GROUP_URI      "http://data.europa.eu/esco/isco/C"
#define OCCUPATION_URI "http://data.europa.eu/esco/occupation/"

static void add_esco(struct table *table, const char *uri, const char *code, const char *name_en)
{
    struct esco_naming *esco = table_add(table, &table->document->esco, sizeof *esco);

    if (esco)
        *esco = (struct esco_naming){.uri = uri, .code = code, .name_en = name_en};
}

enum { GROUP_CODE, GROUP_LEVEL, GROUP_PARENT, GROUP_NAME, GROUP_CONCEPT };

/* Is the address that of the code's group? */
static bool check_group_uri(struct table *table, const char *code, const char *uri)
{
    if (text_starts_with(uri, GROUP_URI) && strcmp(uri + strlen(GROUP_URI), code) == 0)
        return true;
    table_error(table, "conceptUri %s is not that of %s; expected \"" GROUP_URI "%s\"", table_quote(table, uri), code,
                code);
    return false;
}

static void read_group(struct table *table, const char *const cells[])
{
    const char *code = cells[GROUP_CODE], *name;

    if (!table_check_digits(table, "code", code, 1, 4) || !table_check_level(table, code, cells[GROUP_LEVEL]) ||
        !table_check_parent(table, code, cells[GROUP_PARENT]) || !check_group_uri(table, code, cells[GROUP_CONCEPT]))
        return;
    code = table_keep(table, code);
    name = table_keep(table, cells[GROUP_NAME]);
    if (!table_is_first(table, "the code", code, name))
        return;
    table_name_code(table, NAMING_ISCO_ENGLISH, code, name);
    add_esco(table, table_keep(table, cells[GROUP_CONCEPT]), code, name);
}

const struct table_kind table_isco08 = {
    .name = "ISCO-08",
    .columns =
        (const struct table_column[]){
            [GROUP_CODE] = {"code", TABLE_FILLED},
            [GROUP_LEVEL] = {"level", TABLE_FILLED},
            [GROUP_PARENT] = {"parent", TABLE_REQUIRED},
            [GROUP_NAME] = {"name_en", TABLE_FILLED},
            [GROUP_CONCEPT] = {"conceptUri", TABLE_FILLED},
            {0},
        },
    .source = SOURCE_ESCO,
    .publisher = PUBLISHER_CODEBOOK,
    .row = read_group,
};

enum { OCCUPATION_CONCEPT, OCCUPATION_GROUP, OCCUPATION_NAME };

static void read_occupation(struct table *table, const char *const cells[])
{
    const char *uri = cells[OCCUPATION_CONCEPT], *code = cells[OCCUPATION_GROUP], *name = cells[OCCUPATION_NAME];
    const char *said;

    if (!text_starts_with(uri, OCCUPATION_URI) || !uri[strlen(OCCUPATION_URI)]) {
        table_error(table, "conceptUri %s is no occupation of ESCO; expected \"" OCCUPATION_URI "UUID\"",
                    table_quote(table, uri));
        return;
    }
    if (!table_check_digits(table, "iscoGroup", code, 4, 4))
        return;
    uri = table_keep(table, uri);
    said = arena_format(table->input->arena, "%s %s", code, name);
    table->no_memory |= !said;
    if (said && table_is_first(table, "the occupation", uri, said))
        add_esco(table, uri, table_keep(table, code), said + strlen(code) + 1);
}

const struct table_kind table_esco = {
    .name = "ESCO occupations",
    .columns =
        (const struct table_column[]){
            [OCCUPATION_CONCEPT] = {"conceptUri", TABLE_FILLED},
            [OCCUPATION_GROUP] = {"iscoGroup", TABLE_FILLED},
            [OCCUPATION_NAME] = {"preferredLabel_en", TABLE_FILLED},
            {"altLabels_en", TABLE_IGNORED},
            {0},
        },
    .source = SOURCE_ESCO,
    .publisher = PUBLISHER_CODEBOOK,
    .row = read_occupation,
};
