#include "server/service.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct service {
    const char *link_prefix;
    struct metrics *metrics;
    struct readers *readers;
    pthread_mutex_t lock;               /* held while a reference to current is taken or given up */
    _Atomic(struct snapshot *) current; /* a reference */
    struct snapshot *past;              /* replaced, the latest first; of the thread that publishes */
    atomic_bool ending;
};

struct service *service_new(const char *link_prefix, unsigned workers)
{
    struct service *service = calloc(1, sizeof *service);

    if (!service)
        return NULL;
    if (pthread_mutex_init(&service->lock, NULL) != 0) {
        free(service);
        return NULL;
    }
    service->link_prefix = link_prefix;
    service->metrics = metrics_new(workers);
    service->readers = readers_new(workers);
    if (service->metrics && service->readers)
        return service;
    service_free(service);
    return NULL;
}

void service_free(struct service *service)
{
    if (!service)
        return;
    service_release_past(service); /* all of it: nobody reads any more */
    snapshot_release(service->current);
    metrics_free(service->metrics);
    readers_free(service->readers);
    pthread_mutex_destroy(&service->lock);
    free(service);
}

/* A download may go on with its snapshot for long: not with the cache as well. */
static void let_go(struct snapshot *snapshot)
{
    cache_retire(snapshot->cache);
    snapshot_release(snapshot);
}

void service_publish(struct service *service, struct snapshot *snapshot)
{
    struct snapshot *before;

    pthread_mutex_lock(&service->lock);
    before = atomic_exchange(&service->current, snapshot);
    pthread_mutex_unlock(&service->lock);
    if (!before)
        return;
    before->past_since = readers_moment(service->readers);
    before->past = service->past;
    service->past = before;
    service_release_past(service);
}

void service_release_past(struct service *service)
{
    struct snapshot **link = &service->past;

    while (*link) {
        struct snapshot *snapshot = *link;

        if (readers_are_past(service->readers, snapshot->past_since, READERS_ALL)) {
            *link = snapshot->past;
            let_go(snapshot);
        } else {
            link = &snapshot->past;
        }
    }
}

struct readers *service_readers(struct service *service)
{
    return service->readers;
}

struct snapshot *service_enter(struct service *service, unsigned worker)
{
    readers_enter(service->readers, worker);
    return atomic_load(&service->current);
}

void service_leave(struct service *service, unsigned worker)
{
    readers_leave(service->readers, worker);
}

struct snapshot *service_current(struct service *service)
{
    struct snapshot *snapshot;

    pthread_mutex_lock(&service->lock);
    snapshot = atomic_load(&service->current);
    if (snapshot)
        snapshot_retain(snapshot);
    pthread_mutex_unlock(&service->lock);
    return snapshot;
}

void service_end(struct service *service)
{
    atomic_store(&service->ending, true);
}

bool service_is_ending(const struct service *service)
{
    return atomic_load_explicit(&service->ending, memory_order_relaxed);
}

const char *service_link_prefix(const struct service *service)
{
    return service->link_prefix;
}

struct metrics *service_metrics(struct service *service)
{
    return service->metrics;
}
