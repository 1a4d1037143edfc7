/* Packed numbers, which a store reads once and keeps: there are some twenty, and every question that sorts needs some.
 */
#include "db/store_places.h"

#include <stdio.h>
#include <string.h>

struct kept_numbers {
    struct kept_numbers *next;
    enum query query;
    const char *name;
    struct place_column column;
};

static struct kept_numbers *kept_of(const struct store *store, enum query query, const char *name)
{
    struct kept_numbers *kept = store->kept;

    while (kept && (kept->query != query || strcmp(kept->name, name) != 0))
        kept = kept->next;
    return kept;
}

/* Reads what a store is to keep. @return NULL if there is no memory */
static struct kept_numbers *keep(struct store *store, enum query query, const char *name, const void *packed,
                                 size_t length)
{
    struct kept_numbers *kept;

    if (!store->kept_arena)
        store->kept_arena = arena_new();
    kept = store->kept_arena ? arena_take(store->kept_arena, sizeof *kept) : NULL;
    if (!kept)
        return NULL;
    *kept = (struct kept_numbers){store->kept, query, arena_text(store->kept_arena, name, strlen(name)), {0}};
    if (!kept->name || !place_column_read(&kept->column, store->kept_arena, packed, length))
        return NULL;
    store->kept = kept;
    return kept;
}

enum store_status store_numbers(struct store *store, enum query query, const char *name, struct place_column *out)
{
    const struct kept_numbers *kept = kept_of(store, query, name);
    struct asking asking;
    size_t length = 0;
    const void *packed;

    if (kept) {
        *out = kept->column;
        return STORE_OK;
    }
    asking = store_ask(store, NULL, query, (const struct argument[ARG_COUNT]){[ARG_VALUE] = {.text = name}});
    packed = asking_next(&asking) ? asking_bytes(&asking, 0, &length) : NULL;
    if (asking.status == STORE_OK) {
        kept = keep(store, query, name, packed, packed ? length : 0);
        if (kept)
            *out = kept->column;
        else
            asking.status = STORE_NO_MEMORY;
    }
    return asking_end(&asking);
}

enum store_status store_column(struct store *store, const char *name, size_t count, struct place_column *out)
{
    enum store_status status = store_numbers(store, Q_OCCUPATION_COLUMN, name, out);

    if (status != STORE_OK || out->count == count)
        return status;
    fprintf(stderr, "store: query occupation_column: %s has %zu numbers for %zu occupations\n", name, out->count,
            count);
    return STORE_DAMAGED;
}
