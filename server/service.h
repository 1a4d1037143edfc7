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

/** Serves a snapshot from now on; its reference is the service's from now on. The one before it ends with the requests
 * that are on it. */
void service_publish(struct service *service, struct snapshot *snapshot);

/**
 * The snapshot for a request, borrowed until the same worker's next call: one comparison unless it has changed.
 * @return NULL while there is none
 */
struct snapshot *service_snapshot(struct service *service, unsigned worker);

/** The current snapshot with a reference for the caller, from any thread; NULL while there is none. */
struct snapshot *service_current(struct service *service);

/** The process is about to end: not ready any more. */
void service_end(struct service *service);
bool service_is_ending(const struct service *service);

const char *service_link_prefix(const struct service *service);
struct metrics *service_metrics(struct service *service);

#endif
