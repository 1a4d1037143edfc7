/**
 * The exports: which files with all of something there are.
 */
#ifndef POVOLANI_EXPORT_H
#define POVOLANI_EXPORT_H

enum export {
    EXPORT_DATASET, /* the dataset file itself; those from EXPORT_FIRST_KEPT on are kept in it */
    EXPORT_OCCUPATIONS_CSV,
    EXPORT_FIRST_KEPT = EXPORT_OCCUPATIONS_CSV,
    EXPORT_OCCUPATIONS_NDJSON,
    EXPORT_WAGES_CSV,
    EXPORT_COUNT,
};

struct export_info {
    const char *name; /* of the file; what /v1/export/ ends with */
    const char *media_type;
};
extern const struct export_info exports[EXPORT_COUNT];

#endif
