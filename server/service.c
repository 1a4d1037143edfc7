#include "server/service.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/* Where a worker leaves its reference from one request to the next; NULL during one. On a cache line of its own. */
struct seat {
    _Alignas(64) _Atomic(struct snapshot *) snapshot;
};

struct service {
    const char *link_prefix;
    struct metrics *metrics;
    pthread_mutex_t lock;               /* held while a reference to current is taken or given up */
    _Atomic(struct snapshot *) current; /* a reference */
    atomic_bool ending;
    unsigned workers;
    struct seat *seats;
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
    service->workers = workers;
    service->metrics = metrics_new(workers);
    service->seats = aligned_alloc(sizeof(struct seat), workers * sizeof(struct seat));
    for (unsigned worker = 0; service->seats && worker < workers; worker++)
        atomic_init(&service->seats[worker].snapshot, NULL);
    if (service->metrics && service->seats)
        return service;
    service_free(service);
    return NULL;
}

void service_free(struct service *service)
{
    if (!service)
        return;
    for (unsigned worker = 0; service->seats && worker < service->workers; worker++)
        snapshot_release(service->seats[worker].snapshot);
    snapshot_release(service->current);
    metrics_free(service->metrics);
    free(service->seats);
    pthread_mutex_destroy(&service->lock);
    free(service);
}

void service_publish(struct service *service, struct snapshot *snapshot)
{
    struct snapshot *before;

    pthread_mutex_lock(&service->lock);
    before = atomic_exchange(&service->current, snapshot);
    pthread_mutex_unlock(&service->lock);
    if (!before)
        return;
    cache_retire(before->cache); /* a long request may hold the snapshot: not the cache as well */
    snapshot_release(before);
    service_release_idle(service);
}

struct snapshot *service_take(struct service *service, unsigned worker)
{
    struct snapshot *snapshot = atomic_exchange(&service->seats[worker].snapshot, NULL);

    /* The address cannot have come to mean another snapshot: our reference keeps it taken. */
    if (snapshot == atomic_load(&service->current))
        return snapshot;
    snapshot_release(snapshot);
    return service_current(service);
}

void service_give_back(struct service *service, unsigned worker, struct snapshot *snapshot)
{
    atomic_store(&service->seats[worker].snapshot, snapshot);
}

void service_release_idle(struct service *service)
{
    struct snapshot *current = atomic_load(&service->current);

    /* If a worker comes between the two lines, it is its new reference that is given up: it takes another one. */
    for (unsigned worker = 0; worker < service->workers; worker++)
        if (atomic_load(&service->seats[worker].snapshot) != current)
            snapshot_release(atomic_exchange(&service->seats[worker].snapshot, NULL));
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
    return atomic_load(&service->ending);
}

const char *service_link_prefix(const struct service *service)
{
    return service->link_prefix;
}

struct metrics *service_metrics(struct service *service)
{
    return service->metrics;
}
