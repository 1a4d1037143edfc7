/* Packed numbers: there are some twenty, and every question that sorts needs some. */
#include "db/kept_columns.h"
#include "db/store_places.h"

#include <stdio.h>

enum store_status store_numbers(struct store *store, struct arena *arena, enum query query, const char *name,
                                struct place_column *out)
{
    struct asking asking;
    size_t length = 0;
    const void *packed;

    if (kept_columns_find(store->kept, query, name, out))
        return STORE_OK;
    asking = store_ask(store, NULL, query, (const struct argument[ARG_COUNT]){[ARG_VALUE] = {.text = name}});
    packed = asking_next(&asking) ? asking_bytes(&asking, 0, &length) : NULL;
    if (!packed)
        length = 0;
    if (asking.status == STORE_OK && !kept_columns_add(store->kept, query, name, packed, length, out) &&
        !place_column_read(out, arena, packed, length))
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
