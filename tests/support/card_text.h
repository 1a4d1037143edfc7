/**
 * The card 103332 as tests change it, and what reading a card says.
 */
#ifndef POVOLANI_CARD_TEXT_H
#define POVOLANI_CARD_TEXT_H

#include "db/import/card.h"

/** What became of reading a card. */
struct card_reading {
    enum card_status status;
    struct card card;
    struct findings findings;
    char *said; /* the findings as they are written, of the file "card.txt" */
    struct arena *arena;
};
struct card_reading card_reading(const char *bytes, size_t length);
void card_reading_release(struct card_reading *reading);

/** data/cards/103332.txt, NUL-terminated; the caller frees. */
char *card_text_real(void);

/** A copy in which one line (from 1) is other text, which may be several lines; NULL leaves it out. The caller frees.
 */
char *card_text_with(const char *text, size_t line, const char *other);

/** A copy in which each place of some text is other text. The caller frees. */
char *card_text_replaced(const char *text, const char *old, const char *other);

#endif
