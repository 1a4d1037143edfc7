#include "server/cache.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum {
    BYTES_A_BUCKET = 2048, /* of the budget: entries cost 5 kB and more (entity.c), and have two names or so */
    BUCKETS_MIN = 64,
    BUCKETS_MAX = 1 << 20,
    LARGEST_PART = 8,
    PROTECTED_FIFTHS = 4,
    /* Clients word the same in few ways; who has a longer one is served by the canonical name. */
    NAMES_MAX = 16,
    NAME_BYTES_MAX = 1024,
};

enum segment { PROBATION, PROTECTED, SEGMENT_COUNT };

/* A way to ask for an entry. Readers follow chain, hash, entry and texts. */
struct name {
    _Atomic(struct name *) chain; /* of the bucket */
    struct name *next;            /* of the same entry */
    struct entry *entry;
    atomic_bool asked; /* since it was put, or last looked at */
    uint64_t hash;
    enum cache_name kind;
    size_t length;
    char texts[]; /* each with its NUL */
};

struct entry {
    struct entry *newer;   /* in its queue */
    struct entity *entity; /* NULL: it only takes a name away */
    struct name *names;    /* the newest first; the last one is canonical */
    size_t name_count;
    size_t cost; /* with its names */
    enum segment segment;
    uint64_t left; /* the moment since which it cannot be found */
};

struct queue {
    struct entry *newest, *oldest;
    size_t bytes;
};

struct cache {
    struct readers *readers;
    pthread_mutex_t lock; /* for all below but the chains' atomic links */
    size_t budget;
    uint64_t seed; /* of hashes: nobody can tell which names share a bucket */
    size_t entries;
    struct queue segments[SEGMENT_COUNT];
    struct queue leaving; /* not to be found any more, but perhaps still read */
    size_t bucket_mask;
    _Atomic(struct name *) buckets[];
};

/* Names ------------------------------------------------------------------------------------------------------------ */

/* A key with what is computed of it once. */
struct lookup {
    enum cache_name kind;
    const char *texts[3];
    size_t lengths[3]; /* with the NUL */
    size_t length;     /* of all */
    uint64_t hash;
};

static struct lookup lookup_of(const struct cache *cache, const struct cache_key *key)
{
    struct lookup lookup = {.kind = key->kind, .hash = cache->seed + key->kind};

    for (size_t i = 0; i < 3; i++) {
        lookup.texts[i] = key->texts[i] ? key->texts[i] : "";
        lookup.lengths[i] = strlen(lookup.texts[i]) + 1;
        lookup.length += lookup.lengths[i];
        lookup.hash = XXH3_64bits_withSeed(lookup.texts[i], lookup.lengths[i], lookup.hash);
    }
    return lookup;
}

static bool is_meant(const struct name *name, const struct lookup *lookup)
{
    const char *text = name->texts;

    if (name->hash != lookup->hash || name->length != lookup->length || name->kind != lookup->kind)
        return false;
    for (size_t i = 0; i < 3; text += lookup->lengths[i++])
        if (memcmp(text, lookup->texts[i], lookup->lengths[i]) != 0)
            return false;
    return true;
}

static struct name *find(const struct cache *cache, const struct lookup *lookup)
{
    struct name *name = atomic_load(&cache->buckets[lookup->hash & cache->bucket_mask]);

    while (name && !is_meant(name, lookup))
        name = atomic_load(&name->chain);
    return name;
}

/* @param length  of its texts */
static size_t name_cost(size_t length)
{
    return sizeof(struct name) + length;
}

static struct name *name_new(const struct lookup *lookup, struct entry *entry)
{
    struct name *name = malloc(name_cost(lookup->length));
    char *at;

    if (!name)
        return NULL;
    *name = (struct name){.entry = entry, .hash = lookup->hash, .kind = lookup->kind, .length = lookup->length};
    at = name->texts;
    for (size_t i = 0; i < 3; i++)
        at = mempcpy(at, lookup->texts[i], lookup->lengths[i]);
    return name;
}

/* What is hot is marked already: it is only read, its cache line stays shared. */
static void mark(struct name *name)
{
    if (!atomic_load_explicit(&name->asked, memory_order_relaxed))
        atomic_store_explicit(&name->asked, true, memory_order_relaxed);
}

/* Was it asked for by this name since it was last looked at? */
static bool was_asked(struct name *name)
{
    return atomic_exchange_explicit(&name->asked, false, memory_order_relaxed);
}

