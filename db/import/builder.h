/**
 * The builder: documents in, one dataset file out. Knows the tables, not how documents are read.
 *
 * The work is done in two files without a journal, which are worth nothing until it is finished: what the documents
 * say, and the dataset that is made of it. builder_write copies the dataset in the order of its keys, so that the
 * result depends on the content only.
 *
 * When a call fails, builder_fault tells why: our own mistake, the disk or memory, never a document's. The builder is
 * then only good for builder_close. A NULL builder is one for which there was no memory.
 */
#ifndef POVOLANI_BUILDER_H
#define POVOLANI_BUILDER_H

#include "db/import/document.h"

struct builder;

/** Starts an empty dataset in a work file at path; one that is there is removed. Failed if builder_fault says so. */
struct builder *builder_open(const char *path);

/** Removes the work file; NULL is allowed. */
void builder_close(struct builder *builder);

/** @return what failed; NULL while nothing has. */
const char *builder_fault(const struct builder *builder);

/** A document that was added. */
struct builder_document {
    const char *path;
    const char *digest;
};

/**
 * Looks for a document by its digest, or for a card by its number.
 * @param found  its members are NULL if there is none, else they live in the arena
 */
bool builder_find(struct builder *builder, struct arena *arena, const char *digest, struct builder_document *found)
    __attribute__((warn_unused_result));
bool builder_find_card(struct builder *builder, struct arena *arena, int64_t nsp_id, struct builder_document *found)
    __attribute__((warn_unused_result));

/** Says that a document came again under another name: the name that is first in byte order is kept. */
bool builder_add_copy(struct builder *builder, const struct document *copy) __attribute__((warn_unused_result));

/** Adds a document whose digest is new; a card's number is new, too. */
bool builder_add(struct builder *builder, const struct document *document) __attribute__((warn_unused_result));

/**
 * Makes occupations of what the documents say of them, settles what they share, derives the rest and checks all of it;
 * reports where documents contradict each other.
 *
 * @param previous  the dataset file of the edition before, which has been checked: what changed since is recorded,
 * behind its own history; NULL: none
 */
bool builder_finish(struct builder *builder, const char *previous, struct findings *findings)
    __attribute__((warn_unused_result));

/** Writes the finished dataset into an empty file, sealed but not synced. */
bool builder_write(struct builder *builder, const char *path) __attribute__((warn_unused_result));

#endif
