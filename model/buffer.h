/**
 * Text that grows: what an answer is written into.
 */
#ifndef POVOLANI_BUFFER_H
#define POVOLANI_BUFFER_H

#include "model/answer.h"

#include <string.h>

/** Zeroed is empty. Once memory has run out, failed stays set and nothing of the text is of use. */
struct buffer {
    char *at;
    size_t length;
    size_t capacity; /* 0, or more than length */
    bool failed;
};

/** Makes room for more than that many bytes behind the text. @return false if there is no memory. */
bool buffer_grow(struct buffer *buffer, size_t length);

/** @return where the next length bytes go, to be counted in buffer->length by who writes them; NULL if no memory. */
static inline char *buffer_room(struct buffer *buffer, size_t length)
{
    if (length >= buffer->capacity - buffer->length && !buffer_grow(buffer, length))
        return NULL;
    return buffer->at + buffer->length;
}

static inline void buffer_add(struct buffer *buffer, const char *text, size_t length)
{
    char *room = buffer_room(buffer, length);

    if (!room)
        return;
    if (length > 0)
        memcpy(room, text, length);
    buffer->length += length;
}

enum { NUMBER_BYTES = sizeof "-9223372036854775808" - 1 };

/** Writes a number in decimal digits, NUMBER_BYTES at most. @return their end */
char *number_write(char *at, int64_t number);
char *count_write(char *at, uint64_t count);

/** Writes two hexadecimal digits a byte. nettle's function takes three times as many instructions. @return their end */
char *hex_write(char *at, const uint8_t *bytes, size_t count);

/** Adds a number in decimal digits. */
void buffer_add_number(struct buffer *buffer, int64_t number);

/** The text of the buffer, handed over in no more memory than it needs; at is NULL if memory ran out, and all is freed
 * then. */
struct bytes buffer_end(struct buffer *buffer);

void buffer_release(struct buffer *buffer);

#endif
