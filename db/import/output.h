/**
 * The file that an import writes: FILE.tmp in the same folder, locked, synced and renamed, so that a reader sees the
 * old file or the new one and never a part.
 *
 * Two imports to one file do not meet: the lock on FILE.tmp refuses the second at once. What a killed import left there
 * is overwritten.
 */
#ifndef POVOLANI_OUTPUT_H
#define POVOLANI_OUTPUT_H

#include "model/arena.h"

#include <stdbool.h>

struct output {
    const char *path;
    const char *tmp;  /* empty at first */
    const char *work; /* a path for a work file beside it, ours while the lock is */
    int fd;           /* of tmp; -1: nothing is open */
};

/** @return NULL, or what is wrong; the texts live in the arena */
const char *output_open(struct output *output, struct arena *arena, const char *path)
    __attribute__((warn_unused_result));

/** Syncs what has been written to tmp and puts it in the place of path. @return NULL, or what is wrong */
const char *output_publish(struct output *output, struct arena *arena) __attribute__((warn_unused_result));

/** Syncs the folder, so that the new file is there after a crash, too. @return false with errno */
bool output_settle(const struct output *output, struct arena *arena) __attribute__((warn_unused_result));

/** Removes tmp if it has not been published, and lets go of the lock. */
void output_close(struct output *output);

#endif
