/**
 * What of a card goes where: its own rows into the dataset's tables, what it shares with other cards into the staging
 * tables (staging.sql).
 */
#ifndef POVOLANI_BUILDER_STAGE_H
#define POVOLANI_BUILDER_STAGE_H

#include "db/import/card.h"

#include <sqlite3.h>

struct stage;

/** @return NULL if there is no memory or, with SQLite's message at db, if a statement does not fit the schema. */
struct stage *stage_new(sqlite3 *db);
void stage_free(struct stage *stage);

/**
 * Writes the rows of one card, whose number and source are set.
 * @return false with SQLite's message at the connection
 */
bool stage_card(struct stage *stage, const struct card *card, const char *path) __attribute__((warn_unused_result));

/** Writes the closed vocabularies of the model. @return false with SQLite's message at db */
bool stage_vocabularies(sqlite3 *db) __attribute__((warn_unused_result));

#endif
