#include "db/import/repr_digest.h"

#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK_BYTES = 64 * 1024 };

static void write_hex(const uint8_t bytes[static SHA256_DIGEST_SIZE], struct repr_digest *digest)
{
    for (size_t i = 0; i < SHA256_DIGEST_SIZE; i++)
        snprintf(digest->hex + 2 * i, 3, "%02x", bytes[i]);
}

/* "BASE64:" */
static bool read_base64(const char *text, struct repr_digest *digest)
{
    enum { LENGTH = BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) };
    struct base64_decode_ctx decode;
    uint8_t bytes[BASE64_DECODE_LENGTH(LENGTH)];
    size_t length = sizeof bytes;

    base64_decode_init(&decode);
    if (strcspn(text, ":") != LENGTH || !base64_decode_update(&decode, &length, bytes, LENGTH, text) ||
        !base64_decode_final(&decode) || length != SHA256_DIGEST_SIZE)
        return false;
    write_hex(bytes, digest);
    return true;
}

enum repr_digest_status repr_digest_read(const char *header, struct repr_digest *digest)
{
    static const char name[] = "sha-256=";

    while (header && *header) {
        header += strspn(header, ", \t");
        if (strncmp(header, name, sizeof name - 1) == 0) {
            header += sizeof name - 1;
            return *header == ':' && read_base64(header + 1, digest) ? REPR_DIGEST_READ : REPR_DIGEST_MALFORMED;
        }
        header += strcspn(header, ",");
    }
    return REPR_DIGEST_NONE;
}

bool repr_digest_of(int fd, struct repr_digest *digest)
{
    uint8_t chunk[CHUNK_BYTES];
    uint8_t bytes[SHA256_DIGEST_SIZE];
    struct sha256_ctx hash;
    off_t offset = 0;
    ssize_t got;

    sha256_init(&hash);
    while ((got = pread(fd, chunk, sizeof chunk, offset)) > 0) {
        sha256_update(&hash, (size_t)got, chunk);
        offset += got;
    }
    sha256_digest(&hash, sizeof bytes, bytes);
    write_hex(bytes, digest);
    return got == 0;
}
