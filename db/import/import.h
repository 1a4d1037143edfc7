/**
 * `povolani import`: sources in, one dataset file out.
 */
#ifndef POVOLANI_IMPORT_H
#define POVOLANI_IMPORT_H

#include "db/import/findings.h"

#include <stdbool.h>
#include <stddef.h>

struct import_options {
    const char *out;            /* the dataset file; written as OUT.tmp, synced and renamed */
    const char *const *sources; /* files and folders; what is left out of folders: sources.h */
    size_t source_count;
    const char *previous; /* the dataset file of the edition before; NULL: none. It may be OUT itself */
    bool keep_going;      /* leave out files with errors instead of refusing all */
};

enum import_status {
    IMPORT_DONE,
    IMPORT_REFUSED,       /* an input is at fault; nothing was written */
    IMPORT_PARTLY,        /* keep_going: the good files were written */
    IMPORT_SYSTEM_FAILED, /* disk, memory; reported. Nothing was written, unless only the folder does not sync */
};

/**
 * Reads the sources and nothing else. The same documents give the same bytes, whatever the order of sources and the
 * folders that they lie in. What becomes of documents that contradict each other, which are warned of: merge.sql and
 * conflicts.sql.
 *
 * @param findings  none so far; on a terminal, progress is shown on its stream too
 */
enum import_status import_run(const struct import_options *options, struct findings *findings)
    __attribute__((warn_unused_result));

#endif
