/* Rows of wages. Nothing is taken of the arena for a row but its place in the list: of these files there are large
 * ones. */
#include "db/import/mpsv.h"

#include "db/import/code.h"
#include "db/import/line.h"
#include "db/import/period.h"
#include "db/import/publishers.h"
#include "db/import/wage_figures.h"

#include <malloc.h>
#include <string.h>

enum {
    NUMBER_BYTES = 32,
    ROWS_AT_ONCE = 4096, /* 8 MB of tree are given back in one go */
};

/** The file while it is read. */
struct wages {
    struct json_reader *reader;
    const char *code;   /* of the row before, which the next one mostly shares */
    const char *obdobi; /* its period as the file writes it, and as it is served */
    const char *period;
    int64_t year;
};

/* Figures ---------------------------------------------------------------------------------------------------------- */

/* The member of each figure. */
static const char *const members[WAGE_FIGURES] = {
    "diferenciaceD1M", "diferenciaceQ1M", "medianMzda",           "diferenciaceQ3M",
    "diferenciaceD9M", "mzdaPrumer",      "pocetZamestnancuMzda",
};

/* Reads an amount; 0 is known here. A number goes the way of a text, by its shortest decimal form. */
static struct figure read_amount(struct json_reader *reader, const struct node *node, size_t which)
{
    const char *text = json_is_string(node->value) ? node_text(reader, node) : NULL;
    struct figure figure = {0};
    char number[NUMBER_BYTES] = "";

    if (json_is_integer(node->value))
        snprintf(number, sizeof number, "%lld", (long long)json_integer_value(node->value));
    else if (json_is_real(node->value))
        snprintf(number, sizeof number, "%.15g", json_real_value(node->value));
    if (!node->value || (json_is_string(node->value) && !text))
        return figure;
    figure.known = wage_figure_read(text ? text : number, which, &figure.value);
    if (!figure.known)
        node_unexpected(reader, node, "an amount of 0 to 1 000 000 000");
    return figure;
}

/* @return whether any figure is above 0. */
static bool read_amounts(struct json_reader *reader, const struct node *row, struct wage *wage)
{
    bool any = false;

    for (size_t i = 0; i < WAGE_FIGURES; i++) {
        struct node node = node_member(row, members[i]);
        struct figure *figure = wage_figure(wage, i);

        *figure = read_amount(reader, &node, i);
        any |= figure->value > 0;
    }
    return any;
}

static void check_order(struct json_reader *reader, const struct node *row, struct wage *wage)
{
    for (size_t low = 0, high = 0; wage_figures_fall(wage, &low, &high);)
        node_warning(reader, row, " has %s %lld above %s %lld; expected D1, Q1, median, Q3, D9 in rising order",
                     members[low], (long long)wage_figure(wage, low)->value, members[high],
                     (long long)wage_figure(wage, high)->value);
}

/* Makes what is 0 unknown: all figures where it is the median. */
static void suppress(struct json_reader *reader, const struct node *row, struct wage *wage, bool any)
{
    bool withheld = wage->median.known && wage->median.value == 0;
    bool published = false;

    if (withheld && any)
        node_warning(reader, row, " has figures beside a medianMzda of 0, which withholds them; they are left out");
    for (size_t i = 0; i < WAGE_FIGURES; i++) {
        struct figure *figure = wage_figure(wage, i);

        if (withheld || figure->value == 0)
            *figure = (struct figure){0};
        published |= figure->known && figure != &wage->employees;
    }
    wage->status = wage_statuses[published ? 0 : 1].code;
}

/* What a row is about ---------------------------------------------------------------------------------------------- */

/* A copy in the arena, which the rows that follow share. */
static const char *shared(struct json_reader *reader, const char **last, const char *text)
{
    if (*last && strcmp(*last, text) == 0)
        return *last;
    *last = arena_text(reader->input->arena, text, strlen(text));
    reader->no_memory |= !*last;
    return *last;
}

static void read_code(struct wages *wages, const struct node *row, struct wage *wage)
{
    struct node node = node_member(row, "czIsco");
    const char *code = mpsv_reference(wages->reader, &node, "CzIsco");

    if (!code || !*code)
        return;
    if (!code_is_isco(code))
        node_unexpected(wages->reader, &node, "CzIsco/ and 1 to 5 digits");
    else
        wage->isco = shared(wages->reader, &wages->code, code);
}

