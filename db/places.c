#include "db/places.h"

#include <endian.h>
#include <string.h>

enum { WORD_BITS = 64 };

static size_t words_of(const struct place_set *set)
{
    return (set->count + WORD_BITS - 1) / WORD_BITS;
}

bool place_set_new(struct place_set *set, struct arena *arena, size_t count)
{
    struct place_set made = {.count = count};

    made.words = arena_take(arena, (words_of(&made) + 1) * sizeof *made.words);
    *set = made;
    return made.words != NULL;
}

void place_set_fill(struct place_set *set)
{
    memset(set->words, 0xff, set->count / WORD_BITS * sizeof *set->words);
    if (set->count % WORD_BITS)
        set->words[set->count / WORD_BITS] = (UINT64_C(1) << set->count % WORD_BITS) - 1;
}

void place_set_add(struct place_set *set, size_t place)
{
    if (place < set->count)
        set->words[place / WORD_BITS] |= UINT64_C(1) << place % WORD_BITS;
}

bool place_set_has(const struct place_set *set, size_t place)
{
    return place < set->count && set->words[place / WORD_BITS] >> place % WORD_BITS & 1;
}

void place_set_keep(struct place_set *set, const struct place_set *other)
{
    for (size_t i = 0; i < words_of(set); i++)
        set->words[i] &= other->words[i];
}

void place_set_remove(struct place_set *set, const struct place_set *other)
{
    for (size_t i = 0; i < words_of(set); i++)
        set->words[i] &= ~other->words[i];
}

size_t place_set_size(const struct place_set *set)
{
    size_t size = 0;

    for (size_t i = 0; i < words_of(set); i++)
        size += (size_t)__builtin_popcountll(set->words[i]);
    return size;
}

size_t place_set_next(const struct place_set *set, size_t from)
{
    if (from >= set->count)
        return set->count;
    for (size_t i = from / WORD_BITS, skipped = from % WORD_BITS; i < words_of(set); i++, skipped = 0) {
        uint64_t word = set->words[i] >> skipped << skipped;

        if (word)
            return i * WORD_BITS + (size_t)__builtin_ctzll(word);
    }
    return set->count;
}

/* Packed ---------------------------------------------------------------------------------------------------------- */

struct place_reader place_reader_of(const void *packed, size_t length)
{
    const unsigned char *at = length > 0 ? packed : (const unsigned char *)"";

    return (struct place_reader){.at = at, .end = at + length};
}

size_t place_read_gap(struct place_reader *reader)
{
    size_t gap = 0;
    unsigned byte = PLACE_MORE;

    for (unsigned shift = 0; byte & PLACE_MORE && reader->at < reader->end; shift += PLACE_BITS) {
        byte = *reader->at++;
        gap |= (size_t)(byte & (PLACE_MORE - 1)) << shift % WORD_BITS;
    }
    return gap;
}

size_t places_pack(const uint32_t *places, size_t count, unsigned char *packed)
{
    unsigned char *at = packed;
    uint32_t next = 0;

    for (size_t i = 0; i < count; next = places[i++] + 1) {
        uint32_t gap = places[i] - next;

        for (; gap >= PLACE_MORE; gap >>= PLACE_BITS)
            *at++ = (unsigned char)(gap | PLACE_MORE);
        *at++ = (unsigned char)gap;
    }
    return (size_t)(at - packed);
}

void place_column_unpack(const struct place_column *column, const void *packed)
{
    if (column->count > 0)
        memcpy(column->numbers, packed, column->count * sizeof *column->numbers);
    for (size_t i = 0; i < column->count; i++)
        column->numbers[i] = be32toh(column->numbers[i]);
}

bool place_column_read(struct place_column *column, struct arena *arena, const void *packed, size_t length)
{
    size_t count = length / PLACE_NUMBER_BYTES;
    uint32_t *numbers = arena_take(arena, (count + 1) * sizeof *numbers);

    if (!numbers)
        return false;
    *column = (struct place_column){numbers, count};
    place_column_unpack(column, packed);
    return true;
}
