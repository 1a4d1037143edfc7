/**
 * Gross wages and salaries of a CZ-ISCO group.
 */
#ifndef POVOLANI_WAGE_H
#define POVOLANI_WAGE_H

#include "model/shape.h"

/** One row: a group's figures in one sphere of one region in one period, from one source. Whole CZK a month, gross. */
struct wage {
    const char *source; /* "nsp", "ispv" */
    const char *isco;   /* 1-5 digits, zeros kept */
    const char *isco_name;
    int64_t year;
    const char *period; /* "2020", "2025-H1" */
    const char *region; /* NUTS 3, or "CZ" for the country */
    const char *region_name;
    const char *sphere; /* "wage" mzdová, "salary" platová */
    const char *status; /* "published", "suppressed": the source withholds it, all figures are unknown */
    struct figure from; /* the card's Od */
    struct figure median;
    struct figure to; /* the card's Do */
    struct figure p10, p25, p75, p90;
    struct figure mean;
    struct figure employees; /* persons */
    struct figure rolled_up; /* inside an occupation: the group is broader than its finest code */
};

/** The national median that stands for an occupation (of its finest code that has one, then of the newest period …). */
struct median_wage {
    int64_t amount;
    const char *isco;
    int64_t year;
    const char *period;
    const char *region;
    const char *sphere;
    const char *source;
    struct figure rolled_up;
};

extern const struct shape wage_shape;
extern const struct shape occupation_wage_shape; /* the same and rolled_up */
extern const struct shape median_wage_shape;

#endif
