/**
 * Where cards contradict each other: one code with two names, one wage key with two figures.
 */
#ifndef POVOLANI_BUILDER_CONFLICTS_H
#define POVOLANI_BUILDER_CONFLICTS_H

#include "db/import/findings.h"

#include <sqlite3.h>
#include <stdbool.h>

/** Of each kind, so many warnings are written out; the rest is one line with their number. */
enum { CONFLICTS_SHOWN = 20 };

/**
 * Warns of what the staging tables have in two wordings, by kind and code. What is taken does not depend on the order
 * of files: the card with the lowest number is believed, published figures before suppressed ones.
 * @return false with SQLite's message at db
 */
bool conflicts_report(sqlite3 *db, struct findings *findings) __attribute__((warn_unused_result));

#endif
