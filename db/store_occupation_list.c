/* Lists of occupations: filtered, in order, page by page, counted. */
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

enum store_status store_occupations(struct store *store, struct arena *arena, const struct occupation_filter *filter,
                                    const struct window *window, struct page *out, struct list *facets)
{
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
    if (status == STORE_OK)
        status = make_order(store, arena, &filter->sorts, &medians, &order);
    order.last = status == STORE_OK ? ids.numbers : NULL;
    if (status == STORE_OK)
        status = read_page(store, arena, &order, &passing, &medians, window, &found);
    if (status == STORE_OK)
        status = store_facets(store, arena, &filter->facets, &passing, facets);
    if (status == STORE_OK)
        *out = found;
    return status;
}
