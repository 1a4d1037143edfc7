#include "db/import/seen.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct seen *)a)->key, ((const struct seen *)b)->key);
}

struct seen *seen_find(void **set, const char *key)
{
    const struct seen wanted = {.key = key};
    struct seen **found = tfind(&wanted, set, compare);
    struct seen *added;

    if (found)
        return *found;
    added = calloc(1, sizeof *added);
    if (!added)
        return NULL;
    added->key = key;
    if (tsearch(added, set, compare))
        return added;
    free(added);
    return NULL;
}

void seen_release(void *set)
{
    tdestroy(set, free);
}
