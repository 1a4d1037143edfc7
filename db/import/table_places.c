/* Regions, which are a vocabulary of ours that the table has to agree with, and districts. */
#include "db/import/table_reader.h"

#include "db/import/code.h"

#include <stdio.h>
#include <string.h>

enum { REGION_CODE, REGION_NUMBER, REGION_NAME, REGION_NAME_EN };

/* Reports a cell that is not what is built in. */
static void compare(struct table *table, const struct entry *region, const char *column, const char *cell,
                    const char *expected)
{
    if (strcmp(cell, expected) != 0)
        table_error(table, "%s of %s is %s; expected \"%s\" as this program has it", column, region->code,
                    table_quote(table, cell), expected);
}

static void read_region(struct table *table, const char *const cells[])
{
    const struct entry *region = table_region(table, "nuts3", cells[REGION_CODE], false);
    char number[32];

    if (!region || !table_is_first(table, "the region", region->code, region->name))
        return;
    snprintf(number, sizeof number, "%lld", (long long)region->number);
    compare(table, region, "mpsv_id", cells[REGION_NUMBER], number);
    compare(table, region, "name_cs", cells[REGION_NAME], region->name);
    compare(table, region, "name_en", cells[REGION_NAME_EN], region->name_en);
}

/* Reports the regions that no row named. */
static void finish_regions(struct table *table)
{
    for (const struct entry *region = regions; region < regions + REGION_COUNT; region++) {
        const struct seen *seen = table_find(table, region->code);

        if (seen && seen->line == 0)
            table_error(table, "the region %s is missing; expected all %d", region->code, REGION_COUNT);
    }
}

const struct table_kind table_regions = {
    .name = "regions",
    .columns =
        (const struct table_column[]){
            [REGION_CODE] = {"nuts3", TABLE_FILLED},
            [REGION_NUMBER] = {"mpsv_id", TABLE_FILLED},
            [REGION_NAME] = {"name_cs", TABLE_FILLED},
            [REGION_NAME_EN] = {"name_en", TABLE_FILLED},
            {"ispv_short", TABLE_IGNORED},
            {0},
        },
    .source = SOURCE_DISTRICTS,
    .publisher = PUBLISHER_CODEBOOK,
    .row = read_region,
    .finish = finish_regions,
};

enum { DISTRICT_CODE, DISTRICT_NAME, DISTRICT_REGION };

static void read_district(struct table *table, const char *const cells[])
{
    const char *code = cells[DISTRICT_CODE], *said;
    const struct entry *region = table_region(table, "region_nuts3", cells[DISTRICT_REGION], false);
    struct district *district;

    if (region && !code_is_district(code))
        table_error(table, "code %s is no code of a district; expected one such as \"CZ0642\"",
                    table_quote(table, code));
    if (!region || !code_is_district(code))
        return;
    code = table_keep(table, code);
    said = arena_format(table->input->arena, "%s %s", region->code, cells[DISTRICT_NAME]);
    table->no_memory |= !said;
    if (!said || !table_is_first(table, "the district", code, said))
        return;
    district = table_add(table, &table->document->districts, sizeof *district);
    if (district)
        *district = (struct district){code, said + strlen(region->code) + 1, region->code};
}

const struct table_kind table_districts = {
    .name = "districts",
    .columns =
        (const struct table_column[]){
            [DISTRICT_CODE] = {"code", TABLE_FILLED},
            [DISTRICT_NAME] = {"name_cs", TABLE_FILLED},
            [DISTRICT_REGION] = {"region_nuts3", TABLE_FILLED},
            {0},
        },
    .source = SOURCE_DISTRICTS,
    .publisher = PUBLISHER_CODEBOOK,
    .row = read_district,
};
