/**
 * The response cache of one snapshot: entities by what was asked for, within a budget of bytes.
 *
 * An entity has one canonical name, and is also found by the words in which clients asked for it, so that a request
 * asked before is not even parsed. Finding takes no lock and no memory: names are in chains that are followed without
 * one, and what leaves is freed when no worker can be reading it (readers.h). Those who put share a lock.
 *
 * What leaves first: a newcomer waits in a first queue and leaves at its end, unless it was asked for again; then it
 * goes to a second, of four fifths of the budget, in which whoever was asked for since its last turn gets another one
 * (CLOCK). So one crawl through everything does not push out what is popular.
 */
#ifndef POVOLANI_CACHE_H
#define POVOLANI_CACHE_H

#include "server/entity.h"
#include "server/readers.h"

struct cache;

/** A name of an entity. NULL in it is the same as "". */
struct cache_key {
    enum cache_name {
        CACHE_CANONICAL, /* the canonical target, its media type, its coding */
        CACHE_AS_ASKED,  /* the target as it came, Accept, Accept-Encoding */
    } kind;
    const char *texts[3];
};

/**
 * @param budget   bytes; 0 keeps nothing
 * @param readers  who may use cache_find; lives longer than the cache
 * @return NULL if there is no memory
 */
struct cache *cache_new(size_t budget, struct readers *readers);

/** Drops all; NULL is allowed. Nobody may use the cache any more. */
void cache_free(struct cache *cache);

/** By a worker that has entered. @return what it may read until it leaves, or NULL. */
struct entity *cache_find(const struct cache *cache, const struct cache_key *key);

/**
 * Keeps an entity under its canonical name, if it is not too large, there is memory, and none has that name.
 *
 * @param worker  the caller, which holds nothing that cache_find gave it
 * @return true: it is the cache's from now on, and the worker may read it until it leaves
 */
bool cache_put(struct cache *cache, unsigned worker, const struct cache_key *key, struct entity *entity);

/** By a worker that has entered: names what was found by its canonical name, if it is still there, once more. */
void cache_name(struct cache *cache, const struct cache_key *canonical, const struct cache_key *other);

/** Drops all and keeps nothing from now on. No worker may be reading, nor may one begin to. */
void cache_retire(struct cache *cache);

struct cache_size {
    size_t entries;
    size_t bytes; /* with what has left and may still be read */
};
struct cache_size cache_size(struct cache *cache);

#endif
