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

/** gzip of a body that is made piece by piece. */
struct packer;

/** @return NULL if there is no memory. */
struct packer *packer_new(void);

/** NULL is allowed. */
void packer_free(struct packer *packer);

/**
 * @param piece  of malloc; freed
 * @param last   nothing follows
 * @return bytes of malloc, perhaps none yet; at is NULL if there is no memory
 */
struct bytes packer_add(struct packer *packer, struct bytes piece, bool last);

/** "gzip", "br"; NULL for identity. */
const char *compress_name(enum encoding encoding);

#endif
