/**
 * Where an amount of money sits among the published figures of a wage row.
 */
#ifndef POVOLANI_WAGE_POSITION_H
#define POVOLANI_WAGE_POSITION_H

#include "model/wage.h"

/** In whole percents: so many earn less. It lies from low to high for certain; estimate is not known where nothing
 *  published says where between them. */
struct wage_percentile {
    int64_t low;
    struct figure estimate;
    int64_t high;
};

struct wage_position {
    int64_t amount; /* CZK a month, gross */
    struct wage *row;
    const char *band;                   /* "p25_to_median": between which figures of the row */
    struct wage_percentile *percentile; /* NULL where the row has no percentiles but the median */
    const char *method;                 /* how percentile was found */
};

/** What there is of a group and those above it where nothing answers a question. */
struct wage_absence {
    struct figure withheld; /* 1: there is a row, without its figures */
    const char *years;      /* "2020, 2021": that the region and sphere have; NULL is none */
    const char *places;     /* "CZ (wage, salary), CZ010 (wage)": where there is any; NULL is nowhere */
};

/**
 * Fills band, percentile and method from amount and row, whose median is known.
 *
 * A band holds its lower end, the highest also its upper end, so below_ and above_ mean less and more than any figure.
 * Between two percentiles the distribution is taken to be even (linear interpolation).
 *
 * @return false if there is no memory
 */
bool wage_position_find(struct wage_position *position, struct arena *arena);

extern const struct shape wage_percentile_shape;
extern const struct shape wage_position_shape;
extern const struct shape wage_absence_shape; /* not shown: how the store reads it */

#endif
