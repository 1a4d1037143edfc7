/* Records of comma-separated values, by libcsv: it is fed line by line, so that each record's line is known. */
#include "db/import/table_reader.h"

#include "db/import/line.h"

#include <csv.h>
#include <string.h>

enum {
    PARSER_OPTIONS = CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL,
    GROWTH_BYTES = 64 * 1024, /* of the parser's buffer: a quote that never ends takes the rest of the file in */
};

/* Takes one cell of the record; inside it, line breaks and tabs become spaces, and none stand at its ends. */
static void take_cell(void *bytes, size_t length, void *context)
{
    struct table *table = context;
    const char *start = bytes;
    char *cell;

    if (table->count++ >= TABLE_CELLS_MAX)
        return;
    while (length > 0 && strchr(" \t\n", start[length - 1]))
        length--;
    while (length > 0 && strchr(" \t\n", *start)) {
        start++;
        length--;
    }
    cell = arena_text(table->record, start, length);
    table->no_memory |= !cell;
    table->cells[table->count - 1] = cell ? cell : "";
    for (char *at = cell; at && *at; at++) {
        table->fault |= *at == LINE_FAULT;
        if (*at == '\t' || *at == '\n')
            *at = ' ';
    }
}

/* Finds the cells of a row that the kind's columns are. @return false: one is empty that may not be, as is reported. */
static bool find_cells(struct table *table, const char *cells[])
{
    const struct table_column *columns = table->kind->columns;

    for (size_t i = 0; i < table->width; i++) {
        size_t column = table->column_of[i];

        if (column < TABLE_CELLS_MAX)
            cells[column] = table->cells[i];
        if (column < TABLE_CELLS_MAX && columns[column].use == TABLE_FILLED && !*table->cells[i]) {
            table_error(table, "the cell of \"%s\" is empty; expected a value", columns[column].name);
            return false;
        }
    }
    return true;
}

static void take_row(struct table *table)
{
    const char *cells[TABLE_CELLS_MAX] = {NULL};

    table->rows++;
    if (table->count != table->width)
        table_error(table, "the row has %zu cell%s; expected %zu as the header has", table->count,
                    table->count == 1 ? "" : "s", table->width);
    else if (!table->fault && find_cells(table, cells))
        table->kind->row(table, cells);
}

/* Makes the next line the start of a record. */
static void close_record(struct table *table)
{
    table->open = false;
    table->fault = false;
    table->count = 0;
    arena_reset(table->record);
}

static void take_record(int end, void *context)
{
    struct table *table = context;

    (void)end;
    if (table->kind)
        take_row(table);
    else
        table->over = !table_header(table);
    close_record(table);
}

/* A record that breaks the rules of quoting: what follows it on its line is passed over. */
static void refuse_record(struct table *table, struct csv_parser *parser)
{
    int why = csv_error(parser);

    csv_free(parser);
    table->no_memory |= why != CSV_EPARSE || csv_init(parser, PARSER_OPTIONS) != 0;
    csv_set_blk_size(parser, GROWTH_BYTES);
    if (why == CSV_EPARSE)
        table_error(table, "a quote stands where none may; expected it doubled, in a cell inside quotes");
    table->over = !table->kind;
    close_record(table);
}

static bool goes_on(const struct table *table)
{
    return table->errors < TABLE_ERRORS_MAX && !table->no_memory && !table->over;
}

static void read_lines(struct table *table, struct csv_parser *parser, const char *text)
{
    for (size_t number = 1; *text && goes_on(table); number++) {
        size_t length = strcspn(text, "\n") + 1;

        if (!table->open)
            table->line = number;
        if (table->open || length > 1) { /* a blank line between records is none */
            table->open = true;
            if (csv_parse(parser, text, length, take_cell, take_record, table) != length)
                refuse_record(table, parser);
        }
        text += length;
    }
    if (goes_on(table) && csv_fini(parser, take_cell, take_record, table) != 0)
        table_error(table, "the record does not end; expected a quote that closes its last cell");
}

/* Does the first line have separators, but no comma? @return their name; NULL: it is a header, as it seems */
static const char *other_separators(const char *text)
{
    size_t length;

    text += strspn(text, "\n");
    length = strcspn(text, "\n");
    if (memchr(text, ',', length))
        return NULL;
    return memchr(text, ';', length) ? "semicolons" : memchr(text, '\t', length) ? "tabs" : NULL;
}

void table_records(struct table *table, char *text)
{
    const char *separators = other_separators(text);
    struct csv_parser parser;

    if (separators) {
        table_error(table, "the cells are separated by %s; expected commas", separators);
    } else if (csv_init(&parser, PARSER_OPTIONS) != 0) {
        table->no_memory = true;
    } else {
        csv_set_blk_size(&parser, GROWTH_BYTES);
        read_lines(table, &parser, text);
        csv_free(&parser);
    }
}
