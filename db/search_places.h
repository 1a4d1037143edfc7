/**
 * Search among the places of occupations (db/places.h). For db/ only.
 */
#ifndef POVOLANI_SEARCH_PLACES_H
#define POVOLANI_SEARCH_PLACES_H

#include "db/places.h"
#include "db/search.h"

/** What the words of q match, by place. */
struct place_matches {
    struct search search;
    struct hit_numbers numbers; /* of all that match */
    struct place_column places; /* by number of the search's entry */
};

/** Finds what matches q, and keeps only that in a set. @param q  any text */
enum store_status place_matches_find(struct store *, struct arena *, const char *q, struct place_set *passing,
                                     struct place_matches *out) STORE_CHECKED;

/**
 * A page of those that match and pass, by relevance.
 * @param picked  places in their order
 * @param page    all but the items is written
 */
enum store_status place_matches_pick(struct store *, struct arena *, const struct place_matches *,
                                     const struct place_set *passing, const struct window *window,
                                     struct place_column *picked, struct page *page) STORE_CHECKED;

#endif
