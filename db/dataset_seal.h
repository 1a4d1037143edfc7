/**
 * The seal of a dataset file, which stands behind the pages of SQLite: SQLite counts its pages by its header and leaves
 * alone what follows. It tells each block of the pages from a damaged one, so that a reader need not read the rest, and
 * knows the digest of the whole file. It guards against accidents, not against malice.
 *
 *     a checksum for each block of 4096 bytes    the low half of its XXH3-64, big-endian
 *     zeros                                      up to a multiple of 64 bytes
 *     16 bytes   SEAL_MARK with its NUL
 *     32 bytes   SHA-256 so far: its state after all bytes before the mark, from which the digest of the file is a step
 *      8 bytes   zeros
 *      8 bytes   XXH3-64 of the seal up to here, big-endian
 */
#ifndef POVOLANI_DATASET_SEAL_H
#define POVOLANI_DATASET_SEAL_H

#include "db/digest.h"

#define SEAL_MARK "povolani seal 1"

enum { SEAL_BLOCK_BYTES = 4096 };

/** @param page_bytes  of all pages: a multiple of SEAL_BLOCK_BYTES. @return bytes of their seal */
size_t seal_bytes(int64_t page_bytes);

/**
 * Makes the seal of pages that are read block by block: begin, add each block in turn, end.
 *
 * @param at  where the seal is written, seal_bytes() of it
 */
struct sealing {
    unsigned char *at, *next;
    size_t bytes;
    struct sha256_ctx sha256;
};
void seal_begin(struct sealing *sealing, unsigned char *at, int64_t page_bytes);
void seal_add(struct sealing *sealing, const unsigned char block[static SEAL_BLOCK_BYTES]);
void seal_end(struct sealing *sealing);

/** Is the seal itself what was written? */
bool seal_is_whole(const unsigned char *seal, size_t bytes);

/** Is a block what was written? @param number  of the block, from 0 */
bool seal_fits(const unsigned char *seal, int64_t number, const unsigned char block[static SEAL_BLOCK_BYTES]);

/** The digest of the whole file, pages and seal. */
void seal_digest(const unsigned char *seal, int64_t page_bytes, char digest[static DIGEST_BYTES]);

#endif