static void read_sphere(struct json_reader *reader, const struct node *row, struct wage *wage)
{
    static const char *const words[] = {"MZDOVA", "PLATOVA"};
    struct node node = node_member(row, "sfera");
    const char *word = json_string_value(node.value);

    if (!node.value || (word && !*word))
        return;
    for (size_t i = 0; i < 2; i++)
        if (word && strcmp(words[i], word) == 0)
            wage->sphere = spheres[i].code;
    if (!wage->sphere)
        node_unexpected(reader, &node, "MZDOVA or PLATOVA");
}

/* Reads a period that the row before did not have. @return false: it is none. */
static bool read_new_period(struct wages *wages, const char *text)
{
    struct json_reader *reader = wages->reader;
    size_t faults;
    const char *plain = line_plain_value(text, strlen(text), true, reader->input->arena, &faults);
    struct period period;

    reader->no_memory |= !plain;
    if (!plain || !period_read(plain, &period))
        return !plain;
    wages->year = period.year;
    wages->period = period_text(reader->input->arena, &period);
    reader->no_memory |= !wages->period;
    if (wages->period && period_is_newer(wages->period, reader->document->edition))
        reader->document->edition = wages->period;
    return true;
}

/* "rok 2025", or 2025 as a number */
static void read_period(struct wages *wages, const struct node *row, struct wage *wage)
{
    struct node node = node_member(row, "obdobi");
    const char *text = json_string_value(node.value);
    char number[NUMBER_BYTES];

    if (json_is_integer(node.value)) {
        snprintf(number, sizeof number, "%lld", (long long)json_integer_value(node.value));
        text = number;
    }
    if (!node.value || (text && !*text))
        return;
    if (!text || ((!wages->obdobi || strcmp(wages->obdobi, text) != 0) && !read_new_period(wages, text))) {
        node_unexpected(wages->reader, &node, "a period such as \"rok 2025\", \"2025\" or \"1. pololetí 2025\"");
        return;
    }
    shared(wages->reader, &wages->obdobi, text);
    wage->period = wages->period;
    wage->year = wages->year;
}

static void read_region(struct json_reader *reader, const struct node *row, struct wage *wage)
{
    struct node node = node_member(row, "kraj");
    const char *number = mpsv_reference(reader, &node, "Kraj");
    const struct entry *region = number && *number ? mpsv_region(number) : NULL;

    if (!node.value)
        region = &regions[REGION_COUNT]; /* the country */
    else if (number && *number && !region)
        node_unexpected(reader, &node, "the number of one of the 14 regions, such as Kraj/19");
    wage->region = region ? region->code : NULL;
}

/* @return the member that a row lacks; NULL: none. */
static const char *missing(const struct wage *wage)
{
    if (!wage->isco)
        return "czIsco";
    if (!wage->sphere)
        return "sfera";
    if (!wage->period)
        return "obdobi";
    return wage->region ? NULL : "kraj";
}

/* Rows ------------------------------------------------------------------------------------------------------------- */

static void read_row(struct wages *wages, const struct node *row)
{
    struct json_reader *reader = wages->reader;
    size_t errors = reader->errors;
    struct wage wage = {.source = wage_sources[1].code}, *added;
    bool any;

    read_code(wages, row, &wage);
    read_sphere(reader, row, &wage);
    read_period(wages, row, &wage);
    read_region(reader, row, &wage);
    any = read_amounts(reader, row, &wage);
    if (reader->errors > errors || (!wage.isco && !any))
        return;
    if (missing(&wage)) {
        node_warning(reader, row, " has no %s; the row is left out", missing(&wage));
        return;
    }
    suppress(reader, row, &wage, any);
    check_order(reader, row, &wage);
    added = node_add(reader, &reader->document->wages, sizeof *added);
    if (added)
        *added = wage;
}

void mpsv_wages(struct json_reader *reader, const struct node *rows)
{
    struct wages wages = {.reader = reader};
    size_t count = json_array_size(rows->value);

    reader->document->source = SOURCE_ISPV;
    reader->document->publisher = PUBLISHER_WAGES;
    reader->document->edition = "";
    node_reserve(reader, &reader->document->wages, sizeof(struct wage), count);
    for (size_t i = 0; i < count && !reader->no_memory; i++) {
        struct node row = node_element(rows, i);

        if (!row.value)
            node_unexpected(reader, &row, "an object");
        else if (node_is_object(reader, &row))
            read_row(&wages, &row);
        reader->no_memory |= json_array_set_new(rows->value, i, json_null()) != 0; /* gives the row back */
        if (i % ROWS_AT_ONCE == ROWS_AT_ONCE - 1)
            malloc_trim(0); /* to the system: what was freed lies before what is not */
    }
}
