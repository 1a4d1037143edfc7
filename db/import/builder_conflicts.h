/**
 * Where documents contradict each other: one code with two names, one wage key with two figures, one occupation with
 * two slugs …
 */
#ifndef POVOLANI_BUILDER_CONFLICTS_H
#define POVOLANI_BUILDER_CONFLICTS_H

#include "db/import/findings.h"

#include <sqlite3.h>
#include <stdbool.h>

/** Of each kind, so many warnings are written out; the rest is one line with their number. */
enum { CONFLICTS_SHOWN = 20 };

/**
 * Warns of what the table `conflict` has, by kind and code; conflicts.sql says what is taken.
 * @return false with SQLite's message at db
 */
bool conflicts_report(sqlite3 *db, struct findings *findings) __attribute__((warn_unused_result));

#endif
