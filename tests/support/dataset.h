/**
 * Datasets for tests: whole, sealed files on db/schema.sql with rows written by hand.
 */
#ifndef POVOLANI_TEST_DATASET_H
#define POVOLANI_TEST_DATASET_H

#include <sqlite3.h>

/**
 * A connection to a new dataset on the schema, in memory where path is NULL. SQL may call sort_key(name) and
 * slug(name). The test fails if it cannot be made. The caller closes it.
 */
sqlite3 *dataset_create(const char *path);

/** Runs SQL; the test fails, with SQLite's words, if it fails. */
void dataset_execute(sqlite3 *db, const char *sql);

/** Seals a file: its checksum is then right. */
void dataset_seal(const char *path);

/** A sealed dataset of the rows in tests/support/dataset.sql, and of more SQL ("" for none).
 *  @return its path: folder/name, in a static buffer, 16 of them */
const char *dataset_write(const char *folder, const char *name, const char *more);

#endif
