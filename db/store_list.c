/* Lists inside items, and pages of lists. */
#include "db/store_ask.h"

#include <stdio.h>
#include <string.h>

/* The struct that the current row is read into; NULL if there is no memory or no such field. */
static void *place_in(unsigned char *item, const struct field *field, struct arena *arena, size_t size)
{
    void *object;

    if (field->type == FIELD_LIST || field->type == FIELD_TEXTS)
        return list_add((struct list *)(void *)(item + field->offset), arena, size);
    object = arena_take(arena, size);
    memcpy(item + field->offset, &object, sizeof object); /* a pointer of whichever type */
    return object;
}

/* The field that the current row names; NULL if there is no memory. */
static const struct field *field_of(const struct asking *asking, const struct shape *shape)
{
    const char *name = asking_own_column(asking, OWN_FIELD);

    return name ? shape_field(shape, name, strlen(name)) : NULL;
}

enum store_status store_ask_into(struct store *store, struct arena *arena, enum query query,
                                 const struct argument arguments[static ARG_COUNT], void *items,
                                 const struct shape *shape, const char *field)
{
    struct asking asking = store_ask(store, arena, query, arguments);
    const struct field *into = field ? shape_field(shape, field, strlen(field)) : NULL;

    while (asking_next(&asking)) {
        unsigned char *item = (unsigned char *)items + (size_t)asking_own_number(&asking, OWN_ITEM) * shape->size;
        const struct field *one = into ? into : field_of(&asking, shape);
        void *place = one ? place_in(item, one, arena, queries[query].shape->size) : NULL;

        if (place)
            asking_read(&asking, place);
        else
            asking.status = STORE_NO_MEMORY;
    }
    return asking_end(&asking);
}

/* Has each its row? Says once if not. */
static enum store_status check_each(enum query query, size_t found, size_t count)
{
    if (found == count)
        return STORE_OK;
    fprintf(stderr, "store: query %s: %zu rows for %zu that were asked for\n", queries[query].name, found, count);
    return STORE_DAMAGED;
}

enum store_status store_ask_each(struct store *store, struct arena *arena, enum query query,
                                 const struct argument arguments[static ARG_COUNT], size_t count, struct list *items)
{
    size_t size = queries[query].shape->size, found = 0;
    unsigned char *item = count > SIZE_MAX / size - 1 ? NULL : arena_take(arena, (count + 1) * size);
    struct asking asking;
    enum store_status status;

    if (!item)
        return STORE_NO_MEMORY;
    asking = store_ask(store, arena, query, arguments);
    for (; asking_next(&asking); found++) {
        size_t at = (size_t)asking_own_number(&asking, OWN_ITEM);

        asking_read(&asking, item + (at < count ? at : count) * size);
    }
    status = asking_end(&asking);
    if (status == STORE_OK)
        status = check_each(query, found, count);
    if (status == STORE_OK)
        *items = (struct list){item, count, count};
    return status;
}

/* Fills the list inside each item. */
static enum store_status fill(struct store *store, struct arena *arena, const struct listing *listing, void *items,
                              const struct list *ids)
{
    if (!listing->field || ids->count == 0)
        return STORE_OK;
    return store_ask_into(store, arena, listing->inside, (const struct argument[ARG_COUNT]){[ARG_IDS] = {.texts = ids}},
                          items, queries[listing->query].shape, listing->field);
}

static enum store_status read_page(struct store *store, struct arena *arena, const struct listing *listing,
                                   const struct argument arguments[static ARG_COUNT], int64_t limit, struct page *page)
{
    struct asking asking = store_ask(store, arena, listing->query, arguments);
    struct list ids = {0};
    enum store_status status;

    while (asking_next(&asking)) {
        if (limit > 0 && page->items.count == (size_t)limit) {
            page->more = true;
            break;
        }
        if (!asking_add(&asking, &page->items))
            break;
        if (page->items.count == (size_t)limit)
            page->last = (struct position){asking_own_text(&asking, OWN_KEY), asking_own_text(&asking, OWN_ID)};
        if (listing->field && !list_add_text(&ids, arena, asking_own_text(&asking, OWN_ID)))
            asking.status = STORE_NO_MEMORY;
    }
    status = asking_end(&asking);
    return status == STORE_OK ? fill(store, arena, listing, page->items.at, &ids) : status;
}

static enum store_status read_total(struct store *store, struct arena *arena, enum query query,
                                    const struct argument arguments[static ARG_COUNT], int64_t *total)
{
    struct asking asking = store_ask(store, arena, query, arguments);

    if (asking_next(&asking))
        *total = asking_own_number(&asking, OWN_TOTAL);
    return asking_end(&asking);
}

enum store_status store_ask_page(struct store *store, struct arena *arena, const struct listing *listing,
                                 const struct argument filters[static ARG_COUNT], const struct window *window,
                                 struct page *page)
{
    struct argument arguments[ARG_COUNT];
    struct page found = {0};
    enum store_status status;

    memcpy(arguments, filters, sizeof arguments);
    arguments[ARG_PAGE] = (struct argument)ARGUMENT_GIVEN;
    /* One more than asked for tells whether anything follows; to SQLite, -1 is all. */
    arguments[ARG_LIMIT].number = (struct figure){true, window->limit > 0 ? window->limit + 1 : -1};
    arguments[ARG_AFTER].text = window->after.key;
    arguments[ARG_AFTER_ID].text = window->after.id;
    status = read_page(store, arena, listing, arguments, window->limit, &found);
    found.total = (int64_t)found.items.count;
    if (status == STORE_OK && (found.more || window->after.key)) { /* else this page is the whole list */
        memcpy(arguments, filters, sizeof arguments);
        arguments[ARG_TOTAL] = (struct argument)ARGUMENT_GIVEN;
        status = read_total(store, arena, listing->query, arguments, &found.total);
    }
    if (status == STORE_OK)
        *page = found;
    return status;
}

enum store_status store_ask_one(struct store *store, struct arena *arena, const struct listing *listing, const char *id,
                                void *item)
{
    const struct argument arguments[ARG_COUNT] = {
        [ARG_PAGE] = ARGUMENT_GIVEN, [ARG_ID] = {.text = id}, [ARG_LIMIT] = {.number = {true, 1}}};
    struct list ids = {0};
    enum store_status status = store_ask_row(store, arena, listing->query, arguments, item);

    if (status == STORE_OK && !list_add_text(&ids, arena, id))
        status = STORE_NO_MEMORY;
    return status == STORE_OK ? fill(store, arena, listing, item, &ids) : status;
}

enum store_status store_ask_these(struct store *store, struct arena *arena, const struct listing *listing,
                                  const struct list *ids, struct list *items)
{
    const struct argument arguments[ARG_COUNT] = {
        [ARG_PAGE] = ARGUMENT_GIVEN, [ARG_IDS] = {.texts = ids}, [ARG_LIMIT] = {.number = {true, -1}}};
    enum store_status status;

    if (ids->count == 0)
        return STORE_OK;
    status = store_ask_list(store, arena, listing->query, arguments, items);
    return status == STORE_OK ? fill(store, arena, listing, items->at, ids) : status;
}
