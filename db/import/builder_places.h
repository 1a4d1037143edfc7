/**
 * The functions of SQL with which places.sql packs sets and columns (db/places.h):
 *
 * place_set(place) is the packed set of a group's places, in whatever order they come; NULLs are left out.
 * place_numbers(place, number) is the packed column with each number at its place; NULL is 0.
 * place_rows(a, b, …) is the packed column of all numbers of all rows; rows come in their order by a, then by b …
 */
#ifndef POVOLANI_BUILDER_PLACES_H
#define POVOLANI_BUILDER_PLACES_H

#include <sqlite3.h>
#include <stdbool.h>

/** @return false with SQLite's message at db */
bool places_add_functions(sqlite3 *db);

#endif
