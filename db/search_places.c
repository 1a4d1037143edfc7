#include "db/search_places.h"

#include "db/store_places.h"

/* Finding ---------------------------------------------------------------------------------------------------------- */

/* The place of the occupation that has a number, which begin at 1. @return SIZE_MAX if none has it */
static size_t place_of(const struct place_column *places, int64_t number)
{
    return number > 0 && (uint64_t)number <= places->count ? places->numbers[number - 1] : SIZE_MAX;
}

/* Reads what matches q, and if nothing does what may be meant. */
static enum store_status find_numbers(struct store *store, struct arena *arena, const char *q,
                                      struct place_matches *out)
{
    enum store_status status = search_read(store, arena, SEARCH_OCCUPATION, q, &out->search);

    if (status == STORE_OK)
        status = search_numbers(store, arena, &out->search, &out->numbers);
    if (status != STORE_OK || out->numbers.count > 0)
        return status;
    status = search_correct(store, arena, &out->search);
    if (status == STORE_OK && out->search.corrected.count > 0)
        status = search_numbers(store, arena, &out->search, &out->numbers);
    return status;
}

enum store_status place_matches_find(struct store *store, struct arena *arena, const char *q, struct place_set *passing,
                                     struct place_matches *out)
{
    struct place_set found;
    enum store_status status = find_numbers(store, arena, q, out);

    if (status == STORE_OK)
        status = store_column(store, arena, "search", passing->count, &out->places);
    if (status == STORE_OK && !place_set_new(&found, arena, passing->count))
        status = STORE_NO_MEMORY;
    if (status != STORE_OK)
        return status;
    for (size_t i = 0; i < out->numbers.count; i++)
        place_set_add(&found, place_of(&out->places, out->numbers.numbers[i]));
    place_set_keep(passing, &found);
    return STORE_OK;
}

/* Picking ---------------------------------------------------------------------------------------------------------- */

/* What hits have to pass. */
struct condition {
    const struct place_column *places;
    const struct place_set *passing;
};

static bool number_passes(const void *context, int64_t number)
{
    const struct condition *condition = context;

    return place_set_has(condition->passing, place_of(condition->places, number));
}

/* The places of hits, in their order. @return false if there is no memory */
static bool places_of(const struct list *hits, const struct place_column *places, struct arena *arena,
                      struct place_column *picked)
{
    const struct hit *hit = hits->at;

    picked->count = hits->count;
    picked->numbers = arena_take(arena, (hits->count + 1) * sizeof *picked->numbers);
    for (size_t i = 0; picked->numbers && i < hits->count; i++)
        picked->numbers[i] = (uint32_t)place_of(places, hit[i].number);
    return picked->numbers != NULL;
}

enum store_status place_matches_pick(struct store *store, struct arena *arena, const struct place_matches *matches,
                                     const struct place_set *passing, const struct window *window,
                                     struct place_column *picked, struct page *page)
{
    const struct condition condition = {&matches->places, passing};
    const struct hits_wanted wanted = {
        .passes = number_passes,
        .context = &condition,
        .after = search_hit(&window->after),
        .limit = window->limit > 0 ? (size_t)window->limit + 1 : 0,
        .total = (int64_t)place_set_size(passing),
        .all = &matches->numbers,
    };
    struct list hits = {0};
    enum store_status status = search_hits(store, arena, &matches->search, &wanted, &hits);

    if (status == STORE_OK)
        status = search_page_ends(arena, &hits, &wanted, page);
    if (status == STORE_OK && !places_of(&hits, &matches->places, arena, picked))
        status = STORE_NO_MEMORY;
    return status;
}
