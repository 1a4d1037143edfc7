/* Lists of occupations: filtered, in order, page by page, counted. */
#include "db/search_places.h"
#include "db/store_places.h"

#include <stdlib.h>
#include <string.h>

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

static enum store_status add_key(struct store *store, struct arena *arena, const struct sort_by *by, size_t count,
                                 const struct medians *medians, struct place_order *order)
{
    struct place_key *key = list_add(&order->keys, arena, sizeof *key);
    struct place_column column = medians->amounts;
    enum store_status status = key ? STORE_OK : STORE_NO_MEMORY;

    if (status == STORE_OK && strcmp(by->name, "median_wage") != 0)
        status = store_column(store, arena, by->name, count, &column);
    if (status == STORE_OK)
        *key = (struct place_key){column.numbers, by->descending};
    return status;
}

/* Places are by name and then by id: where the last key is the name, upwards, they are what is left to compare. */
static enum store_status make_order(struct store *store, struct arena *arena, const struct list *sorts, size_t count,
                                    const struct medians *medians, struct place_order *order)
{
    const struct sort_by *by = sorts->at;
    size_t keys = sorts->count;
    bool ends_by_name = keys == 0 || (strcmp(by[keys - 1].name, "name") == 0 && !by[keys - 1].descending);
    struct place_column ids;
    enum store_status status = STORE_OK;

    if (keys > 0 && ends_by_name)
        keys--;
    for (size_t i = 0; i < keys && status == STORE_OK; i++)
        status = add_key(store, arena, &by[i], count, medians, order);
    if (status != STORE_OK || ends_by_name)
        return status;
    status = store_column(store, arena, "id", count, &ids);
    if (status == STORE_OK)
        order->last = ids.numbers;
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

/* Whose medians are meant, where they are chosen. */
static bool list_wage_rows(const struct place_column *places, const struct medians *medians, struct arena *arena,
                           struct list *rows)
{
    for (size_t i = 0; medians->are_chosen && i < places->count; i++)
        if (!list_add_number(rows, arena, median_wage_row(medians, places->numbers[i])))
            return false;
    return true;
}

enum store_status store_summaries(struct store *store, struct arena *arena, const struct place_column *places,
                                  const struct medians *medians, struct list *items)
{
    const struct list numbers = {places->numbers, places->count, places->count};
    struct list rows = {0};
    const struct argument arguments[ARG_COUNT] = {
        [ARG_PLACES] = {.numbers = &numbers}, [ARG_WAGES] = {.numbers = &rows}};
    enum store_status status;

    if (places->count == 0)
        return STORE_OK;
    if (!list_wage_rows(places, medians, arena, &rows))
        return STORE_NO_MEMORY;
    status = store_ask_each(store, arena, Q_OCCUPATIONS, arguments, places->count, items);
    if (status != STORE_OK)
        return status;
    return store_ask_into(store, arena, Q_OCCUPATIONS_ISCO, arguments, items->at, &summary_shape, "isco");
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
    status = store_summaries(store, arena, &picked, medians, &page->items);
    if (status != STORE_OK || limit == 0 || picked.count < limit)
        return status;
    last = (const struct summary *)page->items.at + limit - 1;
    page->last = (struct position){arena_format(arena, "%u", (unsigned)picked.numbers[limit - 1]), last->id};
    return page->last.key ? STORE_OK : STORE_NO_MEMORY;
}

/* A page by relevance to q. */
static enum store_status read_relevant(struct store *store, struct arena *arena, const struct place_matches *matches,
                                       const struct place_set *passing, const struct medians *medians,
                                       const struct window *window, struct page *page)
{
    struct place_column picked = {0};
    enum store_status status = place_matches_pick(store, arena, matches, passing, window, &picked, page);

    return status == STORE_OK ? store_summaries(store, arena, &picked, medians, &page->items) : status;
}

static enum store_status count_places(struct store *store, size_t *count)
{
    struct asking asking =
        store_ask(store, NULL, Q_OCCUPATION_COUNT, (const struct argument[ARG_COUNT]){[ARG_PAGE] = {0}});

    *count = asking_next(&asking) ? (size_t)asking_number(&asking, 0) : 0;
    return asking_end(&asking);
}

enum store_status store_occupations(struct store *store, struct arena *arena, const struct occupation_filter *filter,
                                    const struct window *window, struct page *out, struct occupation_findings *beside)
{
    struct place_matches matches = {0};
    struct place_order order = {0};
    struct medians medians;
    struct place_set passing;
    struct page found = {0};
    size_t count;
    enum store_status status = count_places(store, &count);

    if (status == STORE_OK)
        status = store_medians(store, arena, filter, count, &medians);
    if (status == STORE_OK)
        status = store_filter_places(store, arena, filter, count, &medians, &passing);
    if (status == STORE_OK && filter->q)
        status = place_matches_find(store, arena, filter->q, &passing, &matches);
    if (status == STORE_OK)
        status = make_order(store, arena, &filter->sorts, count, &medians, &order);
    if (status == STORE_OK && filter->q && filter->sorts.count == 0)
        status = read_relevant(store, arena, &matches, &passing, &medians, window, &found);
    else if (status == STORE_OK)
        status = read_page(store, arena, &order, &passing, &medians, window, &found);
    if (status == STORE_OK)
        status = store_facets(store, arena, &filter->facets, &passing, &beside->facets);
    if (status == STORE_OK) {
        beside->corrected = matches.search.corrected;
        *out = found;
    }
    return status;
}
