/**
 * An export on its way into the dataset: pieces in, rows of the tables export and export_block out.
 */
#ifndef POVOLANI_EXPORT_WRITER_H
#define POVOLANI_EXPORT_WRITER_H

#include "db/import/export_packer.h"
#include "model/export.h"

#include <sqlite3.h>

struct export_writer;

/** @return NULL if there is no memory or, with SQLite's message at db, if the table cannot be written */
struct export_writer *export_writer_new(sqlite3 *db, enum export which);

/** Gives up what was not ended; NULL is allowed. */
void export_writer_free(struct export_writer *writer);

/** Adds the pieces of a packer at the end, and clears it. @return false with SQLite's message at db */
bool export_writer_add(struct export_writer *writer, struct export_packer *packer) __attribute__((warn_unused_result));

/** Writes what the whole is like. @return false with SQLite's message at db */
bool export_writer_end(struct export_writer *writer) __attribute__((warn_unused_result));

#endif
