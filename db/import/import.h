/**
 * `povolani import`: sources in, one dataset file out; and `povolani check`.
 */
#ifndef POVOLANI_IMPORT_H
#define POVOLANI_IMPORT_H

#include "db/import/findings.h"

#include <stdbool.h>
#include <stddef.h>

struct import_options {
    const char *out;            /* the dataset file; written as OUT.tmp, synced and renamed */
    const char *const *sources; /* files and folders */
    size_t source_count;
    bool keep_going; /* leave out files with errors instead of refusing all */
};

enum import_status {
    IMPORT_DONE,
    IMPORT_REFUSED,       /* an input is at fault; nothing was written */
    IMPORT_PARTLY,        /* keep_going: the good files were written */
    IMPORT_SYSTEM_FAILED, /* disk, memory; reported through findings' stream; nothing was written */
};

/** Reads the sources and nothing else. The order of sources does not matter: the same inputs give the same bytes. */
enum import_status import_run(const struct import_options *options, struct findings *findings)
    __attribute__((warn_unused_result));

#endif
