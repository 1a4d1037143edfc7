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
    return compared ? compared : compare_numbers(order->last[a], order->last[b]);
}

static int compare_items(const void *a, const void *b, void *order)
{
    return compare_places(order, *(const uint32_t *)a, *(const uint32_t *)b);
}

/* The best so far are kept in twice the room that they need: when it is full, the worse half goes. */
bool place_order_pick(const struct place_order *order, const struct place_set *set, size_t after, size_t limit,
                      struct arena *arena, struct place_column *picked)
{
    size_t size = place_set_size(set);
    size_t wanted = limit > 0 && limit < size ? limit : size;
    uint32_t *best = arena_take(arena, (2 * wanted + 1) * sizeof *best);
    size_t count = 0;
    bool is_cut = false;

    if (!best)
        return false;
    for (size_t place = place_set_next(set, 0); place < set->count; place = place_set_next(set, place + 1)) {
        if (after != SIZE_MAX && compare_places(order, place, after) <= 0)
            continue;
        if (is_cut && compare_places(order, place, best[wanted - 1]) > 0)
            continue;
        best[count++] = (uint32_t)place;
        if (count == 2 * wanted) {
            qsort_r(best, count, sizeof *best, compare_items, (void *)(uintptr_t)order);
            count = wanted;
            is_cut = true;
        }
    }
    qsort_r(best, count, sizeof *best, compare_items, (void *)(uintptr_t)order);
    *picked = (struct place_column){best, count < wanted ? count : wanted};
    return true;
}
