#include "db/dataset_seal.h"

#include <endian.h>
#include <string.h>
#include <xxhash.h>

enum {
    CHECKSUM_BYTES = 4,
    UNIT_BYTES = SHA256_BLOCK_SIZE,
    END_BYTES = UNIT_BYTES,
    MARK_AT = 0, /* in the end */
    STATE_AT = sizeof SEAL_MARK,
    OWN_CHECKSUM_AT = END_BYTES - sizeof(uint64_t),
};

static uint32_t checksum_of(const unsigned char *block)
{
    return htobe32((uint32_t)XXH3_64bits(block, SEAL_BLOCK_BYTES));
}

static uint64_t own_checksum(const unsigned char *seal, size_t bytes)
{
    return htobe64(XXH3_64bits(seal, bytes - sizeof(uint64_t)));
}

size_t seal_bytes(int64_t page_bytes)
{
    size_t checksums = (size_t)(page_bytes / SEAL_BLOCK_BYTES) * CHECKSUM_BYTES;

    return (checksums + UNIT_BYTES - 1) / UNIT_BYTES * UNIT_BYTES + END_BYTES;
}

void seal_begin(struct sealing *sealing, unsigned char *at, int64_t page_bytes)
{
    sealing->at = sealing->next = at;
    sealing->bytes = seal_bytes(page_bytes);
    memset(at, 0, sealing->bytes);
    sha256_init(&sealing->sha256);
}

void seal_add(struct sealing *sealing, const unsigned char block[static SEAL_BLOCK_BYTES])
{
    uint32_t checksum = checksum_of(block);

    memcpy(sealing->next, &checksum, CHECKSUM_BYTES);
    sealing->next += CHECKSUM_BYTES;
    sha256_update(&sealing->sha256, SEAL_BLOCK_BYTES, block);
}

void seal_end(struct sealing *sealing)
{
    unsigned char *end = sealing->at + sealing->bytes - END_BYTES;
    uint64_t checksum;

    sha256_update(&sealing->sha256, sealing->bytes - END_BYTES, sealing->at);
    memcpy(end + MARK_AT, SEAL_MARK, sizeof SEAL_MARK);
    digest_save(&sealing->sha256, end + STATE_AT);
    checksum = own_checksum(sealing->at, sealing->bytes);
    memcpy(end + OWN_CHECKSUM_AT, &checksum, sizeof checksum);
}

bool seal_is_whole(const unsigned char *seal, size_t bytes)
{
    uint64_t checksum = own_checksum(seal, bytes);

    return memcmp(seal + bytes - END_BYTES + MARK_AT, SEAL_MARK, sizeof SEAL_MARK) == 0 &&
           memcmp(seal + bytes - sizeof checksum, &checksum, sizeof checksum) == 0;
}

bool seal_fits(const unsigned char *seal, int64_t number, const unsigned char block[static SEAL_BLOCK_BYTES])
{
    uint32_t checksum = checksum_of(block);

    return memcmp(seal + number * CHECKSUM_BYTES, &checksum, CHECKSUM_BYTES) == 0;
}

void seal_digest(const unsigned char *seal, int64_t page_bytes, char digest[static DIGEST_BYTES])
{
    const unsigned char *end = seal + seal_bytes(page_bytes) - END_BYTES;
    struct sha256_ctx sha256;

    digest_resume(&sha256, end + STATE_AT, (uint64_t)page_bytes + (uint64_t)(end - seal));
    sha256_update(&sha256, END_BYTES, end);
    digest_of_state(&sha256, digest);
}
