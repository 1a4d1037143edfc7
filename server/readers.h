/**
 * Who may be reading what others are about to free: epoch-based reclamation, without a lock for those who read.
 *
 * A worker enters before it follows shared pointers and leaves when it holds none of them any more. Who takes something
 * out of reach asks for the moment at which that was done, and frees it once nobody is inside who entered before.
 * The pointers have to be atomic and accessed in sequential consistency, which a load on x86-64 does not pay for.
 */
#ifndef POVOLANI_READERS_H
#define POVOLANI_READERS_H

#include <stdbool.h>
#include <stdint.h>

struct readers;

/** @return NULL if there is no memory. */
struct readers *readers_new(unsigned workers);

/** NULL is allowed. */
void readers_free(struct readers *readers);

/** Called by the worker itself; it must not be inside already. */
void readers_enter(struct readers *readers, unsigned worker);
void readers_leave(struct readers *readers, unsigned worker);

/** What was out of reach before the call belongs to the moment that is returned. Any thread. */
uint64_t readers_moment(struct readers *readers);

enum { READERS_ALL = -1 };

/**
 * May what belongs to a moment be freed?
 * @param except  a worker that holds nothing of it though it is inside: the caller; READERS_ALL: none is
 */
bool readers_are_past(const struct readers *readers, uint64_t moment, int except);

#endif
