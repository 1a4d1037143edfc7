/**
 * What stands beside the items of a list that was searched: how the question was understood, and what the whole result
 * is made of.
 */
#ifndef POVOLANI_SEARCH_H
#define POVOLANI_SEARCH_H

#include "model/shape.h"

/** A word that nothing matches, and the one that was looked for instead. */
struct correction {
    const char *typed;
    const char *meant;
};

/** How many occupations of the whole result have a value. */
struct facet_value {
    const char *value;
    const char *name;
    int64_t count;
};

struct facet {
    const char *of;     /* "field", "qualification_level", "regulated", "isco_major" */
    struct list values; /* struct facet_value */
};

/** Beside occupations. */
struct occupation_findings {
    struct list corrected; /* struct correction */
    struct list facets;    /* struct facet: those that were asked for */
};

/** Beside other lists that take q. */
struct findings_by_word {
    struct list corrected; /* struct correction */
};

/** What may be meant by the beginning of a question. */
struct suggestion {
    const char *kind; /* "occupation", "isco", "competence" */
    const char *id;   /* an ISCO group's is its code */
    const char *name;
    const char *matched; /* the name, or the alternative name in which the words were found */
    const char *url;
};

extern const struct shape correction_shape;
extern const struct shape facet_value_shape;
extern const struct shape facet_shape;
extern const struct shape occupation_findings_shape;
extern const struct shape findings_by_word_shape;
extern const struct shape suggestion_shape;

#endif
