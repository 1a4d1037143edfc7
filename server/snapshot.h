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
    const char *digest;    /* of the file, store_digest() */
    int64_t last_modified; /* seconds since 1970, never in the future */
    int64_t occupations;
    struct store **stores; /* one a worker, by its index: a store belongs to one thread */
    unsigned store_count;
    struct cache *cache;
    /* The service's, once another snapshot is served. */
    struct snapshot *past; /* the one that was replaced before this one */
    uint64_t past_since;   /* the moment at which this one was replaced */
};

/**
 * Opens a dataset file at once: who wants to know that all of it is good lets it be checked (file_check in db/store.h).
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
