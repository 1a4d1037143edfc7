/**
 * Lists of occupations by place (db/places.h): which pass a filter, which median stands for each, in which order they
 * come, and what they are counted by. For db/store_occupation_list.c and its neighbours only.
 */
#ifndef POVOLANI_STORE_PLACES_H
#define POVOLANI_STORE_PLACES_H

#include "db/places.h"
#include "db/store_ask.h"

/** The packed numbers that a query finds under a name; none if it finds none. They live in the arena, or longer as
 * others may read them, too: not to be written. */
enum store_status store_numbers(struct store *store, struct arena *arena, enum query query, const char *name,
                                struct place_column *out) STORE_CHECKED;

/** A column of a number for each of count places. STORE_DAMAGED if the dataset has none such of that name. */
enum store_status store_column(struct store *store, struct arena *arena, const char *name, size_t count,
                               struct place_column *out) STORE_CHECKED;

/** Puts the places of all sets that a query finds into a set. @param found  how many sets it found */
enum store_status store_add_sets(struct store *store, enum query query,
                                 const struct argument arguments[static ARG_COUNT], struct place_set *into,
                                 size_t *found) STORE_CHECKED;

/** The medians that median_wage means in a question. */
struct medians {
    struct place_column amounts;  /* CZK a month by place, 0 is none; empty where the question does not ask by them */
    bool are_chosen;              /* for a region, sphere or year */
    struct place_column profiles; /* by place, where they are chosen: who is paid by the same groups */
    const struct profile_median *of_profiles;
    size_t profile_count;
};

/** @param count  of all places */
enum store_status store_medians(struct store *store, struct arena *arena, const struct occupation_filter *filter,
                                size_t count, struct medians *out) STORE_CHECKED;

/** struct summary of some places, in their order, one each. @param medians  zeroed: national ones */
enum store_status store_summaries(struct store *store, struct arena *arena, const struct place_column *places,
                                  const struct medians *medians, struct list *items) STORE_CHECKED;

/** @return the row of wages that has a place's median, where they are chosen; 0 is none */
uint32_t median_wage_row(const struct medians *medians, uint32_t place);

/** The places of count that pass. @param passing  written on STORE_OK only */
enum store_status store_filter_places(struct store *store, struct arena *arena, const struct occupation_filter *filter,
                                      size_t count, const struct medians *medians,
                                      struct place_set *passing) STORE_CHECKED;

/** An order of places. */
struct place_order {
    struct list keys;     /* struct place_key, the first one first */
    const uint32_t *last; /* what tells apart those that no key does; NULL: the places themselves */
};
struct place_key {
    const uint32_t *numbers; /* 0 comes last either way */
    bool descending;
};

/**
 * The first of a set in an order, or the first of those that come after a place.
 *
 * @param after   a place; SIZE_MAX: from the start
 * @param limit   how many at most; 0 is all
 * @param picked  places in their order; they live in the arena
 * @return false if there is no memory
 */
bool place_order_pick(const struct place_order *order, const struct place_set *set, size_t after, size_t limit,
                      struct arena *arena, struct place_column *picked) __attribute__((warn_unused_result));

/** struct facet: the named ones, in that order; in each the most frequent value first, none that nobody has. */
enum store_status store_facets(struct store *store, struct arena *arena, const struct list *names,
                               const struct place_set *counted, struct list *facets) STORE_CHECKED;

#endif
