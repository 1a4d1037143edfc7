/**
 * The SHA-256 of a file, and what a Repr-Digest header (RFC 9530) says that it should be.
 */
#ifndef POVOLANI_REPR_DIGEST_H
#define POVOLANI_REPR_DIGEST_H

#include <stdbool.h>

/** A SHA-256 in hexadecimal digits. */
struct repr_digest {
    char hex[65];
};

enum repr_digest_status { REPR_DIGEST_NONE, REPR_DIGEST_READ, REPR_DIGEST_MALFORMED };

/**
 * Reads the sha-256 of a header's value: "sha-256=:BASE64:", maybe among others.
 * @param header  NULL: there is none
 * @param digest  written on REPR_DIGEST_READ only
 */
enum repr_digest_status repr_digest_read(const char *header, struct repr_digest *digest)
    __attribute__((warn_unused_result));

/** Digests a whole file; leaves the descriptor's position alone. @return false with errno */
bool repr_digest_of(int fd, struct repr_digest *digest) __attribute__((warn_unused_result));

#endif
