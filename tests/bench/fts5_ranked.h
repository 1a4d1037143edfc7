/**
 * FTS5 as one would use it: a table with a column for each place of a word, beginnings of two to four letters ready,
 * and the order of bm25. It has the words that povolani's index has of occupations, cut by model/words.h, under the
 * same numbers, so that the same words find the same rows. For tests/bench/fts5.c.
 */
#ifndef POVOLANI_BENCH_FTS5_RANKED_H
#define POVOLANI_BENCH_FTS5_RANKED_H

#include "db/search.h"

#include <sqlite3.h>

/** What asks it: rowid, the best first. ORDER BY rank, which SQLite's manual prefers, was a fifth slower here. A word
 * in a name counts as two in an alternative name, or as ten elsewhere. */
#define RANKED_SQL "SELECT rowid FROM ranked WHERE ranked MATCH ? ORDER BY bm25(ranked, 10.0, 5.0, 1.0)"

/** Makes the table, in memory, beside the dataset that the connection has open. @return false on an error of SQLite */
bool ranked_build(sqlite3 *db);

/** @return what matches, in FTS5's words; "" if nothing can, NULL on an error */
char *ranked_expression(sqlite3 *db, struct arena *arena, const struct search *search);

#endif
