/**
 * Text that grows: what an answer is written into.
 */
#ifndef POVOLANI_BUFFER_H
#define POVOLANI_BUFFER_H

#include "model/answer.h"

/** Zeroed is empty. Once memory has run out, failed stays set and further text is dropped. */
struct buffer {
    char *at;
    size_t length;
    size_t capacity;
    bool failed;
};

void buffer_add(struct buffer *buffer, const char *text, size_t length);

/** The text of the buffer, handed over in no more memory than it needs; at is NULL if memory ran out, and all is freed
 * then. */
struct bytes buffer_end(struct buffer *buffer);

void buffer_release(struct buffer *buffer);

#endif
