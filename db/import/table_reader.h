/**
 * What the parts of the table reader share: the state of one reading, its findings, and the kinds of tables.
 * Only db/import/table*.c include it.
 *
 * After a fault the reader goes on with the next row: the table is refused anyway, and one run is to show all faults.
 */
#ifndef POVOLANI_TABLE_READER_H
#define POVOLANI_TABLE_READER_H

#include "db/import/publishers.h"
#include "db/import/seen.h"
#include "db/import/table.h"
#include "model/vocabulary.h"

enum {
    TABLE_ERRORS_MAX = 100, /* of one file: more would tell nobody more */
    TABLE_CELLS_MAX = 64,   /* the widest table that is known has 18 */
};

struct table;

/** What a column has to be. */
enum table_use {
    TABLE_FILLED,   /* there, and no cell of it empty */
    TABLE_REQUIRED, /* there; cells may be empty */
    TABLE_OPTIONAL, /* its cells are NULL where it is not there */
    TABLE_IGNORED,  /* known to be of no use to us: no warning, and nobody looks at its cells */
};

struct table_column {
    const char *name;
    enum table_use use;
};

/** A kind of tables. */
struct table_kind {
    const char *name;                   /* for messages: "ISPV wages" */
    const struct table_column *columns; /* ends with a NULL name */
    const char *source;                 /* SOURCE_… */
    enum publisher publisher;
    /** Reads one row. cells: one a column, in the order of columns; they are gone with the row. */
    void (*row)(struct table *table, const char *const cells[]);
    void (*finish)(struct table *table); /* after the last row of a table that was read to its end; NULL: nothing */
};

/** Ends with NULL. */
extern const struct table_kind *const table_kinds[];
extern const struct table_kind table_cz_isco, table_kkov, table_kkov_groups;    /* table_codes.c */
extern const struct table_kind table_isco08, table_esco;                        /* table_esco.c */
extern const struct table_kind table_units, table_directions, table_successors; /* table_units.c */
extern const struct table_kind table_wages;                                     /* table_wages.c */
extern const struct table_kind table_titles;                                    /* table_titles.c */
extern const struct table_kind table_regions, table_districts;                  /* table_places.c */

struct table {
    const struct input *input;
    struct document *document;
    const struct table_kind *kind; /* NULL until the header has been read */
    struct arena *record;          /* the cells of the record that is read */
    const char *cells[TABLE_CELLS_MAX];
    size_t count;                      /* of its cells, those beyond TABLE_CELLS_MAX too */
    size_t line;                       /* where it begins */
    bool open;                         /* it goes on: a line break stood inside quotes */
    bool over;                         /* the header is at fault: rows would mean nothing */
    bool fault;                        /* it has characters at fault: was reported, and nothing more is said of it */
    size_t width;                      /* cells of the header */
    size_t column_of[TABLE_CELLS_MAX]; /* which of the kind's columns each of them is; TABLE_CELLS_MAX: none */
    size_t rows;                       /* that were read, those at fault too */
    size_t errors;
    void *seen; /* of seen_find */
    bool no_memory;
};

/* Findings, said of the record that is read: %s of a value through table_quote. */

void table_error(struct table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));
void table_warning(struct table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** @return the text in quotes, shortened to fit a line; it is gone with the record. */
const char *table_quote(struct table *table, const char *text);

/* Memory: what fails is remembered in no_memory, and the document is not handed over. */

/** @return a copy of the text that lives as long as the document; "" if there is no memory. */
const char *table_keep(struct table *table, const char *text);

/** list_add; NULL if there is no memory. */
void *table_add(struct table *table, struct list *list, size_t size);

/** seen_find with no_memory. key lives as long as the document. */
struct seen *table_find(struct table *table, const char *key);

/**
 * Is the row the first of its key? One that comes again with the same value is left out with a warning, with another
 * value it is an error.
 *
 * @param what   for messages: "the code"
 * @param key    lives as long as the document, as value does
 */
bool table_is_first(struct table *table, const char *what, const char *key, const char *value);

/** Adds the name of a code; both are kept. */
void table_name_code(struct table *table, const char *kind, const char *code, const char *name);

/* Checks of cells. Each reports what is at fault and returns false then. */

/** Is the cell a code of so many digits? column: its name, for the message. */
bool table_check_digits(struct table *table, const char *column, const char *code, size_t least, size_t most);

/** Is the level the number of the code's digits? level may be NULL: it is not given. */
bool table_check_level(struct table *table, const char *code, const char *level);

/** Is the parent the code without its last digit, "" at level 1? code has a digit. */
bool table_check_parent(struct table *table, const char *code, const char *parent);

/** Is the cell empty or a slug (code.h)? */
bool table_check_slug(struct table *table, const char *column, const char *slug);

/** @return the slug of a name, kept. Reports a name that has none, and a slug given in a column that is another. */
const char *table_slug_of(struct table *table, const char *name, const char *column, const char *given);

/** @param country  may it be "CZ", too? @return NULL if the code is no region's, as is reported */
const struct entry *table_region(struct table *table, const char *column, const char *code, bool country);

/* The parts. */

/** table_record.c: hands each record of the text to table_header (the first) or its kind. */
void table_records(struct table *table, char *text);

/** table_header.c: finds the kind by the header, which is the record that is read. @return false: it has none */
bool table_header(struct table *table);

#endif
