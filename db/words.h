/**
 * The words of the index (tables search_word and search_stem): those that begin so or are a text, their stems, and
 * those that a mistyped word may mean. One index for search, suggestions and titles. For db/ only.
 */
#ifndef POVOLANI_DB_WORDS_H
#define POVOLANI_DB_WORDS_H

#include "db/search_terms.h"
#include "db/store.h"

/** How many entries have a word, or a stem. */
struct index_counts {
    int64_t names;       /* occupations that have it in a name or alternative name */
    int64_t occupations; /* that have it anywhere */
    int64_t isco;        /* groups */
    int64_t competences;
};

/** A word that some entries have. */
struct index_word {
    const char *word;  /* without diacritics */
    const char *stem;  /* model/stem.h */
    const char *forms; /* how names spell it, with spaces between */
    struct index_counts counts;
    size_t edits; /* from what was typed */
};

/** A stem that words of the index have, or none has. */
struct index_stem {
    int64_t words; /* that have it */
    struct index_counts counts;
};

extern const struct shape index_word_shape, index_stem_shape;

/** How many entries of a kind those are: in a name or alternative name, or, as words of ids are, anywhere. */
int64_t index_count(const struct index_counts *counts, enum search_kind kind, enum search_place place);

/** struct index_word: those that begin so, in byte order, at most limit. */
enum store_status words_beginning(struct store *, struct arena *, const char *folded, int64_t limit,
                                  struct list *out) STORE_CHECKED;

/** struct index_word: those that are one of some texts (const char *), each as often as it is there. */
enum store_status words_equal(struct store *, struct arena *, const struct list *texts, struct list *out) STORE_CHECKED;

/** The stem's words and entries, zero where no word has it. */
enum store_status words_stem(struct store *, struct arena *, const char *stem, struct index_stem *out) STORE_CHECKED;

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
