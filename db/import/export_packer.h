/**
 * Text of an export, cut into pieces and compressed, as db/export_block.h says. A packer belongs to one thread at a
 * time.
 */
#ifndef POVOLANI_EXPORT_PACKER_H
#define POVOLANI_EXPORT_PACKER_H

#include "model/buffer.h"

struct export_packer;

/** A piece: its plain bytes, and the same as deflate. Both live in the packer. */
struct export_piece {
    const char *plain;
    size_t plain_bytes;
    const unsigned char *packed;
    size_t packed_bytes;
};

/** @return NULL if there is no memory */
struct export_packer *export_packer_new(void);
void export_packer_free(struct export_packer *packer);

/** Adds text at the end and frees it; at may be NULL for want of memory, which export_packer_pack then tells. */
void export_packer_add(struct export_packer *packer, struct bytes text);

/** How long the text is by now. */
size_t export_packer_length(const struct export_packer *packer);

/** Cuts all text into pieces of about one size, each at most EXPORT_BLOCK_BYTES. @return false if there is no memory */
bool export_packer_pack(struct export_packer *packer) __attribute__((warn_unused_result));

/** The piece of that number, from 0. @return false if there are no more */
bool export_packer_piece(const struct export_packer *packer, size_t number, struct export_piece *piece);

/** Begins anew. */
void export_packer_clear(struct export_packer *packer);

#endif
