/**
 * What of a document goes where in the staging tables (staging.sql).
 */
#ifndef POVOLANI_BUILDER_STAGE_H
#define POVOLANI_BUILDER_STAGE_H

#include "db/import/builder_statement.h"
#include "db/import/document.h"

#include <sqlite3.h>

/** The members of a document that it is stored by. */
extern const struct shape document_shape;

struct stage;

/** @return NULL if there is no memory or, with SQLite's message at db, if a statement does not fit the schema. */
struct stage *stage_new(sqlite3 *db);
void stage_free(struct stage *stage);

/**
 * Writes the rows of one document.
 * @param outermost  document, rank, edition_of and records are set
 * @return false with SQLite's message at the connection
 */
bool stage_document(struct stage *stage, const struct document *document, const struct context *outermost)
    __attribute__((warn_unused_result));

/** Writes the closed vocabularies of the model. @return false with SQLite's message at db */
bool stage_vocabularies(sqlite3 *db) __attribute__((warn_unused_result));

#endif
