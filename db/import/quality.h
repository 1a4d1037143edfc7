/**
 * How good is what is in a dataset: counts, and findings of what is missing, contradictory or unlikely.
 *
 * A finding is a row of one table (quality.c) and an SQL file in db/import/quality/; docs/check.md says what each
 * means.
 */
#ifndef POVOLANI_QUALITY_H
#define POVOLANI_QUALITY_H

#include "model/answer.h"

#include <sqlite3.h>
#include <stdio.h>

struct quality_dataset {
    const char *version;
    int64_t schema_version;
    const char *last_modified;
};

struct quality_count {
    const char *name; /* of what is counted */
    int64_t count;
    struct figure of; /* of how many; not known where no share is meant */
};

/** Counts of one kind. */
struct quality_counts {
    const char *id;
    const char *title;
    int64_t rows;      /* how many counts there are */
    struct list items; /* struct quality_count: all, or the first of an open list */
};

/** One case of a finding. */
struct quality_example {
    const char *code;     /* id of the occupation, code of the group, key of the wage row … */
    const char *name;     /* of what has the code; NULL where it has none or several */
    const char *found;    /* in words */
    const char *document; /* the file to look into; NULL where several may be it */
    struct figure line;
};

struct quality_finding {
    const char *id;       /* never changes */
    const char *severity; /* "warning": likely a mistake; "info": something is not known */
    const char *title;
    int64_t count;
    struct figure of;     /* of how many that were looked at; not known where no share is meant */
    struct list examples; /* struct quality_example: the first of them */
};

/** The report on a file that is whole. */
struct quality {
    struct quality_dataset *dataset;
    const char *integrity; /* "ok" */
    struct list counts;    /* struct quality_counts */
    struct list findings;  /* struct quality_finding: all that were looked for and could be judged, also of count 0 */
};

extern const struct shape quality_count_shape;
extern const struct shape quality_counts_shape;
extern const struct shape quality_example_shape;
extern const struct shape quality_dataset_shape;
extern const struct shape quality_finding_shape;
extern const struct shape quality_shape;

/**
 * Asks a dataset of this program's schema that is whole. Adds temporary views to the connection.
 *
 * @param examples  at most so many examples a finding, and counts of an open list
 * @param quality   zeroed; all that it points to lives in the arena or is constant
 * @return SQLITE_OK, or SQLite's code for what went wrong
 */
int quality_read(sqlite3 *db, int64_t examples, struct arena *arena, struct quality *quality)
    __attribute__((warn_unused_result));

/** Writes the report for people. */
void quality_write(const struct quality *quality, FILE *out);

/** Writes the report as JSON, a line. @return false if there is no memory; nothing is written then. */
bool quality_write_json(const struct quality *quality, FILE *out) __attribute__((warn_unused_result));

#endif
