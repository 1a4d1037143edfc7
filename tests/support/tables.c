#include "tests/support/tables.h"

#include "tests/support/support.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

struct table_reading table_reading(const char *bytes, size_t length)
{
    struct table_reading reading = {.arena = arena_new()};
    struct input input = {"table.csv", bytes, length, reading.arena, &reading.findings};
    size_t said_length;

    ck_assert_ptr_nonnull(reading.arena);
    reading.findings.out = open_memstream(&reading.said, &said_length);
    ck_assert_ptr_nonnull(reading.findings.out);
    reading.status = table_read(&input, &reading.document);
    ck_assert_int_eq(fclose(reading.findings.out), 0);
    ck_assert_int_eq(reading.status, reading.findings.errors > 0 ? READING_REFUSED : READING_DONE);
    return reading;
}

void table_reading_release(struct table_reading *reading)
{
    arena_free(reading->arena);
    free(reading->said);
}

struct table_reading table_reading_of(const char *path)
{
    size_t length;
    char *bytes = support_read(path, &length);
    struct table_reading reading = table_reading(bytes, length);

    ck_assert_msg(table_looks_likely(bytes, length), "%s", path);
    ck_assert_msg(reading.findings.errors + reading.findings.warnings == 0, "%s: %s", path, reading.said);
    free(bytes);
    return reading;
}

/* What is being parsed. */
struct parsing {
    struct bare_table table;
    size_t count; /* cells */
};

static void take_cell(void *cell, size_t length, void *context)
{
    struct parsing *parsing = context;
    struct bare_table *table = &parsing->table;

    table->cells = realloc(table->cells, (parsing->count + 1) * sizeof *table->cells);
    ck_assert_ptr_nonnull(table->cells);
    table->cells[parsing->count] = strndup(length > 0 ? cell : "", length);
    ck_assert_ptr_nonnull(table->cells[parsing->count++]);
}

static void take_row(int end, void *context)
{
    struct parsing *parsing = context;
    struct bare_table *table = &parsing->table;

    (void)end;
    if (table->width == 0)
        table->width = parsing->count;
    else
        table->rows++;
    ck_assert_uint_eq(parsing->count, (table->rows + 1) * table->width);
}

struct bare_table bare_table(const char *path)
{
    struct parsing parsing = {0};
    struct csv_parser parser;
    size_t length;
    char *bytes = support_read(path, &length);

    ck_assert_int_eq(csv_init(&parser, CSV_STRICT), 0);
    ck_assert_uint_eq(csv_parse(&parser, bytes, length, take_cell, take_row, &parsing), length);
    ck_assert_int_eq(csv_fini(&parser, take_cell, take_row, &parsing), 0);
    csv_free(&parser);
    free(bytes);
    return parsing.table;
}

void bare_table_release(struct bare_table *table)
{
    for (size_t i = 0; i < (table->rows + 1) * table->width; i++)
        free(table->cells[i]);
    free(table->cells);
}

const char *bare_cell(const struct bare_table *table, size_t row, const char *column)
{
    size_t at = 0;

    while (at < table->width && strcmp(table->cells[at], column) != 0)
        at++;
    ck_assert_msg(at < table->width, "no column %s", column);
    ck_assert_uint_le(row, table->rows);
    return table->cells[row * table->width + at];
}
