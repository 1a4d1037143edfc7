/**
 * `povolani check`: is a dataset file whole and consistent, and how good is what is in it?
 */
#ifndef POVOLANI_CHECK_H
#define POVOLANI_CHECK_H

#include "db/import/findings.h"

enum check_status {
    CHECK_GOOD,
    CHECK_FAULTY,        /* the file cannot be opened or is at fault; every error has been reported */
    CHECK_SYSTEM_FAILED, /* reading failed or there is no memory; reported */
};

/**
 * Checks the file's mark, checksum, schema, inner consistency and references, and that the version is the content's.
 *
 * @param report  where the counts go, in words for people, if the file is good
 */
enum check_status check_run(const char *path, FILE *report, struct findings *findings)
    __attribute__((warn_unused_result));

#endif
