/**
 * Czech text: checking, folding, comparing. Unicode tables are utf8proc's.
 */
#ifndef POVOLANI_TEXT_H
#define POVOLANI_TEXT_H

#include "model/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/** Does the text start so? start is not empty; it is asked of many texts, which its first byte mostly tells apart. */
static inline bool text_starts_with(const char *text, const char *start)
{
    return *text == *start && strncmp(text, start, strlen(start)) == 0;
}

enum { TEXT_BLOCK_BYTES = 16 }; /* of a text, looked at at once: compilers make a few instructions of a block */

/**
 * Can the text stand between quotes as it is: are all its bytes from ' ' to last, and neither '"' nor '\\'?
 * @param text  the room behind it, of a block, is filled with blanks
 */
static inline bool text_is_plain(char *text, size_t length, unsigned char last)
{
    static const unsigned char nothing[TEXT_BLOCK_BYTES];
    unsigned char escaped[TEXT_BLOCK_BYTES] = {0};

    memset(text + length, ' ', TEXT_BLOCK_BYTES);
    for (size_t i = 0; i < length; i += TEXT_BLOCK_BYTES) {
        for (size_t k = 0; k < TEXT_BLOCK_BYTES; k++) {
            unsigned char byte = (unsigned char)text[i + k];

            escaped[k] |= (byte < ' ') | (byte > last) | (byte == '"') | (byte == '\\');
        }
    }
    return memcmp(escaped, nothing, sizeof escaped) == 0;
}

/** @return the offset of the first byte that is not UTF-8 (overlong forms, surrogates and cut sequences included);
 *  length if all of it is. */
size_t text_invalid_utf8(const char *text, size_t length);

/**
 * The ASCII slug of a name: "Poruchy vidění" is "poruchy-videni".
 * @return NULL if there is no memory; "" if the name has no letter or digit.
 */
char *text_slug(struct arena *arena, const char *name);

/**
 * A key whose byte order is the Czech alphabetical order (ČSN 97 6030: č after c, ch after h, ř after r, š after s,
 * ž after z; other diacritics, then case, only break ties). Plain text without NUL.
 * @return NULL if there is no memory.
 */
char *text_sort_key(struct arena *arena, const char *name);

/**
 * How many single edits (insert, delete, replace, swap neighbours) lead from one text to the other, by bytes,
 * ASCII case ignored.
 * @return more than most as soon as it is clear that it is more.
 */
size_t text_distance(const char *a, const char *b, size_t most);

/** @return the index of the text nearest to word, near enough to be meant; count if none is. */
size_t text_nearest(const char *word, const char *const *texts, size_t count);

#endif
