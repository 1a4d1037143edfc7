/**
 * Titles of job adverts: what of them tells the occupation, as features that can be looked up and weighed.
 *
 * A title is its folded words (model/words.h) without its noise: endings of the other gender ("Dělník/ce", "(m/ž)"),
 * small words, numbers, what is said of the contract, the shifts, the employee. What comes first tells most, so every
 * word weighs less than the one before it.
 *
 * A feature is four letters in a row, with '_' for the word's edges ("_rid", "ridi", "dic_"), or the first five letters
 * of a longer word ("zamec*"): so other endings and typing errors cost little.
 */
#ifndef POVOLANI_TITLE_H
#define POVOLANI_TITLE_H

#include "model/words.h"

#include <stdint.h>

enum {
    TITLE_FEATURE_BYTES = 8,
    TITLE_WORDS_MAX = 20,       /* what comes after weighs under a twentieth of the first word */
    TITLE_WORD_BYTES_MAX = 40,  /* of a longer word its first letters */
    TITLE_WEIGHT_FIRST = 10000, /* of each of five features of the first word; the next has 17/20 of the one before */
};

struct title_feature {
    char text[TITLE_FEATURE_BYTES]; /* padded with NUL */
    int64_t weight;
};

/**
 * @param words  struct word items in their order are added, TITLE_WORDS_MAX at most; none if all is noise
 * @return false if there is no memory
 */
bool title_words(struct arena *arena, const char *title, struct list *words) __attribute__((warn_unused_result));

/**
 * @param words     of title_words
 * @param features  struct title_feature items are added, in byte order, each once with its greatest weight
 * @return false if there is no memory
 */
bool title_features(struct arena *arena, const struct list *words, struct list *features)
    __attribute__((warn_unused_result));

/** How a name is like a title. */
enum title_likeness {
    TITLE_EXACT,  /* the same letter for letter */
    TITLE_FOLDED, /* without regard to diacritics */
    TITLE_PREFIX, /* one begins with all words of the other */
    TITLE_WORDS,  /* they have a word in common */
    TITLE_FUZZY,  /* less */
};

/** "exact" and so on, as a client sees them. */
extern const char *const title_likeness_names[];

/** Both as words of title_words. */
enum title_likeness title_likeness(const struct list *title, const struct list *name);

#endif
