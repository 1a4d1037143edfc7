#include "server/metrics.h"

#include <stdlib.h>

enum { STATUS_CLASSES = 6, CACHE_LINE = 64 };

struct metrics {
    unsigned workers;
    size_t routes; /* the last one stands for requests that matched none */
    size_t counters_each;
    atomic_ullong *counters; /* of one worker after the other; only it writes them */
    atomic_ullong reloads[2];
};

/* A worker's counters: cache results first, then requests begun and ended, then a row of status classes a route. */
enum { BEGAN = METRICS_CACHE_MISS + 1, ENDED, FIRST_ROUTE };

static void count(atomic_ullong *counter)
{
    atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + 1, memory_order_release);
}

static atomic_ullong *counters_of(struct metrics *metrics, unsigned worker)
{
    return metrics->counters + worker * metrics->counters_each;
}

static unsigned long long sum(const struct metrics *metrics, size_t index)
{
    unsigned long long total = 0;

    for (unsigned worker = 0; worker < metrics->workers; worker++)
        total +=
            atomic_load_explicit(&metrics->counters[worker * metrics->counters_each + index], memory_order_acquire);
    return total;
}

struct metrics *metrics_new(unsigned workers)
{
    struct metrics *metrics = calloc(1, sizeof *metrics);
    size_t line = CACHE_LINE / sizeof(atomic_ullong);

    if (!metrics)
        return NULL;
    metrics->workers = workers;
    while (routes[metrics->routes].path)
        metrics->routes++;
    metrics->routes++;
    metrics->counters_each = FIRST_ROUTE + metrics->routes * STATUS_CLASSES;
    /* whole cache lines: workers must not share one */
    metrics->counters_each = (metrics->counters_each + line - 1) / line * line;
    metrics->counters = aligned_alloc(CACHE_LINE, workers * metrics->counters_each * sizeof(atomic_ullong));
    if (!metrics->counters) {
        free(metrics);
        return NULL;
    }
    for (size_t i = 0; i < workers * metrics->counters_each; i++)
        atomic_init(&metrics->counters[i], 0);
    return metrics;
}

void metrics_free(struct metrics *metrics)
{
    if (!metrics)
        return;
    free(metrics->counters);
    free(metrics);
}

void metrics_request(struct metrics *metrics, unsigned worker, const struct route *route, unsigned status,
                     enum metrics_cache cache)
{
    atomic_ullong *counters = counters_of(metrics, worker);
    size_t row = route ? (size_t)(route - routes) : metrics->routes - 1;

    count(&counters[cache]);
    count(&counters[FIRST_ROUTE + row * STATUS_CLASSES + status / 100 % STATUS_CLASSES]);
}

void metrics_reload(struct metrics *metrics, enum metrics_reload reload)
{
    count(&metrics->reloads[reload]);
}

void metrics_began(struct metrics *metrics, unsigned worker)
{
    count(&counters_of(metrics, worker)[BEGAN]);
}

void metrics_ended(struct metrics *metrics, unsigned worker)
{
    count(&counters_of(metrics, worker)[ENDED]);
}

unsigned long long metrics_under_way(const struct metrics *metrics)
{
    unsigned long long ended = sum(metrics, ENDED); /* first: who ends meanwhile counts as under way */

    return sum(metrics, BEGAN) - ended;
}

static void write_requests(const struct metrics *metrics, FILE *out)
{
    fputs("# TYPE povolani_requests counter\n# HELP povolani_requests Requests answered, by route and status class.\n",
          out);
    for (size_t row = 0; row < metrics->routes; row++)
        for (size_t hundreds = 1; hundreds < STATUS_CLASSES; hundreds++) {
            unsigned long long total = sum(metrics, FIRST_ROUTE + row * STATUS_CLASSES + hundreds);
            const char *path = routes[row].path ? routes[row].path : "none";

            if (total > 0)
                fprintf(out, "povolani_requests_total{route=\"%s\",status=\"%zuxx\"} %llu\n", path, hundreds, total);
        }
}

void metrics_write(struct metrics *metrics, FILE *out)
{
    write_requests(metrics, out);
    fprintf(out,
            "# TYPE povolani_requests_under_way gauge\n"
            "# HELP povolani_requests_under_way Requests that are being received or answered.\n"
            "povolani_requests_under_way %llu\n",
            metrics_under_way(metrics));
    fprintf(out,
            "# TYPE povolani_cache_lookups counter\n# HELP povolani_cache_lookups Look-ups in the response cache.\n"
            "povolani_cache_lookups_total{result=\"hit\"} %llu\npovolani_cache_lookups_total{result=\"miss\"} %llu\n",
            sum(metrics, METRICS_CACHE_HIT), sum(metrics, METRICS_CACHE_MISS));
    fprintf(out,
            "# TYPE povolani_reloads counter\n# HELP povolani_reloads Datasets loaded, or refused.\n"
            "povolani_reloads_total{result=\"ok\"} %llu\npovolani_reloads_total{result=\"refused\"} %llu\n",
            metrics->reloads[METRICS_RELOAD_OK], metrics->reloads[METRICS_RELOAD_REFUSED]);
}
