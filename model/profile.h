/**
 * Occupations compared by what they ask for: ranked by the competences that someone has, and by how much they are like
 * another occupation.
 */
#ifndef POVOLANI_PROFILE_H
#define POVOLANI_PROFILE_H

#include "model/occupation.h"

/** Limits of a question by competences. */
enum { ASKED_COMPETENCES_MAX = 500, MATCHES_MAX = 100, MATCHES_DEFAULT = 10 };

/** A competence that someone has, as a client says it. */
struct asked_competence {
    const char *id;
    struct figure level; /* not known: nothing is said of it */
};

/** The body of a question by competences. */
struct competence_question {
    struct list competences; /* struct asked_competence */
    struct figure limit;
};

/** A competence that an occupation asks for, held against what someone has. */
struct competence_fit {
    const char *id;
    const char *name;
    struct figure level; /* that someone has */
    struct figure required;
};

struct competence_match {
    struct summary summary;
    int64_t score;       /* thousandths */
    struct list met;     /* struct competence_fit: of these three each, in the order of the occupation */
    struct list below;   /* has it at a lower level: both levels are known */
    struct list missing; /* does not have it */
};

/** A competence of two occupations with the level that each asks for. */
struct competence_step {
    const char *id;
    const char *name;
    struct figure from;
    struct figure to;
};

/** What two occupations have in common. */
struct similar_reason {
    const char *kind; /* "competences", "isco", "field", "subfield", "name" */
    const char *id;   /* code of the finest CZ-ISCO group of both, id of the field, word of the name; else NULL */
    const char *name; /* of the group or field */
};

struct similar_occupation {
    struct summary summary;
    int64_t score;       /* thousandths */
    struct list shared;  /* struct competence_step: from is the occupation that others are held against */
    struct list reasons; /* struct similar_reason */
};

extern const struct shape asked_competence_shape;
extern const struct shape competence_question_shape;
extern const struct shape competence_fit_shape;
extern const struct shape competence_match_shape;
extern const struct shape competence_step_shape;
extern const struct shape similar_reason_shape;
extern const struct shape similar_occupation_shape;

#endif
