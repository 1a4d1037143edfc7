/* Which kind of table it is: the one that fits the header best, whether or not it fits wholly. */
#include "db/import/table_reader.h"

#include "model/text.h"

#include <string.h>

static size_t find_column(const struct table_kind *kind, const char *name)
{
    for (size_t i = 0; kind->columns[i].name; i++)
        if (strcmp(kind->columns[i].name, name) == 0)
            return i;
    return TABLE_CELLS_MAX;
}

static bool has_cell(const struct table *table, const char *name)
{
    for (size_t i = 0; i < table->width; i++)
        if (strcmp(table->cells[i], name) == 0)
            return true;
    return false;
}

static bool is_missing(const struct table *table, const struct table_column *column)
{
    return column->use <= TABLE_REQUIRED && !has_cell(table, column->name);
}

/* How well a kind fits. */
struct fit {
    const struct table_kind *kind;
    size_t known;  /* columns of the header that the kind has */
    size_t faults; /* those that it does not have, and those of its own that are missing */
};

static struct fit fit_of(const struct table *table, const struct table_kind *kind)
{
    struct fit fit = {.kind = kind};

    for (size_t i = 0; i < table->width; i++)
        fit.known += find_column(kind, table->cells[i]) < TABLE_CELLS_MAX;
    fit.faults = table->width - fit.known;
    for (const struct table_column *column = kind->columns; column->name; column++)
        fit.faults += is_missing(table, column);
    return fit;
}

/* Some kinds' columns are among another's: the fewest faults tell, then the most columns. */
static struct fit best_fit(const struct table *table)
{
    struct fit best = fit_of(table, table_kinds[0]);

    for (const struct table_kind *const *kind = table_kinds + 1; *kind; kind++) {
        struct fit fit = fit_of(table, *kind);

        if (fit.faults < best.faults || (fit.faults == best.faults && fit.known > best.known))
            best = fit;
    }
    return best;
}

/* Reports the columns that the kind needs. @return false: some are missing */
static bool check_missing(struct table *table, const struct table_kind *kind)
{
    const char *names = "";
    size_t count = 0;

    for (const struct table_column *column = kind->columns; column->name && names; column++)
        if (is_missing(table, column))
            names = arena_format(table->record, "%s%s\"%s\"", names, count++ > 0 ? ", " : "", column->name);
    if (count > 0)
        table_error(table, "the header is of no known table; the nearest is \"%s\", which has the column%s %s, too",
                    kind->name, count == 1 ? "" : "s", names ? names : "");
    return count == 0;
}

/* Warns of a column that nothing is known of. */
static void warn_unknown(struct table *table, const struct table_kind *kind, const char *name)
{
    const char *names[TABLE_CELLS_MAX];
    size_t count = 0, nearest;

    for (; kind->columns[count].name; count++)
        names[count] = kind->columns[count].name;
    nearest = text_nearest(name, names, count);
    table_warning(table, "the column %s is unknown and left out%s%s%s", table_quote(table, name),
                  nearest < count ? "; did you mean \"" : "", nearest < count ? names[nearest] : "",
                  nearest < count ? "\"?" : "");
}

/* Says which column each cell is. */
static void map_columns(struct table *table, const struct table_kind *kind)
{
    bool seen[TABLE_CELLS_MAX] = {false};

    for (size_t i = 0; i < table->width; i++) {
        size_t column = find_column(kind, table->cells[i]);

        table->column_of[i] = column;
        if (column == TABLE_CELLS_MAX) {
            warn_unknown(table, kind, table->cells[i]);
            continue;
        }
        if (seen[column])
            table_error(table, "the column \"%s\" comes twice; expected once", table->cells[i]);
        seen[column] = true;
    }
}

/* Finds the kind whose table it is. @return NULL: there is none, as is reported */
static const struct table_kind *find_kind(struct table *table)
{
    struct fit best;

    if (table->count > TABLE_CELLS_MAX) {
        table_error(table, "the header has %zu cells; expected at most %d", table->count, TABLE_CELLS_MAX);
        return NULL;
    }
    table->width = table->count;
    best = best_fit(table);
    if (best.known == 0)
        table_error(table, "the header begins with %s, and none of it is known; expected that of a known table",
                    table_quote(table, table->cells[0]));
    return best.known > 0 && check_missing(table, best.kind) ? best.kind : NULL;
}

bool table_header(struct table *table)
{
    const struct table_kind *kind = find_kind(table);

    if (!kind)
        return false;
    map_columns(table, kind);
    table->kind = kind;
    table->document->source = kind->source;
    table->document->publisher = kind->publisher;
    return true;
}
