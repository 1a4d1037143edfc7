/**
 * Memory of one request or one file: taken piece by piece, given back all at once.
 *
 * Every text, list and struct of a model value lives in the arena that its maker was given, so no value has a release
 * function of its own and nothing outlives its request by mistake. An arena belongs to one thread at a time.
 */
#ifndef POVOLANI_ARENA_H
#define POVOLANI_ARENA_H

#include <stddef.h>

struct arena;

/** @return NULL if there is no memory. */
struct arena *arena_new(void);

/** Frees the arena and all that was taken from it; NULL is allowed. */
void arena_free(struct arena *arena);

/** Gives back all that was taken and keeps the first block for the next round. */
void arena_reset(struct arena *arena);

/** @return bytes that were taken since the arena was new or reset */
size_t arena_used(const struct arena *arena);

/** @return size zeroed bytes, aligned for any type; NULL if there is no memory. */
void *arena_take(struct arena *arena, size_t size);

/** @return a NUL-terminated copy of length bytes; NULL if text is NULL or there is no memory. */
char *arena_text(struct arena *arena, const char *text, size_t length);

/** @return the formatted text; NULL if there is no memory. */
char *arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
