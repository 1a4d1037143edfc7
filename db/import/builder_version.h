/**
 * Digests of a dataset's content.
 */
#ifndef POVOLANI_BUILDER_VERSION_H
#define POVOLANI_BUILDER_VERSION_H

#include "db/digest.h"

#include <sqlite3.h>
#include <stdbool.h>

enum { VERSION_BYTES = 17 /* 16 hex digits and NUL */ };

/**
 * The dataset's version: the start of SHA-256 over every row of every table but `dataset`, those that tell its history,
 * and the exports, which follow from the rest. Tables come by name, rows in the order of their primary key, every value
 * with its type and length, so that no two contents read alike.
 * @return SQLITE_OK, or SQLite's code for what went wrong
 */
int builder_version(sqlite3 *db, char version[static VERSION_BYTES]) __attribute__((warn_unused_result));

/**
 * The digest of a source: SHA-256 over the digests of its documents, sorted, a line each.
 * @return false with SQLite's message at db
 */
bool builder_source_digest(sqlite3 *db, const char *source, char digest[static DIGEST_BYTES])
    __attribute__((warn_unused_result));

#endif
