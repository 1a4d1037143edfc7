/**
 * What the title of a job advert is called officially.
 */
#ifndef POVOLANI_TITLE_MATCH_H
#define POVOLANI_TITLE_MATCH_H

#include "model/occupation.h"

/** A CZ-ISCO group of four digits. */
struct scored_group {
    const char *code;
    const char *name; /* may be NULL */
    int64_t score;    /* thousandths: how likely it is the title's, as far as is known; of all groups together 1000 */
};

/** By which of its names an occupation was found. */
struct matched_name {
    const char *text;
    const char *where; /* "name", "alternative_name" */
    const char *how;   /* title_likeness */
};

struct title_candidate {
    struct summary summary;
    int64_t score; /* thousandths: how much the name and the title have in common, less in an unlikely group */
    struct matched_name *matched;
};

struct title_match {
    const char *title;      /* as it was given */
    struct list isco;       /* struct scored_group, the best first */
    struct list candidates; /* struct title_candidate, the best first */
};

/** The body of a question. */
struct titles_question {
    struct list titles; /* const char * */
    struct figure limit;
};

extern const struct shape scored_group_shape;
extern const struct shape title_candidate_shape;
extern const struct shape title_match_shape;
extern const struct shape titles_question_shape;

#endif
