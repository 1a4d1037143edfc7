#include "model/buffer.h"

#include <stdlib.h>

/* Most answers fit; what one does not use is given back at its end. */
enum { FIRST_BYTES = 16 * 1024 };

bool buffer_grow(struct buffer *buffer, size_t length)
{
    size_t capacity = buffer->capacity ? buffer->capacity : FIRST_BYTES;
    char *grown = NULL;

    if (!buffer->failed && length < SIZE_MAX / 4 - buffer->length) {
        while (capacity <= buffer->length + length)
            capacity *= 2;
        grown = realloc(buffer->at, capacity);
    }
    if (!grown) {
        buffer->failed = true;
        return false;
    }
    buffer->at = grown;
    buffer->capacity = capacity;
    return true;
}

void buffer_add_number(struct buffer *buffer, int64_t number)
{
    char digits[sizeof "-9223372036854775808"];
    char *end = digits + sizeof digits, *at = end;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        *--at = '-';
    buffer_add(buffer, at, (size_t)(end - at));
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
