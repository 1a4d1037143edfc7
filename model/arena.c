/* A chain of blocks with a bump pointer. */
#include "model/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is kept grows with what is needed: a whole card takes about 100 kB. */
enum { BLOCK_BYTES = 32 * 1024, KEPT_BYTES = 256 * 1024 };

struct block {
    struct block *next;
    size_t size;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct block *first; /* kept by arena_reset, so it alone may hold what was there before */
    struct block *last;
    size_t used; /* in all blocks */
};

static struct block *block_new(size_t size)
{
    struct block *block = size > SIZE_MAX - sizeof *block ? NULL : calloc(1, sizeof *block + size);

    if (block)
        block->size = size;
    return block;
}

static void blocks_free(struct block *block)
{
    while (block) {
        struct block *next = block->next;

        free(block);
        block = next;
    }
}

struct arena *arena_new(void)
{
    struct arena *arena = malloc(sizeof *arena);
    struct block *block = block_new(BLOCK_BYTES);

    if (!arena || !block) {
        free(arena);
        free(block);
        return NULL;
    }
    *arena = (struct arena){.first = block, .last = block};
    return arena;
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    blocks_free(arena->first);
    free(arena);
}

/* A first block that the last round would have fitted into, as far as it is worth to be kept. */
static void grow_first(struct arena *arena)
{
    size_t size = arena->first->size;
    struct block *grown;

    while (size < arena->used && size < KEPT_BYTES)
        size *= 2;
    grown = size > arena->first->size ? block_new(size) : NULL;
    if (!grown)
        return;
    free(arena->first);
    arena->first = grown;
}

void arena_reset(struct arena *arena)
{
    blocks_free(arena->first->next);
    grow_first(arena);
    arena->first->next = NULL;
    arena->first->used = 0;
    arena->last = arena->first;
    arena->used = 0;
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}

/* Bytes that are zero only in blocks behind the first; NULL if there is no memory. */
static void *take(struct arena *arena, size_t size, size_t alignment)
{
    struct block *block = arena->last;
    size_t gap = -block->used & (alignment - 1);

    if (size > SIZE_MAX / 2)
        return NULL;
    if (size + gap > block->size - block->used) {
        block = block_new(size > BLOCK_BYTES ? size : BLOCK_BYTES);
        if (!block)
            return NULL;
        arena->last->next = block;
        arena->last = block;
        gap = 0;
    }
    block->used += gap + size;
    arena->used += gap + size;
    return block->bytes + block->used - size;
}

void *arena_take(struct arena *arena, size_t size)
{
    void *taken = take(arena, size, alignof(max_align_t));

    if (taken && arena->last == arena->first)
        memset(taken, 0, size); /* not of other blocks: pages of a long list that are not used yet take no memory */
    return taken;
}

char *arena_text(struct arena *arena, const char *text, size_t length)
{
    char *copy = text && length < SIZE_MAX ? take(arena, length + 1, 1) : NULL;

    if (!copy)
        return NULL;
    if (length > 0)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    char most[256]; /* what fits is written once */
    va_list arguments, again;
    char *text = NULL;
    int length;

    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(most, sizeof most, format, arguments);
    if (length >= 0 && (size_t)length < sizeof most)
        text = arena_text(arena, most, (size_t)length);
    else if (length >= 0)
        text = arena_take(arena, (size_t)length + 1);
    if (text && (size_t)length >= sizeof most)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(arguments);
    return text;
}
