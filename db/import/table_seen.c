#include "db/import/table_seen.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct table_seen *)a)->key, ((const struct table_seen *)b)->key);
}

struct table_seen *table_seen(void **set, const char *key)
{
    const struct table_seen wanted = {.key = key};
    struct table_seen **found = tfind(&wanted, set, compare);
    struct table_seen *added;

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

void table_seen_release(void *set)
{
    tdestroy(set, free);
}
