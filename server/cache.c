#include "server/cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/* Entries cost 5 kB and more (entity.c), so the default budget holds some 6000 of them: chains stay short. */
enum { BUCKETS = 8192, LARGEST_PART = 8, PROTECTED_FIFTHS = 4 };

enum segment { PROBATION, PROTECTED, SEGMENT_COUNT };

struct entry {
    struct entry *chain;         /* of the bucket */
    struct entry *newer, *older; /* in its segment */
    struct entity *entity;       /* a reference */
    size_t cost;
    uint64_t hash; /* of the key, representation and encoding included */
    enum segment segment;
    unsigned representation, encoding;
    char canonical[];
};

struct cache {
    pthread_mutex_t lock;
    size_t budget;
    size_t entries;
    struct segment_list {
        struct entry *newest, *oldest;
        size_t bytes;
    } segments[SEGMENT_COUNT];
    struct entry *buckets[BUCKETS];
};

static uint64_t hash_of(const struct cache_key *key)
{
    return XXH3_64bits_withSeed(key->canonical, strlen(key->canonical),
                                (uint64_t)key->representation << 8 | key->encoding);
}

static void segment_add(struct cache *cache, struct entry *entry, enum segment segment)
{
    struct segment_list *list = &cache->segments[segment];

    entry->segment = segment;
    entry->newer = NULL;
    entry->older = list->newest;
    if (list->newest)
        list->newest->newer = entry;
    else
        list->oldest = entry;
    list->newest = entry;
    list->bytes += entry->cost;
}

static void segment_remove(struct cache *cache, struct entry *entry)
{
    struct segment_list *list = &cache->segments[entry->segment];

    if (entry->newer)
        entry->newer->older = entry->older;
    else
        list->newest = entry->older;
    if (entry->older)
        entry->older->newer = entry->newer;
    else
        list->oldest = entry->newer;
    list->bytes -= entry->cost;
}

static struct entry *find(const struct cache *cache, const struct cache_key *key, uint64_t hash)
{
    struct entry *entry = cache->buckets[hash % BUCKETS];

    while (entry && (entry->hash != hash || entry->representation != key->representation ||
                     entry->encoding != key->encoding || strcmp(entry->canonical, key->canonical) != 0))
        entry = entry->chain;
    return entry;
}

static void evict(struct cache *cache, struct entry *entry)
{
    struct entry **link = &cache->buckets[entry->hash % BUCKETS];

    while (*link != entry)
        link = &(*link)->chain;
    *link = entry->chain;
    segment_remove(cache, entry);
    cache->entries--;
    entity_release(entry->entity);
    free(entry);
}

static void shrink(struct cache *cache)
{
    struct segment_list *segments = cache->segments;

    while (segments[PROBATION].bytes + segments[PROTECTED].bytes > cache->budget)
        evict(cache, segments[PROBATION].oldest ? segments[PROBATION].oldest : segments[PROTECTED].oldest);
}

/* Asked for again: it goes to the front of the second segment, whose oldest may have to make room. */
static void promote(struct cache *cache, struct entry *entry)
{
    struct segment_list *protected = &cache->segments[PROTECTED];

    segment_remove(cache, entry);
    segment_add(cache, entry, PROTECTED);
    while (protected->bytes > cache->budget / 5 * PROTECTED_FIFTHS) {
        struct entry *oldest = protected->oldest;

        segment_remove(cache, oldest);
        segment_add(cache, oldest, PROBATION);
    }
}

struct cache *cache_new(size_t budget)
{
    struct cache *cache = calloc(1, sizeof *cache);

    if (!cache)
        return NULL;
    if (pthread_mutex_init(&cache->lock, NULL) != 0) {
        free(cache);
        return NULL;
    }
    cache->budget = budget;
    return cache;
}

void cache_free(struct cache *cache)
{
    if (!cache)
        return;
    cache_retire(cache);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}

struct entity *cache_get(struct cache *cache, const struct cache_key *key)
{
    uint64_t hash = hash_of(key);
    struct entity *entity = NULL;
    struct entry *entry;

    pthread_mutex_lock(&cache->lock);
    entry = find(cache, key, hash);
    if (entry) {
        promote(cache, entry);
        entity = entity_retain(entry->entity);
    }
    pthread_mutex_unlock(&cache->lock);
    return entity;
}

static struct entry *entry_new(const struct cache_key *key, struct entity *entity)
{
    size_t length = strlen(key->canonical) + 1;
    struct entry *entry = calloc(1, sizeof *entry + length);

    if (!entry)
        return NULL;
    entry->entity = entity_retain(entity);
    entry->cost = entity_cost(entity) + sizeof *entry + length;
    entry->hash = hash_of(key);
    entry->representation = key->representation;
    entry->encoding = key->encoding;
    memcpy(entry->canonical, key->canonical, length);
    return entry;
}

void cache_put(struct cache *cache, const struct cache_key *key, struct entity *entity)
{
    struct entry *entry = entry_new(key, entity);
    bool kept = false;

    if (!entry)
        return;
    pthread_mutex_lock(&cache->lock);
    /* Another worker may have answered the same meanwhile. */
    if (entry->cost <= cache->budget / LARGEST_PART && !find(cache, key, entry->hash)) {
        struct entry **bucket = &cache->buckets[entry->hash % BUCKETS];

        entry->chain = *bucket;
        *bucket = entry;
        cache->entries++;
        segment_add(cache, entry, PROBATION);
        shrink(cache);
        kept = true;
    }
    pthread_mutex_unlock(&cache->lock);
    if (kept)
        return;
    entity_release(entry->entity);
    free(entry);
}

void cache_retire(struct cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    cache->budget = 0;
    shrink(cache);
    pthread_mutex_unlock(&cache->lock);
}

struct cache_size cache_size(struct cache *cache)
{
    struct cache_size size;

    pthread_mutex_lock(&cache->lock);
    size.entries = cache->entries;
    size.bytes = cache->segments[PROBATION].bytes + cache->segments[PROTECTED].bytes;
    pthread_mutex_unlock(&cache->lock);
    return size;
}
