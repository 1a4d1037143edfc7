/* What tables say of the units of NSP: the units themselves, their fields, and those that are no more. */
#include "db/import/table_reader.h"

#include "db/import/code.h"

#include <string.h>

/* Units ------------------------------------------------------------------------------------------------------------ */

enum { UNIT_SLUG, UNIT_NAME, UNIT_ISCO, UNIT_ISCO_NAME, UNIT_FIELD, UNIT_FIELD_SLUG };

/* Is the cell a slug that no NSP number can be taken for? Both are ids. */
static bool check_slug(struct table *table, const char *slug)
{
    if (code_is_slug(slug) && !code_is_unit_slug(slug)) {
        table_error(table, "slug %s may be an NSP number; expected a slug", table_quote(table, slug));
        return false;
    }
    return table_check_slug(table, "slug", slug);
}

/* @return the field that the row names; NULL if it names none. */
static struct term *read_field(struct table *table, const char *const cells[])
{
    struct term *field;

    if (!*cells[UNIT_FIELD] && !*cells[UNIT_FIELD_SLUG])
        return NULL;
    field = arena_take(table->input->arena, sizeof *field);
    table->no_memory |= !field;
    if (field)
        *field = (struct term){
            .id = table_slug_of(table, cells[UNIT_FIELD], "direction_slug", cells[UNIT_FIELD_SLUG]),
            .name = table_keep(table, cells[UNIT_FIELD]),
        };
    return field;
}

static void add_unit(struct table *table, const char *const cells[], struct seen *seen)
{
    struct list *units = &table->document->occupations;
    struct occupation *unit;

    seen->line = table->line;
    seen->item = units->count;
    unit = table_add(table, units, sizeof *unit);
    if (!unit)
        return;
    unit->id = seen->key;
    unit->slug = seen->key;
    unit->name = table_keep(table, cells[UNIT_NAME]);
    unit->field = read_field(table, cells);
}

/* Does a further row of a unit say the same of it as the first? */
static bool check_again(struct table *table, const char *const cells[], const struct occupation *unit, size_t line)
{
    const char *field = unit->field ? unit->field->name : "";
    const struct isco_ref *isco = unit->isco.at;

    if (strcmp(unit->name, cells[UNIT_NAME]) != 0) {
        table_error(table, "%s is named %s; expected %s as on line %zu", unit->slug,
                    table_quote(table, cells[UNIT_NAME]), table_quote(table, unit->name), line);
        return false;
    }
    if (strcmp(field, cells[UNIT_FIELD]) != 0) {
        table_error(table, "%s is in the direction %s; expected %s as on line %zu", unit->slug,
                    table_quote(table, cells[UNIT_FIELD]), table_quote(table, field), line);
        return false;
    }
    for (size_t i = 0; i < unit->isco.count; i++)
        if (strcmp(isco[i].code, cells[UNIT_ISCO]) == 0) {
            table_error(table, "%s has the group %s twice; expected once", unit->slug, isco[i].code);
            return false;
        }
    return true;
}

static void add_isco(struct table *table, const char *const cells[], struct occupation *unit)
{
    struct isco_ref *isco = table_add(table, &unit->isco, sizeof *isco);

    if (!isco)
        return;
    isco->code = table_keep(table, cells[UNIT_ISCO]);
    isco->name = table_keep(table, cells[UNIT_ISCO_NAME]);
    table_name_code(table, NAMING_ISCO, isco->code, isco->name);
}

/* A unit in several groups has a row for each. */
static void read_unit(struct table *table, const char *const cells[])
{
    struct seen *seen;
    struct occupation *unit;

    if (!check_slug(table, cells[UNIT_SLUG]) || !table_check_digits(table, "isco4", cells[UNIT_ISCO], 4, 4))
        return;
    seen = table_find(table, table_keep(table, cells[UNIT_SLUG]));
    if (seen && seen->line == 0)
        add_unit(table, cells, seen);
    if (!seen || table->no_memory)
        return;
    unit = (struct occupation *)table->document->occupations.at + seen->item;
    if (seen->line == table->line || check_again(table, cells, unit, seen->line))
        add_isco(table, cells, unit);
}

const struct table_kind table_units = {
    .name = "NSP units",
    .columns =
        (const struct table_column[]){
            [UNIT_SLUG] = {"slug", TABLE_FILLED},
            [UNIT_NAME] = {"name_cs", TABLE_FILLED},
            [UNIT_ISCO] = {"isco4", TABLE_FILLED},
            [UNIT_ISCO_NAME] = {"isco4_name_cs", TABLE_FILLED},
            [UNIT_FIELD] = {"direction_name_cs", TABLE_REQUIRED},
            [UNIT_FIELD_SLUG] = {"direction_slug", TABLE_REQUIRED},
            {"direction_id", TABLE_IGNORED},
            {"nace_sections", TABLE_IGNORED},
            {0},
        },
    .source = SOURCE_NSP_UNITS,
    .publisher = PUBLISHER_NSP_TABLE,
    .row = read_unit,
};

/* Fields ----------------------------------------------------------------------------------------------------------- */

enum { DIRECTION_NAME, DIRECTION_SLUG };

static void read_direction(struct table *table, const char *const cells[])
{
    const char *id = table_slug_of(table, cells[DIRECTION_NAME], "slug", cells[DIRECTION_SLUG]);
    const char *name = table_keep(table, cells[DIRECTION_NAME]);

    if (table_is_first(table, "the direction", id, name))
        table_name_code(table, NAMING_FIELD, id, name);
}

const struct table_kind table_directions = {
    .name = "NSP directions",
    .columns =
        (const struct table_column[]){
            [DIRECTION_NAME] = {"name_cs", TABLE_FILLED},
            [DIRECTION_SLUG] = {"slug", TABLE_FILLED},
            {"id", TABLE_IGNORED},
            {0},
        },
    .source = SOURCE_NSP_UNITS,
    .publisher = PUBLISHER_NSP_TABLE,
    .row = read_direction,
};

/* Units that are no more ------------------------------------------------------------------------------------------- */

enum { REMOVED, SUCCESSOR };

static void read_succession(struct table *table, const char *const cells[])
{
    const char *removed = cells[REMOVED], *successor = cells[SUCCESSOR];
    struct succession *succession;

    if (!table_check_slug(table, "removed", removed) || !table_check_slug(table, "successor", successor))
        return;
    if (strcmp(removed, successor) == 0) {
        table_error(table, "%s is its own successor; expected another one, or none", removed);
        return;
    }
    removed = table_keep(table, removed);
    successor = table_keep(table, successor);
    if (!table_is_first(table, "the occupation", removed, successor))
        return;
    succession = table_add(table, &table->document->successions, sizeof *succession);
    if (succession)
        *succession = (struct succession){.removed = removed, .successor = *successor ? successor : NULL};
}

const struct table_kind table_successors = {
    .name = "successors",
    .columns =
        (const struct table_column[]){
            [REMOVED] = {"removed", TABLE_FILLED},
            [SUCCESSOR] = {"successor", TABLE_REQUIRED},
            {0},
        },
    .source = SOURCE_SUCCESSORS,
    .publisher = PUBLISHER_NSP_TABLE,
    .row = read_succession,
};
