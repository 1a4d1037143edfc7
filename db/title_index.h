/**
 * The index of titles: what who builds it and who asks it have to agree upon (db/schema.sql, docs/scoring.md).
 *
 * A row of title_feature has two lists of postings, for CZ-ISCO groups and for names: a number and what the feature is
 * worth there.
 */
#ifndef POVOLANI_TITLE_INDEX_H
#define POVOLANI_TITLE_INDEX_H

#include "model/shape.h"

enum {
    POSTING_BYTES = 6,       /* number: 4 bytes, worth: 2; the lowest first */
    NAME_WORTH_ONE = 0xFFFF, /* of a name: its share in the length 1 of the name */
    GROUP_WORTH_ONE = 1000,  /* of a group: one point of BM25 */
    RARITY_ONE = 1000,       /* of a feature among names */
};

/** A name, as the store reads it. */
struct title_name {
    const char *occupation;
    int64_t place; /* of the occupation (db/places.h) */
    const char *text;
    const char *where; /* "name", "alternative_name" */
};
extern const struct shape title_name_shape;

struct posting {
    uint32_t number;
    uint16_t worth;
};

static inline struct posting posting_read(const unsigned char bytes[static POSTING_BYTES])
{
    return (struct posting){
        .number = (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24,
        .worth = (uint16_t)(bytes[4] | bytes[5] << 8),
    };
}

static inline void posting_write(struct posting posting, unsigned char bytes[static POSTING_BYTES])
{
    for (int i = 0; i < 4; i++)
        bytes[i] = (unsigned char)(posting.number >> 8 * i);
    bytes[4] = (unsigned char)posting.worth;
    bytes[5] = (unsigned char)(posting.worth >> 8);
}

#endif
