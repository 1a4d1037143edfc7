/**
 * Matching titles of job adverts, under way: the points that a title's features give to groups and names, and what is
 * made of them. For db/store_titles.c and its neighbours only. The formulas: docs/scoring.md.
 */
#ifndef POVOLANI_DB_TITLE_MATCHING_H
#define POVOLANI_DB_TITLE_MATCHING_H

#include "db/store_ask.h"

enum { TITLE_SCORE_ONE = 1000 };

/** What is asked of all titles of a request. */
struct title_matching {
    struct store *store;
    struct arena *arena;
    size_t groups, names;
    int64_t rarity;    /* of a feature that no name has */
    int64_t *priors;   /* points of each group before anything is known of the title */
    int64_t *of_group; /* points by the title's features */
    int64_t *of_name;
    int64_t most; /* points of the title's likeliest group; 0: it has none */
    size_t limit;
};

/** A group or a name that a title's features tell. */
struct title_hit {
    size_t number;
    int64_t points;
};

/**
 * struct title_hit of all that have at least so many points, the best first.
 * @return false if there is no memory
 */
bool title_hits_pick(const struct title_matching *matching, const int64_t *points, size_t count, int64_t least,
                     struct list *hits) __attribute__((warn_unused_result));

/** The numbers of some hits, for a query. @return false if there is no memory */
bool title_hits_list(struct arena *arena, const struct title_hit *hits, size_t count, struct list *numbers)
    __attribute__((warn_unused_result));

/** How likely a group of so many points is, beside the likeliest one. */
double title_odds(const struct title_matching *matching, int64_t points);

/**
 * The occupations whose names are like a title (db/title_names.c).
 *
 * @param title         its words
 * @param title_length  of its vector, by which the points of names are to be divided
 * @param candidates    struct title_candidate, the best first, are added
 */
enum store_status title_names_match(struct title_matching *matching, const struct list *title, double title_length,
                                    struct list *candidates) STORE_CHECKED;

#endif
