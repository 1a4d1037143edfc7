/**
 * The reader of NSP cards in the tabbed text form (`data/cards/103332.txt`).
 *
 * It reads the sections and the rows of tables in any order, over page breaks, and leaves nothing out in silence: what
 * it does not know is an error with its line. The other renderings of a card are recognised and refused by name.
 */
#ifndef POVOLANI_CARD_H
#define POVOLANI_CARD_H

#include "db/import/document.h"

#include <stdbool.h>
#include <stddef.h>

/** What it takes, for messages. */
#define CARD_FORM "an NSP card in tabbed text"

/**
 * A card as it was read. In the occupation, what only a dataset knows is left empty: slug, url, median_wage, ids of
 * related occupations, rolled_up and region_name of wages, scales, of the source all but the document. Texts have every
 * Unicode space made plain, and are in NFC.
 */
struct card {
    struct occupation occupation;
    struct list load_levels; /* struct load_level: the legend */
    struct list guides;      /* struct guide */
    struct list namings;     /* struct naming: of CZ-ISCO codes, wherever they stand */
};

enum card_status { CARD_OK, CARD_REFUSED, CARD_NO_MEMORY };

/** Is it likely to be a card, in whichever rendering? For the detection of a source's kind; reads the start only. */
bool card_looks_like(const char *bytes, size_t length);

/**
 * Reads one card.
 *
 * @param file   the name that findings show; the document of the card is its last part
 * @param arena  what the card points to lives here; nothing points into bytes
 * @param card   written on CARD_OK only
 * @return CARD_REFUSED if there was an error; every error of the file has been reported, as far as it could be read
 */
enum card_status card_read(const char *file, const char *bytes, size_t length, struct arena *arena,
                           struct findings *findings, struct card *card) __attribute__((warn_unused_result));

/** A card as a document: card_read for the import. */
document_reader card_read_document;

#endif
