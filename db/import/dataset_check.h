/**
 * `povolani check`: is a dataset file whole and consistent, and how good is what is in it?
 */
#ifndef POVOLANI_DATASET_CHECK_H
#define POVOLANI_DATASET_CHECK_H

#include "db/import/findings.h"

enum dataset_check_status {
    DATASET_GOOD,
    DATASET_FAULTY,     /* the file cannot be opened or is at fault; every error has been reported */
    DATASET_UNREADABLE, /* reading failed or there is no memory; reported */
};

/**
 * Checks the file's mark, checksum, schema, inner consistency and references, and that the version is the content's.
 *
 * @param report  where the counts go, in words for people, if the file is good
 */
enum dataset_check_status dataset_check_run(const char *path, FILE *report, struct findings *findings)
    __attribute__((warn_unused_result));

#endif
