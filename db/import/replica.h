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

#endif
