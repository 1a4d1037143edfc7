/**
 * The exports of a dataset that is otherwise finished.
 */
#ifndef POVOLANI_BUILDER_EXPORT_H
#define POVOLANI_BUILDER_EXPORT_H

#include <sqlite3.h>
#include <stdbool.h>

/**
 * Makes the exports and keeps them in the dataset: every occupation and every wage row, as the API answers them.
 *
 * @param db  of the builder; the dataset is read through it as the API reads it
 * @return false if there is no memory, or with SQLite's message at db
 */
bool builder_export(sqlite3 *db) __attribute__((warn_unused_result));

#endif
