/**
 * The history of a dataset: its releases, and what each changed of its occupations.
 */
#ifndef POVOLANI_BUILDER_CHANGES_H
#define POVOLANI_BUILDER_CHANGES_H

#include <sqlite3.h>
#include <stdbool.h>

/**
 * Writes the history of the dataset at a connection, whose version is settled.
 *
 * @param previous  the file of the edition before, which has been checked; NULL: this one is the first
 * @return false with SQLite's message at db
 */
bool builder_changes(sqlite3 *db, const char *previous) __attribute__((warn_unused_result));

#endif
