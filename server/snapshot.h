/**
 * A snapshot: an open dataset and what is derived from it. Counted by reference; requests under way finish on the
 * snapshot that they began with.
 */
#ifndef POVOLANI_SNAPSHOT_H
#define POVOLANI_SNAPSHOT_H

#include "db/store.h"
#include "server/cache.h"

struct snapshot {
    const char *version;   /* 16 hex digits */
    int64_t last_modified; /* seconds since 1970, never in the future */
    int64_t occupations;
    struct store **stores; /* one a worker, by its index: a store belongs to one thread */
    unsigned store_count;
    struct cache *cache;
    struct snapshot *past; /* of the service once another is served: replaced before this one … */
    uint64_t past_since;   /* … and the moment at which this one was */
};

/**
 * Opens and checks a dataset file.
 *
 * @param workers       how many stores are opened
 * @param cache_budget  bytes
 * @param readers       who may read from the cache; lives longer than the snapshot
 * @param reason        written if it fails: what is wrong, for the log
 * @return a snapshot with one reference, the caller's; NULL if the file is refused
 */
struct snapshot *snapshot_open(const char *path, unsigned workers, size_t cache_budget, struct readers *readers,
                               char reason[static STORE_REASON_BYTES]);

struct snapshot *snapshot_retain(struct snapshot *snapshot);

/** Gives a reference back; NULL is allowed. */
void snapshot_release(struct snapshot *snapshot);

#endif
