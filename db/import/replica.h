/**
 * `povolani sync --from`: the dataset of another povolani server, as it is.
 *
 * The file is asked for with the ETag that it had the last time, as long as OUT is still that file: then 304 ends it.
 * What comes is kept in OUT.sync until it is whole, so that a cut download goes on where it ended. It takes the place
 * of OUT only if it has the SHA-256 that the server's Repr-Digest (RFC 9530) states, where there is one, and is a whole
 * dataset of this program's schema.
 */
#ifndef POVOLANI_REPLICA_H
#define POVOLANI_REPLICA_H

#include "db/import/sync.h"

/** @param options  url: of the server, or of the dataset.db itself; concurrency is not used */
enum sync_status replica_run(const struct sync_options *options, struct findings *findings)
    __attribute__((warn_unused_result));

enum replica_digest { REPLICA_DIGEST_NONE, REPLICA_DIGEST_READ, REPLICA_DIGEST_MALFORMED };

/**
 * Reads the sha-256 of a Repr-Digest header: "sha-256=:BASE64:", maybe among others.
 * @param header  NULL: none
 * @param digest  written on REPLICA_DIGEST_READ only
 */
enum replica_digest replica_digest_read(const char *header, unsigned char digest[static 32])
    __attribute__((warn_unused_result));

#endif
