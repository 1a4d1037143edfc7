/* Orders of places, and the start of a set in such an order. */
#include "db/store_places.h"

#include <stdlib.h>
#include <string.h>

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_by_key(const struct place_key *key, size_t a, size_t b)
{
    uint32_t first = key->numbers[a], second = key->numbers[b];

    if (first == 0 || second == 0)
        return (first == 0) - (second == 0);
    return key->descending ? compare_numbers(second, first) : compare_numbers(first, second);
}

static int compare_places(const struct place_order *order, size_t a, size_t b)
{
    const struct place_key *keys = order->keys.at;
    int compared = 0;

    for (size_t i = 0; i < order->keys.count && compared == 0; i++)
        compared = compare_by_key(&keys[i], a, b);
    if (compared)
        return compared;
    return order->last ? compare_numbers(order->last[a], order->last[b]) : (a > b) - (a < b);
}

static int compare_items(const void *a, const void *b, void *order)
{
    return compare_places(order, *(const uint32_t *)a, *(const uint32_t *)b);
}

/* The best so far, in twice the room that they need: when it is full, the worse half goes. */
struct best {
    const struct place_order *order;
    uint32_t *places;
    size_t wanted, count;
    bool is_cut; /* the worst of the wanted is known: it stands behind them */
};

static void sort_best(struct best *best)
{
    qsort_r(best->places, best->count, sizeof *best->places, compare_items, (void *)(uintptr_t)best->order);
    best->is_cut = best->count >= best->wanted;
    best->count = best->is_cut ? best->wanted : best->count;
}

static void offer(struct best *best, size_t place)
{
    if (best->is_cut && compare_places(best->order, place, best->places[best->wanted - 1]) > 0)
        return;
    best->places[best->count++] = (uint32_t)place;
    if (best->count == 2 * best->wanted)
        sort_best(best);
}

bool place_order_pick(const struct place_order *order, const struct place_set *set, size_t after, size_t limit,
                      struct arena *arena, struct place_column *picked)
{
    bool is_as_places = order->keys.count == 0 && !order->last;
    size_t size = place_set_size(set);
    struct best best = {.order = order, .wanted = limit > 0 && limit < size ? limit : size};
    size_t place = place_set_next(set, is_as_places && after != SIZE_MAX ? after + 1 : 0);

    best.places = arena_take(arena, (2 * best.wanted + 1) * sizeof *best.places);
    if (!best.places)
        return false;
    for (; place < set->count; place = place_set_next(set, place + 1)) {
        if (is_as_places && best.count == best.wanted)
            break;
        if (after == SIZE_MAX || compare_places(order, place, after) > 0)
            offer(&best, place);
    }
    sort_best(&best);
    *picked = (struct place_column){best.places, best.count};
    return true;
}
