/* ISPV wages: money in crowns and persons in thousands, both with decimals; zero or nothing is a withheld figure. */
#include "db/import/table_reader.h"

#include "db/import/period.h"
#include "db/import/wage_figures.h"

#include <string.h>

enum {
    WAGE_PERIOD,
    WAGE_SPHERE,
    WAGE_REGION,
    WAGE_CODE,
    WAGE_EMPLOYEES,
    WAGE_MEDIAN,
    WAGE_D1,
    WAGE_Q1,
    WAGE_Q3,
    WAGE_D9,
    WAGE_MEAN,
    WAGE_LEVEL,
};

/* Figures ---------------------------------------------------------------------------------------------------------- */

/* The column of each figure. */
static const size_t columns[WAGE_FIGURES] = {
    WAGE_D1, WAGE_Q1, WAGE_MEDIAN, WAGE_Q3, WAGE_D9, WAGE_MEAN, WAGE_EMPLOYEES,
};

static const char *name_of(size_t number)
{
    return table_wages.columns[columns[number]].name;
}

/* @return false: a figure is at fault, as is reported */
static bool read_figures(struct table *table, const char *const cells[], struct wage *wage)
{
    for (size_t i = 0; i < WAGE_FIGURES; i++) {
        const char *cell = cells[columns[i]];
        int64_t value = 0;

        /* Tables write a point and no groups. */
        if (*cell && (strpbrk(cell, ", ") || !wage_figure_read(cell, i, &value))) {
            table_error(table, "%s %s is no figure; expected one such as 38000.50, or nothing", name_of(i),
                        table_quote(table, cell));
            return false;
        }
        if (value > 0)
            *wage_figure(wage, i) = (struct figure){true, value};
    }
    return true;
}

static bool check_order(struct table *table, struct wage *wage)
{
    size_t low = 0, high = 0;

    if (!wage_figures_fall(wage, &low, &high))
        return true;
    table_error(table, "%s %lld is above %s %lld; expected d1, q1, median, q3, d9 in rising order", name_of(low),
                (long long)wage_figure(wage, low)->value, name_of(high), (long long)wage_figure(wage, high)->value);
    return false;
}

/* A row without a median is withheld: what else stands in it is none of the source's figures. */
static void set_status(struct wage *wage)
{
    wage->status = wage_statuses[wage->median.known ? 0 : 1].code;
    for (size_t i = 0; i < WAGE_FIGURES && !wage->median.known; i++)
        *wage_figure(wage, i) = (struct figure){0};
}

/* Keys ------------------------------------------------------------------------------------------------------------- */

static bool read_period(struct table *table, const char *text, struct wage *wage)
{
    const struct list *wages = &table->document->wages;
    const struct wage *last = wages->count > 0 ? (const struct wage *)wages->at + wages->count - 1 : NULL;
    struct period period;
    const char *said;

    if (!period_read(text, &period)) {
        table_error(table, "period %s is none; expected one such as 2021 or 2025H1", table_quote(table, text));
        return false;
    }
    wage->year = period.year;
    said = period_text(table->record, &period);
    table->no_memory |= !said;
    if (said && last && strcmp(last->period, said) == 0)
        wage->period = last->period; /* rows of a period stand together: one text is enough */
    else
        wage->period = table_keep(table, said ? said : "");
    return true;
}

static bool read_sphere(struct table *table, const char *text, struct wage *wage)
{
    static const char *const words[] = {"MZS", "PLS"}; /* in the order of the vocabulary */

    for (size_t i = 0; i < 2; i++)
        if (strcmp(text, words[i]) == 0)
            wage->sphere = spheres[i].code;
    if (!wage->sphere)
        table_error(table, "sphere %s is none; expected MZS or PLS", table_quote(table, text));
    return wage->sphere != NULL;
}

