#include "server/cursor.h"

#include <nettle/base64.h>
#include <string.h>
#include <xxhash.h>

/*
 * Before base64url: checksum (4 bytes), version and scope (8 each, digests), then the position's two texts, each as
 * SET text NUL, or UNSET alone; NULs fill up to a multiple of 3, so that base64 needs no "=" and has one spelling.
 */
enum { CHECKSUM_BYTES = 4, VERSION_AT = 4, SCOPE_AT = 12, TEXTS_AT = 20, UNSET = 0, SET = 1 };

static void put_digest(unsigned char *at, uint64_t digest)
{
    XXH64_canonical_t bytes;

    XXH64_canonicalFromHash(&bytes, digest);
    memcpy(at, bytes.digest, sizeof bytes.digest);
}

static bool has_digest(const unsigned char *at, uint64_t digest)
{
    unsigned char wanted[sizeof(XXH64_canonical_t)];

    put_digest(wanted, digest);
    return memcmp(at, wanted, sizeof wanted) == 0;
}

static void put_checksum(unsigned char checksum[static CHECKSUM_BYTES], const unsigned char *bytes, size_t length)
{
    XXH32_canonical_t written;

    XXH32_canonicalFromHash(&written, (XXH32_hash_t)XXH3_64bits(bytes + CHECKSUM_BYTES, length - CHECKSUM_BYTES));
    memcpy(checksum, written.digest, CHECKSUM_BYTES);
}

static uint64_t digest_of(const char *version)
{
    return XXH3_64bits(version, strlen(version));
}

static size_t room_of(const char *text)
{
    return text ? 1 + strlen(text) + 1 : 1;
}

static unsigned char *put_text(unsigned char *at, const char *text)
{
    *at++ = text ? SET : UNSET;
    return text ? (unsigned char *)stpcpy((char *)at, text) + 1 : at;
}

const char *cursor_write(const char *version, uint64_t scope, const struct position *position, struct arena *arena)
{
    size_t length = TEXTS_AT + room_of(position->key) + room_of(position->id);
    size_t filled = (length + 2) / 3 * 3;
    unsigned char *bytes = arena_take(arena, filled);
    struct base64_encode_ctx encoder;
    char *cursor = arena_take(arena, filled / 3 * 4 + 1);

    if (!bytes || !cursor)
        return NULL;
    put_digest(bytes + VERSION_AT, digest_of(version));
    put_digest(bytes + SCOPE_AT, scope);
    put_text(put_text(bytes + TEXTS_AT, position->key), position->id);
    put_checksum(bytes, bytes, filled);
    base64url_encode_init(&encoder);
    base64_encode_update(&encoder, cursor, filled, bytes);
    return cursor;
}

/* Takes one text off the bytes between *at and end. */
static bool take_text(const unsigned char **at, const unsigned char *end, const char **text)
{
    const unsigned char *nul;

    *text = NULL;
    if (*at == end || **at > SET)
        return false;
    if (*(*at)++ == UNSET)
        return true;
    *text = (const char *)*at;
    nul = memchr(*at, '\0', (size_t)(end - *at));
    *at = nul ? nul + 1 : end;
    return nul != NULL;
}

/* The bytes of a cursor in its one spelling: base64 has more, with spaces or "=". */
static bool decode(const char *cursor, size_t length, unsigned char *bytes, size_t *count)
{
    struct base64_decode_ctx decoder;

    base64url_decode_init(&decoder);
    return base64_decode_update(&decoder, count, bytes, length, cursor) && base64_decode_final(&decoder) &&
           *count / 3 * 4 == length && *count >= TEXTS_AT;
}

enum cursor_status cursor_read(const char *cursor, const char *version, uint64_t scope, struct arena *arena,
                               struct position *position)
{
    size_t length = strlen(cursor), count;
    unsigned char *bytes = arena_take(arena, BASE64_DECODE_LENGTH(length));
    unsigned char checksum[CHECKSUM_BYTES];
    const unsigned char *at;
    struct position read;

    if (!bytes)
        return CURSOR_NO_MEMORY;
    if (!decode(cursor, length, bytes, &count))
        return CURSOR_MALFORMED;
    put_checksum(checksum, bytes, count);
    at = bytes + TEXTS_AT;
    if (memcmp(bytes, checksum, sizeof checksum) != 0 || !take_text(&at, bytes + count, &read.key) ||
        !take_text(&at, bytes + count, &read.id))
        return CURSOR_MALFORMED;
    if (!has_digest(bytes + SCOPE_AT, scope))
        return CURSOR_OF_ANOTHER_QUERY;
    if (!version || !has_digest(bytes + VERSION_AT, digest_of(version)))
        return CURSOR_EXPIRED;
    *position = read;
    return CURSOR_OK;
}
