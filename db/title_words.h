/**
 * What the mistyped words of a title mean, by the same index as search (db/words.h). For db/store_titles.c only.
 */
#ifndef POVOLANI_DB_TITLE_WORDS_H
#define POVOLANI_DB_TITLE_WORDS_H

#include "db/store.h"

/**
 * A word is mistyped if several of its features (model/title.h) are in no name, group or filed title, and one edit
 * makes it a word of the index: then that is meant.
 *
 * @param words      of title_words
 * @param known      struct title_feature: those of the words' features that the index has, in byte order
 * @param meant      as many struct word, in their order, are added
 * @param corrected  is any of them another one?
 */
enum store_status title_words_meant(struct store *store, struct arena *arena, const struct list *words,
                                    const struct list *known, struct list *meant, bool *corrected) STORE_CHECKED;

#endif
