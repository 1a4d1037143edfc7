/**
 * The builder: cards in, one dataset file out. Knows the tables, not where the cards come from.
 *
 * The work is done in a file of its own without a journal, which is worth nothing until it is finished; builder_write
 * copies it in the order of its keys, so that the result depends on the content only.
 *
 * When a call fails, builder_fault tells why: our own mistake, the disk or memory, never a card's. The builder is then
 * only good for builder_close. A NULL builder is one for which there was no memory.
 */
#ifndef POVOLANI_BUILDER_H
#define POVOLANI_BUILDER_H

#include "db/import/card.h"
#include "model/catalogue.h"

struct builder;

/** Starts an empty dataset in a work file at path; one that is there is removed. Failed if builder_fault says so. */
struct builder *builder_open(const char *path);

/** Removes the work file; NULL is allowed. */
void builder_close(struct builder *builder);

/** @return what failed; NULL while nothing has. */
const char *builder_fault(const struct builder *builder);

/** A card that was added. */
struct builder_card {
    const char *path;
    const char *digest;
};

/**
 * Looks for a card by its number.
 * @param found  its members are NULL if there is none, else they live in the arena
 */
bool builder_find(struct builder *builder, struct arena *arena, int64_t nsp_id, struct builder_card *found)
    __attribute__((warn_unused_result));

/** Says that a card came again under another name: the name that is first in byte order is its document. */
bool builder_add_copy(struct builder *builder, const struct occupation *copy) __attribute__((warn_unused_result));

/** Adds a card whose number is new and whose source is set. */
bool builder_add(struct builder *builder, const char *path, const struct card *card)
    __attribute__((warn_unused_result));

/**
 * Settles what the cards share, derives the rest and checks all of it; reports where cards contradict each other.
 * @param source  id, publisher, licence and attribution of the cards; the rest of it is counted
 */
bool builder_finish(struct builder *builder, const struct source *source, struct findings *findings)
    __attribute__((warn_unused_result));

/** Writes the finished dataset into an empty file, sealed but not synced. */
bool builder_write(struct builder *builder, const char *path) __attribute__((warn_unused_result));

#endif
