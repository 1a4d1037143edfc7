/**
 * Content codings of response bodies.
 */
#ifndef POVOLANI_COMPRESS_H
#define POVOLANI_COMPRESS_H

#include "model/answer.h"
#include "server/plan.h"

/**
 * A body in a coding: gzip 6 or brotli 5, what pays when it is done once and on demand.
 * @return bytes of malloc; at is NULL if it would not be smaller, or there is no memory: it is then sent as it is
 */
struct bytes compress_body(struct bytes body, enum encoding encoding);

/** "gzip", "br"; NULL for identity. */
const char *compress_name(enum encoding encoding);

#endif
