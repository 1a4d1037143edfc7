/* Lists of occupations: filtered, in order, page by page, counted. */
#include "db/search.h"
#include "db/store_places.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum store_status store_numbers(struct store *store, struct arena *arena, enum query query, const char *name,
                                struct place_column *out)
{
    struct asking asking =
        store_ask(store, arena, query, (const struct argument[ARG_COUNT]){[ARG_VALUE] = {.text = name}});
    size_t length = 0;
    const void *packed = asking_next(&asking) ? asking_bytes(&asking, 0, &length) : NULL;

    if (asking.status == STORE_OK && !place_column_read(out, arena, packed, packed ? length : 0))
        asking.status = STORE_NO_MEMORY;
    return asking_end(&asking);
}

enum store_status store_column(struct store *store, struct arena *arena, const char *name, size_t count,
                               struct place_column *out)
{
    enum store_status status = store_numbers(store, arena, Q_OCCUPATION_COLUMN, name, out);

    if (status != STORE_OK || out->count == count)
        return status;
    fprintf(stderr, "store: query occupation_column: %s has %zu numbers for %zu occupations\n", name, out->count,
            count);
    return STORE_DAMAGED;
}

enum store_status store_add_sets(struct store *store, enum query query,
                                 const struct argument arguments[static ARG_COUNT], struct place_set *into,
                                 size_t *found)
{
    struct asking asking = store_ask(store, NULL, query, arguments);

    for (*found = 0; asking_next(&asking); ++*found) {
        size_t length;
        const void *packed = asking_bytes(&asking, 0, &length);
        struct place_reader members = place_reader_of(packed, packed ? length : 0);

        for (size_t place; place_read(&members, &place);)
            place_set_add(into, place);
    }
    return asking_end(&asking);
}

/* Order ----------------------------------------------------------------------------------------------------------- */

static const struct sort_by by_name = {.name = "name"};

static enum store_status add_key(struct store *store, struct arena *arena, const struct sort_by *by,
                                 const struct medians *medians, struct place_order *order)
{
    struct place_key *key = list_add(&order->keys, arena, sizeof *key);
    struct place_column column = medians->amounts;
    enum store_status status = key ? STORE_OK : STORE_NO_MEMORY;

    if (status == STORE_OK && strcmp(by->name, "median_wage") != 0)
        status = store_column(store, arena, by->name, column.count, &column);
    if (status == STORE_OK)
        *key = (struct place_key){column.numbers, by->descending};
    return status;
}

static enum store_status make_order(struct store *store, struct arena *arena, const struct list *sorts,
                                    const struct medians *medians, struct place_order *order)
{
    const struct sort_by *by = sorts->count > 0 ? sorts->at : &by_name;
    size_t count = sorts->count > 0 ? sorts->count : 1;
    enum store_status status = STORE_OK;

    for (size_t i = 0; i < count && status == STORE_OK; i++)
        status = add_key(store, arena, &by[i], medians, order);
    return status;
}

/* Pages ----------------------------------------------------------------------------------------------------------- */

/* The place that a page starts after: behind them all if it is none. */
static size_t place_of(const struct position *position, size_t count)
{
    char *end;
    unsigned long long place;

    if (!position->key)
        return SIZE_MAX;
    place = strtoull(position->key, &end, 10);
    return end == position->key || *end || place >= count ? count : (size_t)place;
}

/* "PLACE WAGE" for each. */
static bool list_places(const struct place_column *places, const struct medians *medians, struct arena *arena,
                        struct list *texts)
{
    for (size_t i = 0; i < places->count; i++) {
        uint32_t place = places->numbers[i];
        const char *text = arena_format(arena, "%u %u", (unsigned)place, (unsigned)medians->wages.numbers[place]);

        if (!text || !list_add_text(texts, arena, text))
            return false;
    }
    return true;
}

static bool list_ids(const struct list *items, struct arena *arena, struct list *ids)
{
    const struct summary *item = items->at;

    for (size_t i = 0; i < items->count; i++)
        if (!list_add_text(ids, arena, item[i].id))
            return false;
    return true;
}

/* Summaries of places. */
static enum store_status read_items(struct store *store, struct arena *arena, const struct place_column *places,
                                    const struct medians *medians, struct list *items)
{
    struct list texts = {0}, ids = {0};
    enum store_status status;

    if (places->count == 0)
        return STORE_OK;
    if (!list_places(places, medians, arena, &texts))
        return STORE_NO_MEMORY;
    status = store_ask_list(store, arena, Q_OCCUPATIONS,
                            (const struct argument[ARG_COUNT]){[ARG_PLACES] = {.texts = &texts}}, items);
    if (status == STORE_OK && !list_ids(items, arena, &ids))
        status = STORE_NO_MEMORY;
    if (status != STORE_OK)
        return status;
    return store_ask_into(store, arena, Q_OCCUPATIONS_ISCO,
                          (const struct argument[ARG_COUNT]){[ARG_IDS] = {.texts = &ids}}, items->at, &summary_shape,
                          "isco");
}

static enum store_status read_page(struct store *store, struct arena *arena, const struct place_order *order,
                                   const struct place_set *passing, const struct medians *medians,
                                   const struct window *window, struct page *page)
{
    size_t after = place_of(&window->after, passing->count);
    size_t limit = (size_t)window->limit;
    struct place_column picked = {0};
    const struct summary *last;
    enum store_status status;

    if (after < passing->count || after == SIZE_MAX) /* one more than asked for tells whether anything follows */
        if (!place_order_pick(order, passing, after, limit > 0 ? limit + 1 : 0, arena, &picked))
            return STORE_NO_MEMORY;
    page->total = (int64_t)place_set_size(passing);
    page->more = limit > 0 && picked.count > limit;
    picked.count -= page->more;
    status = read_items(store, arena, &picked, medians, &page->items);
    if (status != STORE_OK || limit == 0 || picked.count < limit)
        return status;
    last = (const struct summary *)page->items.at + limit - 1;
    page->last = (struct position){arena_format(arena, "%u", (unsigned)picked.numbers[limit - 1]), last->id};
    return page->last.key ? STORE_OK : STORE_NO_MEMORY;
}

