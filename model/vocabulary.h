/**
 * The closed vocabularies: words of the source, the names that we give them, and what they mean.
 *
 * A closed vocabulary is small and fixed for a version of the API; an unknown word in a source is an error there, and
 * an unknown value in a request is answered with the list of those that are allowed.
 */
#ifndef POVOLANI_VOCABULARY_H
#define POVOLANI_VOCABULARY_H

#include "model/shape.h"

/** One entry. Tables of them end with a NULL code. */
struct entry {
    const char *code;    /* ours: "CZ010", "wage", "visual"; never changes */
    const char *name;    /* Czech, as the source writes it */
    const char *name_en; /* English */
    int64_t number;      /* region: MPSV's number; qualification: level 1-8; kind: lowest level */
    int64_t upper;       /* kind: highest level */
};

/** The 14 regions by NUTS 3 code, after them the country ("CZ"). Source: MPSV codelist kraje.json, 2024. */
extern const struct entry regions[];
enum { REGION_COUNT = 14 };

/** The 22 load factors in the order of card 103332. */
extern const struct entry load_factors[];
enum { LOAD_FACTOR_COUNT = 22, LOAD_LEVEL_MAX = 4 };

/** The source's words for the qualification levels; several mean the same level. code is the level as text. */
extern const struct entry qualification_labels[];

/** The levels 1-8, each named by one of its labels. */
extern const struct entry qualification_levels[];

/** skill, knowledge, generic, digital, soft: name is the card's heading, number and upper the scale. */
extern const struct entry competence_kinds[];

extern const struct entry spheres[];               /* wage, salary */
extern const struct entry wage_statuses[];         /* published, suppressed */
extern const struct entry wage_sources[];          /* nsp, ispv */
extern const struct entry occupation_types[];      /* occupation, specialization */
extern const struct entry education_suitability[]; /* most_suitable, suitable */
extern const struct entry esco_types[];            /* group, occupation */
extern const struct entry health_effects[];        /* limiting, excluding */
extern const struct entry occupation_facets[];     /* field, qualification_level, regulated, isco_major */

/** The parts of an occupation that `stated` may name, in its order: activities, wages … */
extern const struct entry occupation_parts[];
enum part {
    PART_ACTIVITIES,
    PART_WAGES,
    PART_WORKING_CONDITIONS,
    PART_EDUCATION,
    PART_COMPETENCES,
    PART_HEALTH,
    PART_COUNT
};

/** @return the entry with that code or name; NULL if there is none. */
const struct entry *entry_by_code(const struct entry *entries, const char *code);
const struct entry *entry_by_name(const struct entry *entries, const char *name);

/** @return the entry whose code is the first length bytes of a text; NULL if there is none. */
const struct entry *entry_by_start(const struct entry *entries, const char *text, size_t length);

/** Adds all codes (const char *) to a list. @return false if there is no memory */
bool entry_list_codes(const struct entry *entries, struct arena *arena, struct list *codes)
    __attribute__((warn_unused_result));

#endif
