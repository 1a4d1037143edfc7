/**
 * The response cache of one snapshot: entities by what was asked for, within a budget of bytes.
 *
 * Segmented LRU: what is asked for once waits in a first segment and leaves first; what is asked for again moves to a
 * second, of four fifths of the budget. So one crawl through everything does not push out what is popular. Any thread
 * may call; one lock, held for a few pointer writes.
 */
#ifndef POVOLANI_CACHE_H
#define POVOLANI_CACHE_H

#include "server/entity.h"

struct cache;

/** What an entity answers. */
struct cache_key {
    const char *canonical;   /* target */
    unsigned representation; /* AS_JSON, AS_CSV …; 0 for a page */
    unsigned encoding;       /* enum encoding */
};

/** @param budget  bytes; 0 keeps nothing. @return NULL if there is no memory */
struct cache *cache_new(size_t budget);

/** Drops all; NULL is allowed. Nobody may use the cache any more. */
void cache_free(struct cache *cache);

/** @return a new reference, or NULL. */
struct entity *cache_get(struct cache *cache, const struct cache_key *key);

/** Keeps an entity (by a reference of its own), if it is not too large and there is memory. */
void cache_put(struct cache *cache, const struct cache_key *key, struct entity *entity);

/** Drops all and keeps nothing from now on: the snapshot has been replaced. */
void cache_retire(struct cache *cache);

struct cache_size {
    size_t entries;
    size_t bytes;
};
struct cache_size cache_size(struct cache *cache);

#endif
