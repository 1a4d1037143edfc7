/**
 * The words of a text, in the forms in which they are indexed and looked for. Pure; Unicode tables are utf8proc's.
 *
 * A word is a run of letters and digits with their marks. A dot between digits belongs to it ("2.1"), and so do + and #
 * behind a letter ("C++", "C#"). What shows nothing (soft hyphens, joiners, marks of direction) is left out; all else
 * separates.
 */
#ifndef POVOLANI_WORDS_H
#define POVOLANI_WORDS_H

#include "model/shape.h"

/** All forms are in lower case, of letters, digits, '.', '+' and '#' only. */
struct word {
    const char *folded;   /* without diacritics: "ucetni"; ASCII as far as the letters have such a form */
    const char *accented; /* with them, composed (NFC): "účetní" */
};

/**
 * @param text   of any content; what is not UTF-8 separates
 * @param words  struct word items in the order of the text are added; they live in the arena
 * @return false if there is no memory
 */
bool words_of(struct arena *arena, const char *text, size_t length, struct list *words)
    __attribute__((warn_unused_result));

/** The folded or accented words with '-' between them: equal for two texts that differ in nothing else.
 *  @return NULL if there is no memory; "" if there is no word */
char *words_joined(struct arena *arena, const struct list *words, bool accented);

#endif
