/**
 * Reading tables in tests: what the reader makes of them, and their bare cells to compare with.
 */
#ifndef POVOLANI_TEST_TABLES_H
#define POVOLANI_TEST_TABLES_H

#include "db/import/table.h"

/** What became of reading a table. */
struct table_reading {
    enum reading status;
    struct document document;
    struct findings findings;
    char *said; /* the findings as they are written, of the file "table.csv" */
    struct arena *arena;
};
struct table_reading table_reading(const char *bytes, size_t length);
void table_reading_release(struct table_reading *reading);

/** Reads a file that has to be without a finding. */
struct table_reading table_reading_of(const char *path);

/** The cells of a file, parsed apart from the reader under test; row 0 is the header. */
struct bare_table {
    char **cells; /* row by row */
    size_t width; /* of every row, or the test fails */
    size_t rows;  /* without the header */
};
struct bare_table bare_table(const char *path);
void bare_table_release(struct bare_table *table);

/** @return the cell of a row (from 1) in the column of that name, which the test fails without */
const char *bare_cell(const struct bare_table *table, size_t row, const char *column);

#endif
