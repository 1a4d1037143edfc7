/**
 * The index of words: tables search_entry, search, search_word, search_stem and search_deletion of a dataset whose
 * other tables are filled. The same dataset gives the same bytes.
 */
#ifndef POVOLANI_BUILDER_SEARCH_H
#define POVOLANI_BUILDER_SEARCH_H

#include <sqlite3.h>
#include <stdbool.h>

/** @return false with SQLite's message at db */
bool builder_search(sqlite3 *db) __attribute__((warn_unused_result));

#endif
