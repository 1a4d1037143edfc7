/**
 * The words of the index (table search_word): those that begin so, those of a stem, and those that a mistyped word may
 * mean. One index for search, suggestions and titles. For db/ only.
 */
#ifndef POVOLANI_DB_WORDS_H
#define POVOLANI_DB_WORDS_H

#include "db/search_terms.h"
#include "db/store.h"

/** A word that some entries have. */
struct index_word {
    const char *word;    /* without diacritics */
    const char *forms;   /* how names spell it, with spaces between */
    int64_t names;       /* occupations that have it in a name or alternative name */
    int64_t occupations; /* that have it anywhere */
    int64_t isco;        /* groups */
    int64_t competences;
    size_t edits; /* from what was typed */
};

extern const struct shape index_word_shape;

/** How many entries of a kind have the word: in a name or alternative name, or anywhere. */
int64_t index_word_count(const struct index_word *word, enum search_kind kind, enum search_place place);

/** struct index_word: those that begin so, in byte order, at most limit. */
enum store_status words_beginning(struct store *, struct arena *, const char *folded, int64_t limit,
                                  struct list *out) STORE_CHECKED;

/** struct index_word: those of a stem (model/stem.h). */
enum store_status words_of_stem(struct store *, struct arena *, const char *stem, struct list *out) STORE_CHECKED;

/**
 * struct index_word: what a word may mean if 1 to most edits (insert, delete, replace, swap neighbours) are forgiven.
 * Fewest edits first, then the word that most names have, then most entries, then byte order. Words with digits are
 * never near any: a code is right or wrong.
 *
 * @param most  1 or 2; a second one is only forgiven in words of names
 */
enum store_status words_near(struct store *, struct arena *, const char *folded, size_t most,
                             struct list *out) STORE_CHECKED;

#endif
