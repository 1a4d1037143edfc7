/* ISPV wages: money in crowns and persons in thousands, both with decimals; zero or nothing is a withheld figure. */
#include "db/import/table_reader.h"

#include <stddef.h>
#include <string.h>

enum { WHOLE_MAX = 1000000000, YEAR_DIGITS = 4, THOUSAND = 3 };

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

/*
 * Reads a decimal number such as "38000.50", multiplied by a power of ten and rounded half up: digit by digit, as
 * binary fractions would round some halves down. @return false: it is none, or too much
 */
static bool read_decimal(const char *text, unsigned power, int64_t *value)
{
    size_t whole = strspn(text, "0123456789");
    const char *decimals = text[whole] == '.' ? text + whole + 1 : "";
    size_t count = strspn(decimals, "0123456789");

    if (whole == 0 || decimals[count] || (text[whole] && count == 0))
        return false;
    *value = 0;
    for (size_t i = 0; i < whole + power && *value <= WHOLE_MAX; i++) {
        char digit = i < whole ? text[i] : i - whole < count ? decimals[i - whole] : '0';

        *value = *value * 10 + digit - '0';
    }
    *value += count > power && decimals[power] >= '5';
    return *value <= WHOLE_MAX;
}

/* The figures, each in its column; the quantiles in rising order. */
static const struct {
    int column;
    const char *name;
    size_t offset;
    unsigned power;
} figures[] = {
    {WAGE_D1, "d1", offsetof(struct wage, p10), 0},
    {WAGE_Q1, "q1", offsetof(struct wage, p25), 0},
    {WAGE_MEDIAN, "median", offsetof(struct wage, median), 0},
    {WAGE_Q3, "q3", offsetof(struct wage, p75), 0},
    {WAGE_D9, "d9", offsetof(struct wage, p90), 0},
    {WAGE_MEAN, "mean", offsetof(struct wage, mean), 0},
    {WAGE_EMPLOYEES, "employees_thousand", offsetof(struct wage, employees), THOUSAND},
};
enum { QUANTILES = 5, FIGURES = sizeof figures / sizeof *figures };

static struct figure *figure_of(struct wage *wage, size_t i)
{
    return (struct figure *)(void *)((char *)wage + figures[i].offset);
}

/* @return false: a figure is at fault, as is reported */
static bool read_figures(struct table *table, const char *const cells[], struct wage *wage)
{
    for (size_t i = 0; i < FIGURES; i++) {
        const char *cell = cells[figures[i].column];
        int64_t value = 0;

        if (*cell && !read_decimal(cell, figures[i].power, &value)) {
            table_error(table, "%s %s is no figure; expected one such as 38000.50, or nothing", figures[i].name,
                        table_quote(table, cell));
            return false;
        }
        if (value > 0)
            *figure_of(wage, i) = (struct figure){true, value};
    }
    return true;
}

static bool check_order(struct table *table, struct wage *wage)
{
    size_t low = QUANTILES;

    for (size_t high = 0; high < QUANTILES; high++) {
        if (!figure_of(wage, high)->known)
            continue;
        if (low < QUANTILES && figure_of(wage, low)->value > figure_of(wage, high)->value) {
            table_error(table, "%s %lld is above %s %lld; expected d1, q1, median, q3, d9 in rising order",
                        figures[low].name, (long long)figure_of(wage, low)->value, figures[high].name,
                        (long long)figure_of(wage, high)->value);
            return false;
        }
        low = high;
    }
    return true;
}

/* A row without a median is withheld: what else stands in it is none of the source's figures. */
static void set_status(struct wage *wage)
{
    wage->status = wage_statuses[wage->median.known ? 0 : 1].code;
    for (size_t i = 0; i < FIGURES && !wage->median.known; i++)
        *figure_of(wage, i) = (struct figure){0};
}

/* Keys ------------------------------------------------------------------------------------------------------------- */

/* "2021" is a year, "2025H1" its first half, which we call "2025-H1". */
static bool read_period(struct table *table, const char *text, struct wage *wage)
{
    const char *half = text + strspn(text, "0123456789");
    const struct list *wages = &table->document->wages;
    const struct wage *last = wages->count > 0 ? (const struct wage *)wages->at + wages->count - 1 : NULL;
    const char *period;

    if (half - text != YEAR_DIGITS || *text == '0' || (*half && strcmp(half, "H1") != 0 && strcmp(half, "H2") != 0)) {
        table_error(table, "period %s is none; expected one such as 2021 or 2025H1", table_quote(table, text));
        return false;
    }
    for (const char *at = text; at < half; at++)
        wage->year = wage->year * 10 + *at - '0';
    period = arena_format(table->record, *half ? "%.4s-%s" : "%.4s", text, half);
    if (period && last && strcmp(last->period, period) == 0)
        wage->period = last->period; /* rows of a period stand together: one text is enough */
    else
        wage->period = table_keep(table, period ? period : "");
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
static void report_again(struct table *table, struct wage *wage, const struct table_seen *seen)
{
    struct wage *first = (struct wage *)table->document->wages.at + seen->item;

    for (size_t i = 0; i < FIGURES; i++) {
        struct figure was = *figure_of(first, i), is = *figure_of(wage, i);

        if (was.known != is.known || was.value != is.value) {
            table_error(table, "%s of the wage %s is %s; expected %s as on line %zu", figures[i].name, seen->key,
                        say(table, is), say(table, was), seen->line);
            return;
        }
    }
    table_warning(table, "the wage %s comes as on line %zu; this row is left out", seen->key, seen->line);
}

/* @return the key's place among those of the table; NULL if there is no memory */
static struct table_seen *find_key(struct table *table, const struct wage *wage)
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
    struct table_seen *seen;

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
    if (strcmp(wage.period, document->edition) > 0)
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