/* From now on it is found. */
static void link_name(struct cache *cache, struct name *name)
{
    _Atomic(struct name *) *bucket = &cache->buckets[name->hash & cache->bucket_mask];

    name->next = name->entry->names;
    name->entry->names = name;
    name->entry->name_count++;
    atomic_store(&name->chain, atomic_load(bucket));
    atomic_store(bucket, name);
}

/* Those who are at it can still go on to the next. */
static void unlink_name(struct cache *cache, const struct name *name)
{
    _Atomic(struct name *) *link = &cache->buckets[name->hash & cache->bucket_mask];

    while (atomic_load(link) != name)
        link = &atomic_load(link)->chain;
    atomic_store(link, atomic_load(&name->chain));
}

/* Queues ----------------------------------------------------------------------------------------------------------- */

static void queue_add(struct queue *queue, struct entry *entry)
{
    entry->newer = NULL;
    if (queue->newest)
        queue->newest->newer = entry;
    else
        queue->oldest = entry;
    queue->newest = entry;
    queue->bytes += entry->cost;
}

static struct entry *queue_take_oldest(struct queue *queue)
{
    struct entry *entry = queue->oldest;

    queue->oldest = entry->newer;
    if (!queue->oldest)
        queue->newest = NULL;
    queue->bytes -= entry->cost;
    return entry;
}

static void segment_add(struct cache *cache, struct entry *entry, enum segment segment)
{
    entry->segment = segment;
    queue_add(&cache->segments[segment], entry);
}

static void entry_free(struct entry *entry)
{
    while (entry->names) {
        struct name *name = entry->names;

        entry->names = name->next;
        free(name);
    }
    entity_free(entry->entity);
    free(entry);
}

/* Room ------------------------------------------------------------------------------------------------------------- */

static size_t bytes_in_reach(const struct cache *cache)
{
    return cache->segments[PROBATION].bytes + cache->segments[PROTECTED].bytes;
}

static void evict(struct cache *cache, struct entry *entry)
{
    for (const struct name *name = entry->names; name; name = name->next)
        unlink_name(cache, name);
    cache->entries--;
    entry->left = readers_moment(cache->readers);
    queue_add(&cache->leaving, entry);
}

/* Was it asked for again, by whichever name? */
static bool entry_was_asked(const struct entry *entry)
{
    bool asked = false;

    for (struct name *name = entry->names; name; name = name->next)
        asked |= was_asked(name);
    return asked;
}

/* The oldest of a segment has its turn: it leaves, unless it was asked for since the last one. */
static void turn(struct cache *cache, enum segment segment)
{
    struct entry *entry = queue_take_oldest(&cache->segments[segment]);

    if (entry_was_asked(entry))
        segment_add(cache, entry, PROTECTED);
    else
        evict(cache, entry);
}

/* Newcomers make room first, as long as those who stayed keep to their part. */
static enum segment next_segment(const struct cache *cache)
{
    size_t protected_bytes = cache->segments[PROTECTED].bytes;

    if (!cache->segments[PROBATION].oldest)
        return PROTECTED;
    return protected_bytes > cache->budget / 5 * PROTECTED_FIFTHS ? PROTECTED : PROBATION;
}

static void free_unread(struct cache *cache, int except)
{
    struct queue *leaving = &cache->leaving;

    while (leaving->oldest && readers_are_past(cache->readers, leaving->oldest->left, except))
        entry_free(queue_take_oldest(leaving));
}

/* Makes room for so many bytes. @return false if too much of what has left may still be read */
static bool make_room(struct cache *cache, size_t bytes, int except)
{
    while (bytes_in_reach(cache) > 0 && bytes_in_reach(cache) + bytes > cache->budget)
        turn(cache, next_segment(cache));
    free_unread(cache, except);
    return bytes_in_reach(cache) + cache->leaving.bytes + bytes <= cache->budget;
}

/* Public ----------------------------------------------------------------------------------------------------------- */

static size_t bucket_count(size_t budget)
{
    size_t count = BUCKETS_MIN;

    while (count < BUCKETS_MAX && count < budget / BYTES_A_BUCKET)
        count *= 2;
    return count;
}

struct cache *cache_new(size_t budget, struct readers *readers)
{
    size_t buckets = bucket_count(budget);
    struct cache *cache = calloc(1, sizeof *cache + buckets * sizeof *cache->buckets);

    if (!cache)
        return NULL;
    if (pthread_mutex_init(&cache->lock, NULL) != 0) {
        free(cache);
        return NULL;
    }
    arc4random_buf(&cache->seed, sizeof cache->seed);
    cache->readers = readers;
    cache->budget = budget;
    cache->bucket_mask = buckets - 1;
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

struct entity *cache_find(const struct cache *cache, const struct cache_key *key)
{
    struct lookup lookup = lookup_of(cache, key);
    struct name *name = find(cache, &lookup);

