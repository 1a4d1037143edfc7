/* Measured with a cache of 32 MB and 4,000 cards, asked for plain, in brotli, in gzip and plain again: with a heap for
 * each thread the process took 100 MB, as what one frees the others cannot have; with one heap 70 MB; with bodies in no
 * more memory than they need (model/buffer.c) 66 MB; and 58 MB with free pages given back. */
#include "server/heap.h"

#include <malloc.h>

/* More than requests that come and go leave free. Giving back takes up to 4 ms, in which nobody can allocate: no answer
 * from the cache has to. */
enum { FREE_BYTES_MAX = 8 * 1024 * 1024 };

void heap_start(void)
{
    mallopt(M_ARENA_MAX, 1);
}

void heap_give_back(void)
{
    static size_t left; /* what is free after it was given back counts as free still */
    size_t free_bytes = mallinfo2().fordblks;

    if (free_bytes <= FREE_BYTES_MAX || free_bytes == left)
        return;
    malloc_trim(0);
    left = mallinfo2().fordblks;
}
