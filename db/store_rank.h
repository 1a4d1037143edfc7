/**
 * Occupations ranked by what they have of some traits, the rarer a trait the more (docs/scoring.md). For
 * db/store_profile.c only.
 */
#ifndef POVOLANI_STORE_RANK_H
#define POVOLANI_STORE_RANK_H

#include "db/store_places.h"

/** The best occupations, best first. */
struct ranking {
    struct place_column places;
    struct place_column scores; /* of all places: how much of the traits they have, each by its rarity and nearness */
    uint64_t whole;             /* the score of who has all of them at these levels; 0 if nobody has any */
};

/**
 * Ranks occupations by the sets that a query finds (Q_COMPETENCE_SETS, Q_TRAIT_SETS). Of those that have as much, the
 * one that asks for fewer competences comes first, then the lower id. Who has nothing is not there.
 *
 * @param without  place that is left out; SIZE_MAX is none
 * @param limit    how many at most
 */
enum store_status store_rank(struct store *store, struct arena *arena, enum query query,
                             const struct argument arguments[static ARG_COUNT], size_t without, size_t limit,
                             struct ranking *out) STORE_CHECKED;

/** The score of a place in thousandths, half up. */
int64_t ranking_score(const struct ranking *ranking, size_t place);

#endif
