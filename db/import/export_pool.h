/**
 * Threads that work on a ring of slots: who owns the pool fills one slot after the other and takes the results in the
 * same order, so what comes out does not depend on the threads.
 */
#ifndef POVOLANI_EXPORT_POOL_H
#define POVOLANI_EXPORT_POOL_H

#include <stddef.h>

struct export_pool;

/**
 * Starts the threads: one a core that we may use, at most half as many as there are slots.
 *
 * @param slots  count pointers of the owner's, which outlive the pool
 * @param work   called by some thread with a slot that was given
 * @return NULL if the system gives no thread or no memory
 */
struct export_pool *export_pool_new(void *const *slots, size_t count, void (*work)(void *slot));

/** Lets the threads finish what they are at and ends them; NULL is allowed. */
void export_pool_free(struct export_pool *pool);

/** The slot whose turn it is, once no thread works on it: with the results of its last round, if it had one. */
void *export_pool_next(struct export_pool *pool);

/** Gives that slot to the threads; the next one has its turn. */
void export_pool_give(struct export_pool *pool);

/** Leaves that slot out; the next one has its turn. */
void export_pool_pass(struct export_pool *pool);

#endif
