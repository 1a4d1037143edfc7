/**
 * What the daemon counts. Each worker counts for itself, without locks; the sums are made when somebody asks.
 */
#ifndef POVOLANI_METRICS_H
#define POVOLANI_METRICS_H

#include "handlers/routes.h"

#include <stdatomic.h>
#include <stdio.h>

struct metrics;

enum metrics_cache { METRICS_CACHE_UNUSED, METRICS_CACHE_HIT, METRICS_CACHE_MISS };
enum metrics_reload { METRICS_RELOAD_OK, METRICS_RELOAD_REFUSED };

/** @return NULL if there is no memory. */
struct metrics *metrics_new(unsigned workers);
void metrics_free(struct metrics *metrics);

/**
 * Counts a request.
 *
 * @param worker  of the calling thread
 * @param route   NULL: none matched
 */
void metrics_request(struct metrics *metrics, unsigned worker, const struct route *route, unsigned status,
                     enum metrics_cache cache);

/** Counts a dataset that was loaded or refused; from one thread. */
void metrics_reload(struct metrics *metrics, enum metrics_reload reload);

/** Counts a request that is being received or answered, up and down. */
void metrics_began(struct metrics *metrics, unsigned worker);
void metrics_ended(struct metrics *metrics, unsigned worker);

/** How many there are now. Any thread. */
unsigned long long metrics_under_way(const struct metrics *metrics);

/** Writes all but the last line of an OpenMetrics text. Any thread. */
void metrics_write(struct metrics *metrics, FILE *out);

#endif
