/**
 * Makes cards: a random text in the tabbed form, and the card that reading it must give.
 */
#ifndef POVOLANI_CARD_MAKER_H
#define POVOLANI_CARD_MAKER_H

#include "db/import/card.h"

#include <stdint.h>

struct made_card {
    const char *text;
    size_t length;
    struct card card; /* without source and namings */
};

/**
 * The same seed makes the same card. Sections, header lines and rows come in any order and may be left out; page breaks
 * stand anywhere; line ends, spaces, tabs at line ends, byte order mark and Unicode form vary.
 */
struct made_card card_make(uint64_t seed, struct arena *arena);

#endif
