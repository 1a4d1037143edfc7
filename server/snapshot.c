#include "server/snapshot.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct counted {
    struct snapshot snapshot; /* first: the public face */
    atomic_uint references;
};

static void close_stores(struct snapshot *snapshot)
{
    while (snapshot->store_count > 0)
        store_close(snapshot->stores[--snapshot->store_count]);
}

/* Opens a store for each worker, all of one and the same file. */
static enum store_status open_stores(struct snapshot *snapshot, const char *path, unsigned workers,
                                     char reason[static STORE_REASON_BYTES])
{
    enum store_status status = store_open_at_once(path, &snapshot->stores[0], reason);

    while (status == STORE_OK && ++snapshot->store_count < workers)
        status = store_open_again(snapshot->stores[0], &snapshot->stores[snapshot->store_count], reason);
    return status;
}

/* A source may be dated ahead; Last-Modified must not be (RFC 9110, 8.8.2.1). */
static int64_t past(int64_t seconds)
{
    time_t now = time(NULL);

    return seconds < now ? seconds : now;
}

static bool fill(struct snapshot *snapshot, const char *path, unsigned workers, size_t cache_budget,
                 struct readers *readers, char reason[static STORE_REASON_BYTES])
{
    snprintf(reason, STORE_REASON_BYTES, "no memory");
    snapshot->stores = calloc(workers, sizeof(struct store *));
    snapshot->cache = cache_new(cache_budget, readers);
    if (!snapshot->stores || !snapshot->cache)
        return false;
    if (open_stores(snapshot, path, workers, reason) != STORE_OK)
        return false;
    snapshot->version = store_version(snapshot->stores[0]);
    snapshot->digest = store_digest(snapshot->stores[0]);
    snapshot->last_modified = past(store_last_modified(snapshot->stores[0]));
    snapshot->occupations = store_occupation_count(snapshot->stores[0]);
    return true;
}

struct snapshot *snapshot_open(const char *path, unsigned workers, size_t cache_budget, struct readers *readers,
                               char reason[static STORE_REASON_BYTES])
{
    struct counted *counted = calloc(1, sizeof *counted);

    if (!counted) {
        snprintf(reason, STORE_REASON_BYTES, "no memory");
        return NULL;
    }
    counted->references = 1;
    if (fill(&counted->snapshot, path, workers, cache_budget, readers, reason))
        return &counted->snapshot;
    snapshot_release(&counted->snapshot);
    return NULL;
}

struct snapshot *snapshot_retain(struct snapshot *snapshot)
{
    struct counted *counted = (struct counted *)(void *)snapshot;

    atomic_fetch_add_explicit(&counted->references, 1, memory_order_relaxed);
    return snapshot;
}

void snapshot_release(struct snapshot *snapshot)
{
    struct counted *counted = (struct counted *)(void *)snapshot;

    if (!snapshot || atomic_fetch_sub_explicit(&counted->references, 1, memory_order_acq_rel) > 1)
        return;
    cache_free(snapshot->cache);
    close_stores(snapshot);
    free(snapshot->stores);
    free(counted);
}
