/**
 * The index of titles: which features tell which CZ-ISCO group, and which name of an occupation.
 */
#ifndef POVOLANI_BUILDER_TITLES_H
#define POVOLANI_BUILDER_TITLES_H

#include <sqlite3.h>
#include <stdbool.h>

/**
 * Fills title_group, title_name, title_feature and title_size from a dataset that is otherwise finished. The idea and
 * its formulas: docs/scoring.md.
 *
 * @return false if there is no memory, or with SQLite's message at db
 */
bool builder_titles(sqlite3 *db) __attribute__((warn_unused_result));

#endif
