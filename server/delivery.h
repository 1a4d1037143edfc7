/**
 * Deliveries: which bytes of an export are sent, how they are described, and the response that streams them.
 */
#ifndef POVOLANI_DELIVERY_H
#define POVOLANI_DELIVERY_H

#include "server/entity.h"
#include "server/range.h"
#include "server/snapshot.h"

struct delivery {
    enum export which;
    const struct download *of;
    bool gzip;          /* the form in gzip */
    uint64_t total;     /* bytes of the form */
    const char *digest; /* of the form, "sha-256:…" */
    const char *etag;
    enum range_kind kind;
    struct range range; /* of the form: what is sent; RANGE_OUTSIDE: nothing */
};

/**
 * Chooses form and range.
 * @param plan  of a route that is a file
 * @return false if there is no memory
 */
bool delivery_plan(const struct request *request, const struct plan *plan, const struct download *download,
                   struct arena *arena, struct delivery *delivery) __attribute__((warn_unused_result));

/** Sets the status and adds the headers that are about the file. */
void delivery_describe(const struct delivery *delivery, struct head *head, struct arena *arena);

/** "bytes 0-99/1234", "bytes *" and "/1234" where nothing is sent; NULL if there is no memory. */
const char *delivery_content_range(const struct delivery *delivery, struct arena *arena);

/**
 * The response's body: read block after block while it is sent, by the thread that asks for this response, from the
 * snapshot's store of that thread. It keeps the snapshot: a reload does not change what is under way.
 *
 * @param worker  index of the calling thread, which is the one that will send
 * @return NULL if there is no memory
 */
struct MHD_Response *delivery_response(const struct delivery *delivery, struct snapshot *snapshot, unsigned worker);

#endif
