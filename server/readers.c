#include "server/readers.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { CACHE_LINE = 64 };

/* A worker's, on a cache line of its own: the moment after which it entered; 0 while it is outside. */
struct seat {
    _Alignas(CACHE_LINE) _Atomic(uint64_t) entered;
};

struct readers {
    _Atomic(uint64_t) now;
    unsigned workers;
    struct seat *seats;
};

struct readers *readers_new(unsigned workers)
{
    struct readers *readers = calloc(1, sizeof *readers);

    if (!readers)
        return NULL;
    readers->seats = aligned_alloc(CACHE_LINE, workers * sizeof(struct seat));
    if (!readers->seats) {
        free(readers);
        return NULL;
    }
    readers->workers = workers;
    atomic_init(&readers->now, 1);
    for (unsigned worker = 0; worker < workers; worker++)
        atomic_init(&readers->seats[worker].entered, 0);
    return readers;
}

void readers_free(struct readers *readers)
{
    if (!readers)
        return;
    free(readers->seats);
    free(readers);
}

/* Who sees a moment sees what was done before it. If one is made between the two accesses, the worker merely counts as
 * one who entered earlier. */
void readers_enter(struct readers *readers, unsigned worker)
{
    atomic_store(&readers->seats[worker].entered, atomic_load_explicit(&readers->now, memory_order_acquire));
}

void readers_leave(struct readers *readers, unsigned worker)
{
    atomic_store_explicit(&readers->seats[worker].entered, 0, memory_order_release);
}

uint64_t readers_moment(struct readers *readers)
{
    return atomic_fetch_add(&readers->now, 1);
}

bool readers_are_past(const struct readers *readers, uint64_t moment, int except)
{
    for (unsigned worker = 0; worker < readers->workers; worker++) {
        uint64_t entered = (int)worker == except ? 0 : atomic_load(&readers->seats[worker].entered);

        if (entered != 0 && entered <= moment)
            return false;
    }
    return true;
}
