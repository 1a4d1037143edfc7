/**
 * The functions of SQL with which places.sql packs sets and columns (db/places.h):
 *
 * place_set(place) is the packed set of a group's places, in whatever order they come; NULLs are left out.
 * place_numbers(place, number) is the packed column with each number at its place; NULL is 0.
 */
#ifndef POVOLANI_BUILDER_PLACES_H
#define POVOLANI_BUILDER_PLACES_H

#include <sqlite3.h>
#include <stdbool.h>

/** @return false with SQLite's message at db */
bool places_add_functions(sqlite3 *db);

#endif
