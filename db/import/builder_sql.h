/**
 * What several steps of the builder want of SQLite: functions of ours in SQL, and single numbers.
 */
#ifndef POVOLANI_BUILDER_SQL_H
#define POVOLANI_BUILDER_SQL_H

#include "model/arena.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

/** A deterministic function of one argument. @return false if SQLite does not take it */
bool builder_add_function(sqlite3 *db, const char *name, void (*function)(sqlite3_context *, int, sqlite3_value **));

/** A text that is made of another one, in an arena; NULL if there is no memory. */
typedef char *text_maker(struct arena *arena, const char *text);

/** Answers the call of a function with what is made of its argument. NULL stays NULL. */
void builder_make_text(sqlite3_context *call, sqlite3_value *argument, text_maker *make);

/** The number that a query finds in its only row; 0 where it is NULL. @return false if the query fails */
bool builder_ask_number(sqlite3 *db, const char *sql, int64_t *number) __attribute__((warn_unused_result));

#endif
