#include "db/import/export_pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>

enum slot_state { AT_REST, GIVEN, AT_WORK };

struct export_pool {
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t changed;
    void *const *slots;
    size_t count;
    enum slot_state *states;
    size_t turn;  /* the owner's */
    size_t first; /* what the threads take next */
    bool ending;
    void (*work)(void *slot);
    pthread_t *threads;
    size_t thread_count;
};

/* Takes a given slot. @return false at the end */
static bool take(struct export_pool *pool, size_t *taken)
{
    bool goes_on;

    pthread_mutex_lock(&pool->lock);
    while (!pool->ending && pool->states[pool->first] != GIVEN)
        pthread_cond_wait(&pool->changed, &pool->lock);
    *taken = pool->first;
    goes_on = !pool->ending;
    if (goes_on) {
        pool->states[pool->first] = AT_WORK;
        pool->first = (pool->first + 1) % pool->count;
    }
    pthread_mutex_unlock(&pool->lock);
    return goes_on;
}

static void set_state(struct export_pool *pool, size_t slot, enum slot_state state)
{
    pthread_mutex_lock(&pool->lock);
    pool->states[slot] = state;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->lock);
}

static void *run_thread(void *context)
{
    struct export_pool *pool = context;
    size_t taken;

    while (take(pool, &taken)) {
        pool->work(pool->slots[taken]);
        set_state(pool, taken, AT_REST);
    }
    return NULL;
}

static size_t cores(void)
{
    cpu_set_t set;

    return sched_getaffinity(0, sizeof set, &set) == 0 ? (size_t)CPU_COUNT(&set) : 1;
}

static void start_threads(struct export_pool *pool)
{
    size_t wanted = cores() < pool->count / 2 ? cores() : pool->count / 2;

    while (pool->thread_count < wanted &&
           pthread_create(&pool->threads[pool->thread_count], NULL, run_thread, pool) == 0)
        pool->thread_count++;
}

struct export_pool *export_pool_new(void *const *slots, size_t count, void (*work)(void *slot))
{
    struct export_pool *pool = calloc(1, sizeof *pool);

    if (!pool)
        return NULL;
    *pool = (struct export_pool){
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .changed = PTHREAD_COND_INITIALIZER,
        .slots = slots,
        .count = count,
        .states = calloc(count, sizeof *pool->states),
        .work = work,
        .threads = calloc(count, sizeof *pool->threads),
    };
    if (pool->states && pool->threads)
        start_threads(pool);
    if (pool->thread_count > 0)
        return pool;
    export_pool_free(pool);
    return NULL;
}

void export_pool_free(struct export_pool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->lock);
    pool->ending = true;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->lock);
    while (pool->thread_count > 0)
        pthread_join(pool->threads[--pool->thread_count], NULL);
    free(pool->threads);
    free(pool->states);
    free(pool);
}

void *export_pool_next(struct export_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    while (pool->states[pool->turn] != AT_REST)
        pthread_cond_wait(&pool->changed, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
    return pool->slots[pool->turn];
}

void export_pool_give(struct export_pool *pool)
{
    set_state(pool, pool->turn, GIVEN);
    export_pool_pass(pool);
}

void export_pool_pass(struct export_pool *pool)
{
    pool->turn = (pool->turn + 1) % pool->count;
}
