/**
 * `povolani check`: is a dataset file whole and consistent, and how good is what is in it?
 */
#ifndef POVOLANI_DATASET_CHECK_H
#define POVOLANI_DATASET_CHECK_H

#include "db/import/findings.h"

#include <stdbool.h>
#include <stdint.h>

struct dataset_check_options {
    const char *path;
    bool json;        /* the report as JSON */
    int64_t examples; /* at most so many a finding, and documents */
};

enum dataset_check_status {
    DATASET_GOOD,
    DATASET_FAULTY,     /* the file cannot be opened or is at fault; every error has been reported */
    DATASET_UNREADABLE, /* reading failed or there is no memory; reported */
};

/**
 * Checks the file's mark, checksum, schema, inner consistency and references, and that the version is the content's.
 *
 * @param report  where the report goes (quality.h), whole, if the file is good; what is in it is no fault of the file
 */
enum dataset_check_status dataset_check_run(const struct dataset_check_options *options, FILE *report,
                                            struct findings *findings) __attribute__((warn_unused_result));

#endif
