/*
 * The rows of tables: their header must have come, and each row must have its cells. After a page break the header may
 * be repeated, or the rows go on.
 */
#include "db/import/card_reader.h"

#include <string.h>

/* The names of the columns, for a message. */
static const char *column_names(struct reader *reader)
{
    char *columns = arena_text(reader->arena, reader->headers[0], strlen(reader->headers[0]));

    for (char *at = columns; at && *at; at++)
        if (*at == '\t')
            *at = '|';
    return columns ? columns : "";
}

static size_t count_columns(const char *header)
{
    size_t count = 1;

    for (; *header; header++)
        count += *header == '\t';
    return count;
}

/* How many columns the header has that the line is; 0 if it is none. */
static size_t header_columns(const struct reader *reader, const char *text)
{
    for (size_t i = 0; i < 2; i++)
        if (reader->headers[i] && strcmp(reader->headers[i], text) == 0)
            return count_columns(text);
    return 0;
}

static bool is_first_cell(const char *row, const char *cell)
{
    size_t length = strcspn(row, "\t");

    return strlen(cell) == length && memcmp(cell, row, length) == 0;
}

/* Does the row begin as the header or the row above it does? */
static bool is_like_header(const struct reader *reader, const char *cell)
{
    const char *above = reader->place.section->table->above;

    return is_first_cell(reader->headers[0], cell) || (above && is_first_cell(above, cell));
}

/* Reports a row whose number of cells is wrong. @return false: it cannot be read. */
static bool check_cells(struct reader *reader, const struct line *line, char *const cells[], size_t count)
{
    size_t columns = *reader->columns;
    bool gaps = reader->place.section->table->gaps;

    if (count > columns || (count < columns && !gaps)) {
        card_error(reader, line->number, "the row %s has %zu cell%s; expected %zu: %s", card_quote(reader, cells[0]),
                   count, count == 1 ? "" : "s", columns, column_names(reader));
        return false;
    }
    for (size_t i = 0; i < count && !gaps; i++)
        if (!*cells[i]) {
            card_error(reader, line->number, "cell %zu of the row %s is empty; expected %s", i + 1,
                       card_quote(reader, cells[0]), column_names(reader));
            return false;
        }
    return true;
}

void card_table_line(struct reader *reader, struct line *line)
{
    const struct card_table *table = reader->place.section->table;
    size_t found = header_columns(reader, line->text);
    char *cells[CARD_CELLS_MAX] = {NULL};
    size_t count;

    if (found > 0)
        *reader->columns = found;
    if (found > 0 || (table->above && strcmp(table->above, line->text) == 0))
        return;
    count = line_split(line, cells, CARD_CELLS_MAX);
    if (is_like_header(reader, cells[0])) {
        card_error(reader, line->number, "unknown header of the table; expected %s", column_names(reader));
        count = 0;
    } else if (*reader->columns == 0) {
        card_error(reader, line->number, "the row %s comes before the header of its table; expected %s",
                   card_quote(reader, cells[0]), column_names(reader));
    }
    if (*reader->columns == 0) /* said once is enough */
        *reader->columns = count_columns(reader->headers[0]);
    if (count > 0 && check_cells(reader, line, cells, count))
        table->row(reader, line, cells, count);
}
