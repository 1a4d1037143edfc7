/**
 * What lies between two occupations: what someone from one has to learn for the other, and what differs besides.
 */
#ifndef POVOLANI_GAP_H
#define POVOLANI_GAP_H

#include "model/profile.h"

/** A load factor whose levels differ. */
struct load_step {
    const char *factor;
    const char *name;
    int64_t from, to; /* sets of levels, as in struct working_condition; neither is empty */
};

struct education_step {
    struct qualification *from; /* the highest level; NULL where no source states one */
    struct qualification *to;
    struct list fields; /* struct education: what suits the one and is no field of the other */
};

/** National medians. */
struct wage_step {
    struct median_wage *from;
    struct median_wage *to;
};

struct gap {
    struct summary *from;
    struct summary *to;
    struct list compared; /* const char *: parts (vocabulary.h) that both occupations state */
    struct list gain;     /* struct competence: that the first does not ask for */
    struct list raise;    /* struct competence_step: asked for at a higher level; both levels are known */
    struct list met;      /* struct competence_step: asked for at no higher level, or at one that is not known */
    struct list loads;    /* struct load_step: only where both levels are known */
    struct education_step *education;
    struct wage_step *wage;
};

/** What of an occupation is compared. */
struct gap_side {
    struct list competences;        /* struct competence */
    struct list working_conditions; /* struct working_condition */
    struct list education;          /* struct education */
};

/** Compares two occupations whose summaries gap has already. @return false if there is no memory */
bool gap_find(struct gap *gap, const struct gap_side *from, const struct gap_side *to, struct arena *arena)
    __attribute__((warn_unused_result));

extern const struct shape load_step_shape;
extern const struct shape education_step_shape;
extern const struct shape wage_step_shape;
extern const struct shape gap_shape;

#endif
