/**
 * The index of the saved answers: FOLDER/.index, a line of JSON an answer, the last line of a target being the one that
 * counts. Before them one that says whose answers these are. For answers.c only.
 */
#ifndef POVOLANI_ANSWERS_INDEX_H
#define POVOLANI_ANSWERS_INDEX_H

#include "db/import/answers.h"

#include <stdio.h>

struct answers_index {
    const char *base; /* the server */
    const char *folder;
    int folder_fd;
    struct arena *arena; /* of the entries */
    void *entries;       /* tsearch: struct answer_saved by target */
    int64_t generation;
    FILE *file; /* open for adding, after answers_index_write */
};

/** @return NULL: the target is not known */
struct answer_saved *answers_index_find(const struct answers_index *index, const char *target);

/** Puts an entry in the place of what was known of its target. @return it; NULL if there is no memory */
struct answer_saved *answers_index_put(struct answers_index *index, const struct answer_saved *entry);

/** Creates a file in the folder, or empties it. @return NULL with errno */
FILE *answers_index_create(const struct answers_index *index, const char *name);

/** Reads the entries; those of another server, and lines that a crash has cut, are left out. @return false: no memory
 */
bool answers_index_read(struct answers_index *index, struct arena *arena) __attribute__((warn_unused_result));

/** Writes the file anew, so that it holds each entry once, and leaves it open. @return false with errno */
bool answers_index_write(struct answers_index *index) __attribute__((warn_unused_result));

/** Adds an entry to the file. @return false with errno */
bool answers_index_add(struct answers_index *index, const struct answer_saved *entry)
    __attribute__((warn_unused_result));

#endif