/* Words ----------------------------------------------------------------------------------------------------------- */

/* What the words of q match. */
struct matching {
    struct search search;
    struct place_column numbers; /* of search_entry, by place */
    struct place_column places;  /* by number */
    struct place_set set;
};

static void add_match(void *context, int64_t number)
{
    struct matching *matching = context;

    place_set_add(&matching->set, matching->places.numbers[number]);
}

/* Turns numbers by place into places by number. @return false if there is no memory */
static bool turn_numbers(struct matching *matching, struct arena *arena)
{
    size_t count = matching->numbers.count + 1; /* numbers begin at 1 */

    matching->places.numbers = arena_take(arena, count * sizeof *matching->places.numbers);
    matching->places.count = count;
    if (!matching->places.numbers)
        return false;
    for (size_t place = 0; place < matching->numbers.count; place++)
        if (matching->numbers.numbers[place] < count)
            matching->places.numbers[matching->numbers.numbers[place]] = (uint32_t)place;
    return true;
}

/* Finds what matches q and keeps only that of what passes. */
static enum store_status match(struct store *store, struct arena *arena, const char *q, struct place_set *passing,
                               struct matching *matching)
{
    enum store_status status = search_read_forgiving(store, arena, SEARCH_OCCUPATION, q, &matching->search);

    if (status == STORE_OK)
        status = store_column(store, arena, "search", passing->count, &matching->numbers);
    if (status == STORE_OK && (!turn_numbers(matching, arena) || !place_set_new(&matching->set, arena, passing->count)))
        status = STORE_NO_MEMORY;
    if (status == STORE_OK)
        status = search_each(store, arena, &matching->search, add_match, matching);
    if (status == STORE_OK)
        place_set_keep(passing, &matching->set);
    return status;
}

/* What hits have to pass. */
struct passing_numbers {
    const struct matching *matching;
    const struct place_set *passing;
};

static bool number_passes(const void *context, int64_t number)
{
    const struct passing_numbers *numbers = context;

    return place_set_has(numbers->passing, numbers->matching->places.numbers[number]);
}

/* The places of hits, in their order. @return false if there is no memory */
static bool places_of_hits(const struct matching *matching, const struct list *hits, struct arena *arena,
                           struct place_column *places)
{
    const struct hit *hit = hits->at;

    places->count = hits->count;
    places->numbers = arena_take(arena, (hits->count + 1) * sizeof *places->numbers);
    for (size_t i = 0; places->numbers && i < hits->count; i++)
        places->numbers[i] = matching->places.numbers[hit[i].number];
    return places->numbers != NULL;
}

/* A page by relevance. */
static enum store_status read_relevant(struct store *store, struct arena *arena, const struct matching *matching,
                                       const struct place_set *passing, const struct medians *medians,
                                       const struct window *window, struct page *page)
{
    const struct passing_numbers numbers = {matching, passing};
    const struct hits_wanted wanted = {
        .passes = number_passes,
        .context = &numbers,
        .after = search_hit(&window->after),
        .limit = window->limit > 0 ? (size_t)window->limit + 1 : 0,
        .total = (int64_t)place_set_size(passing),
    };
    struct place_column places;
    struct list hits = {0};
    enum store_status status = search_hits(store, arena, &matching->search, &wanted, &hits);

    page->total = wanted.total;
    page->more = window->limit > 0 && hits.count > (size_t)window->limit;
    hits.count -= page->more;
    if (status == STORE_OK && !places_of_hits(matching, &hits, arena, &places))
        status = STORE_NO_MEMORY;
    if (status == STORE_OK)
        status = read_items(store, arena, &places, medians, &page->items);
    if (status == STORE_OK && window->limit > 0 && hits.count == (size_t)window->limit &&
        !search_position(arena, (const struct hit *)hits.at + hits.count - 1, &page->last))
        status = STORE_NO_MEMORY;
    return status;
}

enum store_status store_occupations(struct store *store, struct arena *arena, const struct occupation_filter *filter,
                                    const struct window *window, struct page *out, struct occupation_findings *beside)
{
    struct matching matching = {0};
    struct place_order order = {0};
    struct place_column ids;
    struct medians medians;
    struct place_set passing;
    struct page found = {0};
    enum store_status status = store_numbers(store, arena, Q_OCCUPATION_COLUMN, "id", &ids);

    if (status == STORE_OK)
        status = store_medians(store, arena, filter, ids.count, &medians);
    if (status == STORE_OK)
        status = store_filter_places(store, arena, filter, &medians, &passing);
    if (status == STORE_OK && filter->q)
        status = match(store, arena, filter->q, &passing, &matching);
    if (status == STORE_OK)
        status = make_order(store, arena, &filter->sorts, &medians, &order);
    order.last = status == STORE_OK ? ids.numbers : NULL;
    if (status == STORE_OK && filter->q && filter->sorts.count == 0)
        status = read_relevant(store, arena, &matching, &passing, &medians, window, &found);
    else if (status == STORE_OK)
        status = read_page(store, arena, &order, &passing, &medians, window, &found);
    if (status == STORE_OK)
        status = store_facets(store, arena, &filter->facets, &passing, &beside->facets);
    if (status == STORE_OK) {
        beside->corrected = matching.search.corrected;
        *out = found;
    }
    return status;
}
