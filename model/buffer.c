#include "model/buffer.h"

#include <stdlib.h>
#include <string.h>

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

char *count_write(char *at, uint64_t count)
{
    char digits[NUMBER_BYTES];
    char *end = digits + sizeof digits, *first = end;

    do {
        *--first = (char)('0' + count % 10);
        count /= 10;
    } while (count > 0);
    return mempcpy(at, first, (size_t)(end - first));
}

char *hex_write(char *at, const uint8_t *bytes, size_t count)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < count; i++) {
        *at++ = digits[bytes[i] >> 4];
        *at++ = digits[bytes[i] & 15];
    }
    return at;
}

char *number_write(char *at, int64_t number)
{
    if (number >= 0)
        return count_write(at, (uint64_t)number);
    *at = '-';
    return count_write(at + 1, 0 - (uint64_t)number);
}

void buffer_add_number(struct buffer *buffer, int64_t number)
{
    char *room = buffer_room(buffer, NUMBER_BYTES);

    if (room)
        buffer->length += (size_t)(number_write(room, number) - room);
}

/* Who takes the text may keep it for long: it moves into a place of its own size. Were its place only made smaller, the
 * rest of it would be too small for the next answer, and a heap full of kept answers a third larger. */
static void buffer_fit(struct buffer *buffer)
{
    char *fitted = buffer->length > 0 ? malloc(buffer->length) : NULL;

    if (!fitted)
        return;
    memcpy(fitted, buffer->at, buffer->length);
    free(buffer->at);
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