static bool read_key(struct table *table, const char *const cells[], struct wage *wage)
{
    const char *code = cells[WAGE_CODE];
    const struct entry *region;

    if (!read_period(table, cells[WAGE_PERIOD], wage) || !read_sphere(table, cells[WAGE_SPHERE], wage))
        return false;
    region = table_region(table, "region_nuts3", cells[WAGE_REGION], true);
    if (!region || !table_check_digits(table, "code", code, 1, 5) || !table_check_level(table, code, cells[WAGE_LEVEL]))
        return false;
    wage->region = region->code;
    wage->isco = table_keep(table, code);
    return true;
}

/* Rows ------------------------------------------------------------------------------------------------------------- */

static const char *say(struct table *table, struct figure figure)
{
    const char *said = figure.known ? arena_format(table->record, "%lld", (long long)figure.value) : "unknown";

    return said ? said : "";
}

/* Reports a key that comes again: with the same figures it is a copy. */
static void report_again(struct table *table, struct wage *wage, const struct seen *seen)
{
    struct wage *first = (struct wage *)table->document->wages.at + seen->item;

    for (size_t i = 0; i < WAGE_FIGURES; i++) {
        struct figure was = *wage_figure(first, i), is = *wage_figure(wage, i);

        if (was.known != is.known || was.value != is.value) {
            table_error(table, "%s of the wage %s is %s; expected %s as on line %zu", name_of(i), seen->key,
                        say(table, is), say(table, was), seen->line);
            return;
        }
    }
    table_warning(table, "the wage %s comes as on line %zu; this row is left out", seen->key, seen->line);
}

/* @return the key's place among those of the table; NULL if there is no memory */
static struct seen *find_key(struct table *table, const struct wage *wage)
{
    const char *key =
        arena_format(table->input->arena, "%s %s %s %s", wage->isco, wage->period, wage->region, wage->sphere);

    table->no_memory |= !key;
    return key ? table_find(table, key) : NULL;
}

static void read_wage(struct table *table, const char *const cells[])
{
    struct document *document = table->document;
    struct wage wage = {.source = SOURCE_ISPV}, *added;
    struct seen *seen;

    if (!read_key(table, cells, &wage) || !read_figures(table, cells, &wage) || !check_order(table, &wage))
        return;
    set_status(&wage);
    seen = find_key(table, &wage);
    if (seen && seen->line > 0)
        report_again(table, &wage, seen);
    if (!seen || seen->line > 0)
        return;
    seen->line = table->line;
    seen->item = document->wages.count;
    added = table_add(table, &document->wages, sizeof *added);
    if (added)
        *added = wage;
    if (period_is_newer(wage.period, document->edition))
        document->edition = wage.period;
}

const struct table_kind table_wages = {
    .name = "ISPV wages",
    .columns =
        (const struct table_column[]){
            [WAGE_PERIOD] = {"period", TABLE_FILLED},
            [WAGE_SPHERE] = {"sphere", TABLE_FILLED},
            [WAGE_REGION] = {"region_nuts3", TABLE_FILLED},
            [WAGE_CODE] = {"code", TABLE_FILLED},
            [WAGE_EMPLOYEES] = {"employees_thousand", TABLE_REQUIRED},
            [WAGE_MEDIAN] = {"median", TABLE_REQUIRED},
            [WAGE_D1] = {"d1", TABLE_REQUIRED},
            [WAGE_Q1] = {"q1", TABLE_REQUIRED},
            [WAGE_Q3] = {"q3", TABLE_REQUIRED},
            [WAGE_D9] = {"d9", TABLE_REQUIRED},
            [WAGE_MEAN] = {"mean", TABLE_REQUIRED},
            [WAGE_LEVEL] = {"level", TABLE_OPTIONAL},
            {"name_ispv", TABLE_IGNORED}, /* abbreviated: the codebook's names are whole */
            {"name_cs", TABLE_IGNORED},
            {"bonus_pct", TABLE_IGNORED},
            {"supplements_pct", TABLE_IGNORED},
            {"compensation_pct", TABLE_IGNORED},
            {"paid_hours_month", TABLE_IGNORED},
            {"estimate_quality", TABLE_IGNORED},
            {"source_file", TABLE_IGNORED},
            {0},
        },
    .source = SOURCE_ISPV,
    .publisher = PUBLISHER_WAGES,
    .row = read_wage,
};
