/* A list that only grows: who follows it needs no lock. */
#include "db/kept_columns.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* All that there are of some 75,000 occupations. What has no room is read for each question that needs it. */
enum { KEPT_BYTES_MAX = 4 * 1024 * 1024 };

struct kept {
    struct kept *next;
    enum query query;
    const char *name; /* behind the numbers */
    struct place_column column;
    uint32_t numbers[];
};

struct kept_columns {
    atomic_uint references;
    _Atomic(struct kept *) first;
    pthread_mutex_t lock; /* of who adds */
    size_t bytes;
};

struct kept_columns *kept_columns_new(void)
{
    struct kept_columns *kept = calloc(1, sizeof *kept);

    if (!kept)
        return NULL;
    if (pthread_mutex_init(&kept->lock, NULL) != 0) {
        free(kept);
        return NULL;
    }
    kept->references = 1;
    return kept;
}

struct kept_columns *kept_columns_share(struct kept_columns *kept)
{
    if (kept)
        atomic_fetch_add_explicit(&kept->references, 1, memory_order_relaxed);
    return kept;
}

void kept_columns_release(struct kept_columns *kept)
{
    if (!kept || atomic_fetch_sub_explicit(&kept->references, 1, memory_order_acq_rel) > 1)
        return;
    for (struct kept *one = kept->first, *next; one; one = next) {
        next = one->next;
        free(one);
    }
    pthread_mutex_destroy(&kept->lock);
    free(kept);
}

bool kept_columns_find(const struct kept_columns *kept, enum query query, const char *name, struct place_column *out)
{
    const struct kept *one = kept ? atomic_load_explicit(&kept->first, memory_order_acquire) : NULL;

    while (one && (one->query != query || strcmp(one->name, name) != 0))
        one = one->next;
    if (one)
        *out = one->column;
    return one != NULL;
}

/* @return NULL if there is no memory */
static struct kept *unpack(enum query query, const char *name, const void *packed, size_t length)
{
    size_t name_bytes = strlen(name) + 1;
    struct kept *one = malloc(sizeof *one + length + name_bytes);

    if (!one)
        return NULL;
    one->query = query;
    one->name = memcpy((char *)one->numbers + length, name, name_bytes);
    one->column = (struct place_column){one->numbers, length / PLACE_NUMBER_BYTES};
    place_column_unpack(&one->column, packed);
    return one;
}

bool kept_columns_add(struct kept_columns *kept, enum query query, const char *name, const void *packed, size_t length,
                      struct place_column *out)
{
    struct kept *one;
    bool found;

    if (!kept)
        return false;
    pthread_mutex_lock(&kept->lock);
    found = kept_columns_find(kept, query, name, out);
    one = !found && kept->bytes + length <= KEPT_BYTES_MAX ? unpack(query, name, packed, length) : NULL;
    if (one) {
        one->next = kept->first;
        kept->bytes += length;
        atomic_store_explicit(&kept->first, one, memory_order_release);
        *out = one->column;
    }
    pthread_mutex_unlock(&kept->lock);
    return found || one;
}