    if (!name)
        return NULL;
    mark(name);
    return name->entry->entity;
}

/* The entity stays the caller's. */
static struct entry *entry_new(const struct lookup *lookup, struct entity *entity, struct name **name)
{
    struct entry *entry = calloc(1, sizeof *entry);

    *name = entry ? name_new(lookup, entry) : NULL;
    if (!*name) {
        free(entry);
        return NULL;
    }
    entry->entity = entity;
    entry->cost = entity_cost(entity) + sizeof *entry + name_cost(lookup->length);
    return entry;
}

bool cache_put(struct cache *cache, unsigned worker, const struct cache_key *key, struct entity *entity)
{
    struct lookup lookup = lookup_of(cache, key);
    struct name *name;
    struct entry *entry = entry_new(&lookup, entity, &name);
    bool kept;

    if (!entry)
        return false;
    pthread_mutex_lock(&cache->lock);
    /* Another worker may have answered the same meanwhile. */
    kept = entry->cost <= cache->budget / LARGEST_PART && !find(cache, &lookup) &&
           make_room(cache, entry->cost, (int)worker);
    if (kept) {
        segment_add(cache, entry, PROBATION);
        link_name(cache, name);
        cache->entries++;
    }
    pthread_mutex_unlock(&cache->lock);
    if (kept)
        return true;
    free(name);
    free(entry);
    return false;
}

/* The oldest name of an entry that nobody has used since it was last looked at. The canonical one, by which it was just
 * found, is none of them and keeps the entry marked. */
static struct name **idle_name(struct entry *entry)
{
    struct name **idle = NULL;

    for (struct name **link = &entry->names; (*link)->next; link = &(*link)->next)
        if (!was_asked(*link))
            idle = link;
    return idle;
}

/* Takes away a name that is idle. It leaves as entries do, with one that is made for it. @return false if none is */
static bool drop_name(struct cache *cache, struct entry *entry)
{
    struct name **link = idle_name(entry), *name;
    struct entry *carrier = link ? calloc(1, sizeof *carrier) : NULL;
    size_t cost;

    if (!carrier)
        return false;
    name = *link;
    cost = name_cost(name->length);
    *link = name->next;
    entry->name_count--;
    unlink_name(cache, name);
    entry->cost -= cost;
    cache->segments[entry->segment].bytes -= cost;
    name->next = NULL;
    carrier->names = name;
    carrier->cost = sizeof *carrier + cost;
    carrier->left = readers_moment(cache->readers);
    queue_add(&cache->leaving, carrier);
    return true;
}

/* Gives an entry that is in its segment one name more, if there is room. */
static void add_name(struct cache *cache, struct entry *entry, const struct lookup *lookup)
{
    size_t cost = name_cost(lookup->length);
    struct name *name;

    /* Room is made before the name is there, also for taking one away, and may cost the entry itself its place. */
    if (!make_room(cache, cost + sizeof *entry, READERS_ALL) || entry->left != 0)
        return;
    if (entry->name_count == NAMES_MAX && !drop_name(cache, entry))
        return;
    name = name_new(lookup, entry);
    if (!name)
        return;
    entry->cost += cost;
    cache->segments[entry->segment].bytes += cost;
    link_name(cache, name);
}

void cache_name(struct cache *cache, const struct cache_key *canonical, const struct cache_key *other)
{
    struct lookup known = lookup_of(cache, canonical), asked = lookup_of(cache, other);
    const struct name *name;

    if (asked.length > NAME_BYTES_MAX)
        return;
    pthread_mutex_lock(&cache->lock);
    name = find(cache, &known);
    if (name && !find(cache, &asked))
        add_name(cache, name->entry, &asked);
    pthread_mutex_unlock(&cache->lock);
}

void cache_retire(struct cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    cache->budget = 0;
    while (bytes_in_reach(cache) > 0)
        turn(cache, next_segment(cache));
    while (cache->leaving.oldest)
        entry_free(queue_take_oldest(&cache->leaving));
    pthread_mutex_unlock(&cache->lock);
}

struct cache_size cache_size(struct cache *cache)
{
    struct cache_size size;

    pthread_mutex_lock(&cache->lock);
    size.entries = cache->entries;
    size.bytes = bytes_in_reach(cache) + cache->leaving.bytes;
    pthread_mutex_unlock(&cache->lock);
    return size;
}
