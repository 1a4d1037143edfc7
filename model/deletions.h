/**
 * Deletions: what is left of a word without some of its letters. Two words between which there are few edits have a
 * deletion in common, so an index of deletions finds what a mistyped word may mean without walking all words.
 *
 * SymSpell by Wolf Garbe: https://github.com/wolfgarbe/SymSpell. As there, only the beginning of a word counts: what
 * is found is to be verified (text_distance).
 */
#ifndef POVOLANI_DELETIONS_H
#define POVOLANI_DELETIONS_H

#include "model/shape.h"

enum { DELETION_WORD_BYTES = 7 }; /* of a word's beginning */

/**
 * The beginning of an ASCII word, and all texts that 1 to most letters less leave of it, each once.
 * @param texts  const char * items are added, in no order that means anything
 * @return false if there is no memory
 */
bool deletions_of(struct arena *arena, const char *word, size_t most, struct list *texts)
    __attribute__((warn_unused_result));

#endif
