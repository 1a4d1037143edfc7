/**
 * Parameters: what a route takes, and the typed values that its handler gets.
 */
#ifndef POVOLANI_PARAMS_H
#define POVOLANI_PARAMS_H

#include "model/answer.h"
#include "model/vocabulary.h"

enum param_type {
    PARAM_TEXT,       /* free text: q, uri */
    PARAM_CODE,       /* an id or code: 1-200 bytes without spaces or control characters */
    PARAM_ISCO,       /* 1-5 digits */
    PARAM_VERSION,    /* 16 hex digits */
    PARAM_CHOICE,     /* a code of the vocabulary in .choices */
    PARAM_NUMBER,     /* a whole number, .min to .max */
    PARAM_TRUTH,      /* "true" or "false"; number is 1 or 0 */
    PARAM_COMPETENCE, /* "KIND:CODE" or "KIND:CODE:LEVEL": a competence, and a level on its kind's scale */
    PARAM_LOAD,       /* "FACTOR:LEVEL": a load factor and a level of it */
    PARAM_FIELDS,     /* paths of the route's shape; read by the server, which writes the answer */
    PARAM_SORT,       /* .sorts, "-" before one for descending */
    PARAM_LIMIT,      /* 1-100, default 20; CSV: every row unless it is given */
    PARAM_CURSOR,     /* opaque; read by the server, which hands the position on in params.after */
};

struct param {
    const char *name;
    enum param_type type;
    bool many; /* OR inside: `a,b` or repeated. Otherwise a second one is an error. */
    int64_t min, max;
    const struct entry *choices;
    const char *const *sorts; /* names, ends with NULL; the first is the default */
    const char *help;         /* one line for people; the same in openapi.yaml */
    bool required;            /* without it the request is refused */
};

struct route;

enum { LEVEL_NONE = -1 };

/** A value that was given and passed its check. */
struct value {
    const char *text;
    int64_t
        number; /* PARAM_NUMBER, PARAM_LIMIT, PARAM_TRUTH; the level of PARAM_COMPETENCE, PARAM_LOAD or LEVEL_NONE */
    bool descending; /* PARAM_SORT; text is then without the "-" */
};

/** The values of one parameter, sorted and without repetition where many is set (its order then means nothing). */
struct param_values {
    const struct param *param;
    struct list values; /* struct value */
};

struct params {
    const struct route *route; /* whose parameters these are */
    struct list given;         /* struct param_values: only parameters that were given */
    const void *body;          /* the struct of route->body that the request's JSON was read into */
    const char *segments[2];   /* the values of {…} in the path, decoded, in its order; PARAM_CODE has been checked */
    int64_t limit;             /* rows of this page; 0 is all of them */
    struct position after;     /* from the cursor */
};

/** @return the values of a parameter (struct value); empty if it was not given. */
struct list params_values(const struct params *params, const char *name);

/** @return the first of them, which is the only one unless the parameter takes many; NULL if it was not given. */
const struct value *params_value(const struct params *params, const char *name);

#endif
