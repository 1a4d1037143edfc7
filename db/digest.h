/**
 * Digests as datasets state them: "sha-256:" and 64 hex digits.
 */
#ifndef POVOLANI_DIGEST_H
#define POVOLANI_DIGEST_H

#include <nettle/sha2.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DIGEST_BYTES = sizeof "sha-256:" + 64 };

/** Of what has been hashed; the state begins anew. */
void digest_of_state(struct sha256_ctx *hash, char digest[static DIGEST_BYTES]);

/** Of some bytes. */
void digest_of_bytes(const void *bytes, size_t length, char digest[static DIGEST_BYTES]);

/** Of a whole file; leaves the descriptor's position alone. @return false with errno */
bool digest_of_file(int fd, char digest[static DIGEST_BYTES]) __attribute__((warn_unused_result));

/** The state of a hash after a multiple of SHA256_BLOCK_SIZE bytes, and a hash that goes on from there. */
void digest_save(const struct sha256_ctx *hash, uint8_t state[static SHA256_DIGEST_SIZE]);
void digest_resume(struct sha256_ctx *hash, const uint8_t state[static SHA256_DIGEST_SIZE], uint64_t bytes);

/** A SHA-256 that is known already. */
void digest_of_sha256(const uint8_t sha256[static SHA256_DIGEST_SIZE], char digest[static DIGEST_BYTES]);

#endif
