/**
 * What a Repr-Digest header (RFC 9530) says that the SHA-256 of a file should be.
 */
#ifndef POVOLANI_REPR_DIGEST_H
#define POVOLANI_REPR_DIGEST_H

#include "db/digest.h"

enum repr_digest_status { REPR_DIGEST_NONE, REPR_DIGEST_READ, REPR_DIGEST_MALFORMED };

/**
 * Reads the sha-256 of a header's value: "sha-256=:BASE64:", maybe among others.
 * @param header  NULL: there is none
 * @param digest  written on REPR_DIGEST_READ only
 */
enum repr_digest_status repr_digest_read(const char *header, char digest[static DIGEST_BYTES])
    __attribute__((warn_unused_result));

#endif
