/**
 * What a table or a JSON text says of a key where it comes first. Apart from the rest because <search.h> has a struct
 * entry of its own.
 */
#ifndef POVOLANI_SEEN_H
#define POVOLANI_SEEN_H

#include <stddef.h>

/** What was said of a key where it came first. */
struct seen {
    const char *key;
    const char *value; /* in words, for comparing */
    size_t line;       /* 0: it is new, the caller sets line and, if it needs them, the others */
    size_t item;       /* the caller's: which item of a list it became */
};

/**
 * Finds a key in a set, or adds it.
 *
 * @param set  *set is NULL at first; it is the caller's: seen_release(*set)
 * @param key  lives as long as the set
 * @return what is in the set until it is released; NULL if there is no memory
 */
struct seen *seen_find(void **set, const char *key);

void seen_release(void *set);

#endif
