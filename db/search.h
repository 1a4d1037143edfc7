/**
 * Search: what is typed becomes a few questions to the index of words, the best answers first. docs/scoring.md has the
 * rules. For db/ only.
 */
#ifndef POVOLANI_DB_SEARCH_H
#define POVOLANI_DB_SEARCH_H

#include "db/store_ask.h"
#include "db/words.h"
#include "model/search.h"

/** A word that is looked for. */
struct sought {
    const char *folded;
    const char *accented; /* as it was typed */
    bool whole;           /* the index has it, not only longer words */
    const char *forms;    /* of the whole word */
    bool many;            /* too many words begin so, or none was looked up: the index is asked for the beginning */
    struct list words;    /* struct index_word that begin so; not filled where there are many */
    const char *stem;     /* entries with other words of it match, too */
    struct index_stem of_stem;
};

/** In which order entries come: by what a search is for, or by how it was typed. */
enum search_order { SEARCH_AS_PLAIN, SEARCH_AS_ACCENTED, SEARCH_AS_SUGGESTION };

/** What was typed, as it is looked for. */
struct search {
    enum search_kind kind;
    struct list words; /* struct sought; none: nothing can match */
    enum search_order order;
    struct list corrected; /* struct correction */
};

/**
 * Reads what was typed and finds how its words can be matched. Its order is that of diacritics typed or not.
 * @param q  any text
 */
enum store_status search_read(struct store *, struct arena *, enum search_kind kind, const char *q,
                              struct search *out) STORE_CHECKED;

/** The same, with typing errors forgiven where nothing matches what was typed. */
enum store_status search_read_forgiving(struct store *, struct arena *, enum search_kind kind, const char *q,
                                        struct search *out) STORE_CHECKED;

/** Finds how one word can be matched. */
enum store_status search_look_up(struct store *, struct arena *, const char *folded, const char *accented,
                                 struct sought *out) STORE_CHECKED;

/** Does any entry match words (struct sought)? */
enum store_status search_matches(struct store *, struct arena *, enum search_kind kind, const struct list *words,
                                 bool *matches) STORE_CHECKED;

/** How many of the kind's entries match. @param filters  of Q_SEARCH_HITS, ARG_COUNT of them; NULL: none */
enum store_status search_count(struct store *, struct arena *, const struct search *, const struct argument *filters,
                               int64_t *total) STORE_CHECKED;

/** Looks for what was meant where nothing matches; changes the words and what was corrected where it finds any. */
enum store_status search_correct(struct store *, struct arena *, struct search *search) STORE_CHECKED;

/** A place in the order of relevance. */
struct hit {
    size_t tier;
    int64_t number; /* search_entry.number */
};

/** Numbers of entries, ascending. */
struct hit_numbers {
    uint32_t *numbers;
    size_t count, capacity;
};

/** What is wanted of the hits. */
struct hits_wanted {
    const struct argument *filters;                      /* of Q_SEARCH_HITS, ARG_COUNT of them; NULL: none */
    bool (*passes)(const void *context, int64_t number); /* NULL: all do */
    const void *context;
    struct hit after;              /* its number 0: from the start */
    size_t limit;                  /* 0: all */
    int64_t total;                 /* how many pass: behind them nothing is looked for */
    const struct hit_numbers *all; /* of search_numbers, to spare asking for the last hits' tiers; may be NULL */
};

/** struct hit, the most relevant first. */
enum store_status search_hits(struct store *, struct arena *, const struct search *, const struct hits_wanted *,
                              struct list *out) STORE_CHECKED;

/** The numbers of all entries that match. */
enum store_status search_numbers(struct store *, struct arena *, const struct search *,
                                 struct hit_numbers *out) STORE_CHECKED;

/** The hit that a position stands for: what is none's is behind them all. */
struct hit search_hit(const struct position *position);

/** Writes total, more and last of a page, of which one hit more than its limit was wanted; that one is taken off. */
enum store_status search_page_ends(struct arena *arena, struct list *hits, const struct hits_wanted *wanted,
                                   struct page *page) STORE_CHECKED;

#endif
