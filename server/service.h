/**
 * What all requests share: the dataset that is served now, the counters, the prefix of links.
 */
#ifndef POVOLANI_SERVICE_H
#define POVOLANI_SERVICE_H

#include "server/metrics.h"
#include "server/snapshot.h"

struct service;

/**
 * @param link_prefix  before all links: "" or "https://example.cz/api/povolani"; lives longer than the service
 * @return NULL if there is no memory
 */
struct service *service_new(const char *link_prefix, unsigned workers);

/** Gives back all references; no worker may run any more. NULL is allowed. */
void service_free(struct service *service);

/** Serves a snapshot from now on; its reference is the service's from now on. From the thread that publishes. */
void service_publish(struct service *service, struct snapshot *snapshot);

/** Gives up what workers that have nothing to do still hold of snapshots that were replaced; the same thread, now and
 * then, as a request may have ended since. */
void service_release_idle(struct service *service);

/**
 * The snapshot for a request, with the worker's reference: without a lock unless it has changed.
 * @return NULL while there is none
 */
struct snapshot *service_take(struct service *service, unsigned worker);

/** The request has been answered: keeps what was taken for the worker's next one; NULL is allowed. */
void service_give_back(struct service *service, unsigned worker, struct snapshot *snapshot);

/** The current snapshot with a reference for the caller, from any thread; NULL while there is none. */
struct snapshot *service_current(struct service *service);

/** The process is about to end: not ready any more. */
void service_end(struct service *service);
bool service_is_ending(const struct service *service);

const char *service_link_prefix(const struct service *service);
struct metrics *service_metrics(struct service *service);

#endif
