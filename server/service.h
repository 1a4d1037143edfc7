/**
 * What all requests share: the dataset that is served now, the counters, the prefix of links.
 */
#ifndef POVOLANI_SERVICE_H
#define POVOLANI_SERVICE_H

#include "server/metrics.h"
#include "server/readers.h"
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

/** Gives up the snapshots that were replaced and that no request is on any more; the same thread, now and then. */
void service_release_past(struct service *service);

/** Who is on a request now: what they may be reading stays. */
struct readers *service_readers(struct service *service);

/**
 * Begins a request: without a lock, and without a reference.
 * @return the snapshot, until service_leave; NULL while there is none
 */
struct snapshot *service_enter(struct service *service, unsigned worker);
void service_leave(struct service *service, unsigned worker);

/** The current snapshot with a reference for the caller, from any thread; NULL while there is none. */
struct snapshot *service_current(struct service *service);

/** The process is about to end: not ready any more. */
void service_end(struct service *service);
bool service_is_ending(const struct service *service);

const char *service_link_prefix(const struct service *service);
struct metrics *service_metrics(struct service *service);

#endif
