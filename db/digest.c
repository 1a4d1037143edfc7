#include "db/digest.h"

#include <assert.h>
#include <endian.h>
#include <errno.h>
#include <nettle/base16.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK_BYTES = 256 * 1024 };

void digest_of_sha256(const uint8_t sha256[static SHA256_DIGEST_SIZE], char digest[static DIGEST_BYTES])
{
    static const char prefix[] = "sha-256:";

    base16_encode_update(mempcpy(digest, prefix, strlen(prefix)), SHA256_DIGEST_SIZE, sha256);
    digest[DIGEST_BYTES - 1] = '\0';
}

void digest_of_state(struct sha256_ctx *hash, char digest[static DIGEST_BYTES])
{
    uint8_t sha256[SHA256_DIGEST_SIZE];

    sha256_digest(hash, sizeof sha256, sha256);
    digest_of_sha256(sha256, digest);
}

void digest_of_bytes(const void *bytes, size_t length, char digest[static DIGEST_BYTES])
{
    struct sha256_ctx hash;

    sha256_init(&hash);
    sha256_update(&hash, length, bytes);
    digest_of_state(&hash, digest);
}

void digest_save(const struct sha256_ctx *hash, uint8_t state[static SHA256_DIGEST_SIZE])
{
    assert(hash->index == 0);
    for (size_t i = 0; i < SHA256_DIGEST_SIZE / sizeof *hash->state; i++) {
        uint32_t word = htobe32(hash->state[i]);

        memcpy(state + i * sizeof word, &word, sizeof word);
    }
}

void digest_resume(struct sha256_ctx *hash, const uint8_t state[static SHA256_DIGEST_SIZE], uint64_t bytes)
{
    assert(bytes % SHA256_BLOCK_SIZE == 0);
    sha256_init(hash);
    for (size_t i = 0; i < SHA256_DIGEST_SIZE / sizeof *hash->state; i++) {
        memcpy(&hash->state[i], state + i * sizeof *hash->state, sizeof *hash->state);
        hash->state[i] = be32toh(hash->state[i]);
    }
    hash->count = bytes / SHA256_BLOCK_SIZE;
}

bool digest_of_file(int fd, char digest[static DIGEST_BYTES])
{
    uint8_t *chunk = malloc(CHUNK_BYTES);
    struct sha256_ctx hash;
    off_t offset = 0;
    ssize_t got;

    if (!chunk)
        return false;
    sha256_init(&hash);
    while ((got = pread(fd, chunk, CHUNK_BYTES, offset)) > 0 || (got < 0 && errno == EINTR)) {
        if (got < 0)
            continue;
        sha256_update(&hash, (size_t)got, chunk);
        offset += got;
    }
    free(chunk); /* which leaves errno alone */
    digest_of_state(&hash, digest);
    return got == 0;
}
