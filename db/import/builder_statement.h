/**
 * Statements whose named parameters are filled from a model struct by its shape: the way back from what the store does.
 *
 * A parameter is called as the field it takes, ":name"; inside an object "$" stands for the dot, ":field$id". What does
 * not come from the struct itself is in struct context and is found under the names of its members.
 */
#ifndef POVOLANI_BUILDER_STATEMENT_H
#define POVOLANI_BUILDER_STATEMENT_H

#include "model/shape.h"

#include <sqlite3.h>

/** Around the struct that a statement is run for; what does not apply is zero. */
struct context {
    int64_t document;   /* number of the document */
    const char *rank;   /* of the document: orders documents by authority */
    int64_t edition_of; /* the document where it is an edition of a source: the newer one counts; else 0 */
    int64_t records;    /* that documents before have: the first occupation of this one is the record after them */
    int64_t record;     /* of the occupation that the struct is, or is inside of */
    int64_t stated;     /* of the occupation: set of enum part */
    int64_t outer;      /* position of the list's item in which position counts */
    int64_t position;   /* in the list, from 1 */
    const char *text;   /* the item itself in a list of texts */
};

struct builder_statement;

/**
 * Prepares a statement for structs of a shape.
 *
 * @param shape  NULL if the statement takes all from the context
 * @return NULL if there is no memory or, with SQLite's message at db, if the statement is wrong; free with
 * builder_statement_free
 */
struct builder_statement *builder_statement_new(sqlite3 *db, const char *sql, const struct shape *shape);
void builder_statement_free(struct builder_statement *statement);

/** Runs it once for a struct of its shape. @return SQLITE_DONE, or what went wrong */
int builder_statement_run(struct builder_statement *statement, const struct context *context, const void *item);

#endif
