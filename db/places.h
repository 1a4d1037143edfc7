/**
 * Occupations as numbers: an occupation's place is its number in Czech alphabetical order, from 0. A filter is a set of
 * places, a key to sort by is a column of numbers, one a place. Both lie packed in the dataset (occupation_set and
 * occupation_column in db/schema.sql), so that a list of any filters is found by joining a few sets of bits.
 */
#ifndef POVOLANI_PLACES_H
#define POVOLANI_PLACES_H

#include "model/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A set of places below .count: bit n % 64 of word n / 64 is place n. */
struct place_set {
    uint64_t *words;
    size_t count; /* of all places that there are */
};

/** An empty set. Its bits live in the arena. @return false if there is no memory */
bool place_set_new(struct place_set *set, struct arena *arena, size_t count) __attribute__((warn_unused_result));

/** Puts every place in. */
void place_set_fill(struct place_set *set);

/** Puts one in. One that there is not is left out. */
void place_set_add(struct place_set *set, size_t place);

bool place_set_has(const struct place_set *set, size_t place);

/** Keeps what is also in the other set; takes out what is in the other set. Both are of the same count. */
void place_set_keep(struct place_set *set, const struct place_set *other);
void place_set_remove(struct place_set *set, const struct place_set *other);

/** @return how many are in. */
size_t place_set_size(const struct place_set *set);

/** @return the first one in the set from a place on; set->count if there is none. */
size_t place_set_next(const struct place_set *set, size_t from);

enum { PLACE_BITS = 7, PLACE_MORE = 1 << PLACE_BITS };

/** The places of a packed set in their order, one a call. */
struct place_reader {
    const unsigned char *at, *end;
    size_t next; /* the lowest that can follow */
};
struct place_reader place_reader_of(const void *packed, size_t length);
/** A gap of several bytes. */
size_t place_read_gap(struct place_reader *reader);
/** @return false at the end */
static inline bool place_read(struct place_reader *reader, size_t *place)
{
    if (reader->at == reader->end)
        return false;
    *place = reader->next + (*reader->at < PLACE_MORE ? *reader->at++ : place_read_gap(reader));
    reader->next = *place + 1;
    return true;
}

enum { PLACE_PACKED_MAX = 5 }; /* bytes of one */

/**
 * Packs ascending places: each as what lies between it and the one before, seven bits a byte, the lowest first, the
 * high bit set where more follow.
 * @param packed  room for PLACE_PACKED_MAX bytes each
 * @return how many bytes were written
 */
size_t places_pack(const uint32_t *places, size_t count, unsigned char *packed);

/** Bytes of one number in a packed column; the highest first. 0 stands for none. */
enum { PLACE_NUMBER_BYTES = 4 };

/** Numbers by place. */
struct place_column {
    uint32_t *numbers;
    size_t count;
};

/** Reads so many numbers of a packed column into the room that a column has for them. */
void place_column_unpack(const struct place_column *column, const void *packed);

/** The numbers of a packed column; they live in the arena. @return false if there is no memory */
bool place_column_read(struct place_column *column, struct arena *arena, const void *packed, size_t length)
    __attribute__((warn_unused_result));

#endif
