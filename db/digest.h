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

/** A SHA-256 that is known already. */
void digest_of_sha256(const uint8_t sha256[static SHA256_DIGEST_SIZE], char digest[static DIGEST_BYTES]);

#endif
