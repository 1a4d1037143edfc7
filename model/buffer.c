#include "model/buffer.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_BYTES = 4096 };

static bool buffer_reserve(struct buffer *buffer, size_t length)
{
    size_t capacity = buffer->capacity ? buffer->capacity : FIRST_BYTES;
    char *grown;

    if (buffer->failed || length > SIZE_MAX / 4 - buffer->length)
        return false;
    while (capacity < buffer->length + length)
        capacity *= 2;
    if (capacity == buffer->capacity)
        return true;
    grown = realloc(buffer->at, capacity);
    if (!grown)
        return false;
    buffer->at = grown;
    buffer->capacity = capacity;
    return true;
}

void buffer_add(struct buffer *buffer, const char *text, size_t length)
{
    if (!buffer_reserve(buffer, length)) {
        buffer->failed = true;
        return;
    }
    if (length > 0)
        memcpy(buffer->at + buffer->length, text, length);
    buffer->length += length;
}

/* Gives back the room that was not used: who takes the text may keep it for long. */
static void buffer_fit(struct buffer *buffer)
{
    char *fitted = buffer->length > 0 ? realloc(buffer->at, buffer->length) : NULL;

    if (fitted)
        buffer->at = fitted;
}

struct bytes buffer_end(struct buffer *buffer)
{
    struct bytes bytes;

    if (buffer->failed)
        buffer_release(buffer);
    buffer_fit(buffer);
    bytes = (struct bytes){buffer->at, buffer->length};
    *buffer = (struct buffer){0};
    return bytes;
}

void buffer_release(struct buffer *buffer)
{
    free(buffer->at);
    *buffer = (struct buffer){0};
}
