#include "db/words.h"

#include "db/store_ask.h"
#include "model/deletions.h"
#include "model/text.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(of, member) FIELD_AT(member, FIELD_NUMBER, offsetof(struct of, counts.member), NULL)
#define COUNTS(of)        COUNT(of, names), COUNT(of, occupations), COUNT(of, isco), COUNT(of, competences)

SHAPE(index_word_shape, "IndexWord", index_word, FIELD(index_word, word, FIELD_TEXT),
      FIELD(index_word, stem, FIELD_TEXT), FIELD(index_word, forms, FIELD_TEXT), COUNTS(index_word));
SHAPE(index_stem_shape, "IndexStem", index_stem, FIELD(index_stem, words, FIELD_NUMBER), COUNTS(index_stem));

int64_t index_count(const struct index_counts *counts, enum search_kind kind, enum search_place place)
{
    switch (kind) {
    case SEARCH_ISCO:
        return counts->isco;
    case SEARCH_COMPETENCE:
        return counts->competences;
    default:
        return place == SEARCH_ANYWHERE || place == SEARCH_ID ? counts->occupations : counts->names;
    }
}

enum store_status words_beginning(struct store *store, struct arena *arena, const char *folded, int64_t limit,
                                  struct list *out)
{
    const struct argument arguments[ARG_COUNT] = {[ARG_Q] = {.text = folded}, [ARG_LIMIT] = {.number = {true, limit}}};

    return store_ask_list(store, arena, Q_WORDS_BEGINNING, arguments, out);
}

enum store_status words_equal(struct store *store, struct arena *arena, const struct list *texts, struct list *out)
{
    return store_ask_list(store, arena, Q_WORDS_EQUAL, (const struct argument[ARG_COUNT]){[ARG_IDS] = {.texts = texts}},
                          out);
}

enum store_status words_stem(struct store *store, struct arena *arena, const char *stem, struct index_stem *out)
{
    const struct argument arguments[ARG_COUNT] = {[ARG_Q] = {.text = stem}};
    enum store_status status;

    *out = (struct index_stem){0};
    status = store_ask_row(store, arena, Q_WORDS_STEM, arguments, out);
    return status == STORE_NOT_FOUND ? STORE_OK : status;
}

/* Near ------------------------------------------------------------------------------------------------------------- */

static int more_first(int64_t a, int64_t b)
{
    return (a < b) - (a > b);
}

static int compare_near(const void *a, const void *b)
{
    const struct index_word *first = a, *second = b;

    if (first->edits != second->edits)
        return first->edits < second->edits ? -1 : 1;
    if (first->counts.names != second->counts.names)
        return more_first(first->counts.names, second->counts.names);
    if (first->counts.occupations != second->counts.occupations)
        return more_first(first->counts.occupations, second->counts.occupations);
    return strcmp(first->word, second->word);
}

/* Keeps those of a list that are near enough, in their order. */
static void keep_near(struct list *words, const char *folded, size_t most)
{
    struct index_word *word = words->at;
    size_t kept = 0;

    for (size_t i = 0; i < words->count; i++) {
        word[i].edits = text_distance(folded, word[i].word, most);
        if (word[i].edits >= 1 && word[i].edits <= most)
            word[kept++] = word[i];
    }
    words->count = kept;
    if (kept > 0)
        qsort(word, kept, sizeof *word, compare_near);
}

/* Only letters without diacritics. */
static bool is_plain(const char *folded)
{
    return folded[strspn(folded, "abcdefghijklmnopqrstuvwxyz")] == '\0';
}

enum store_status words_near(struct store *store, struct arena *arena, const char *folded, size_t most,
                             struct list *out)
{
    struct list deletions = {0}, found = {0};
    enum store_status status = STORE_OK;

    if (is_plain(folded)) {
        if (!deletions_of(arena, folded, most, &deletions))
            return STORE_NO_MEMORY;
        status = store_ask_list(store, arena, Q_WORDS_NEAR,
                                (const struct argument[ARG_COUNT]){[ARG_IDS] = {.texts = &deletions}}, &found);
    }
    keep_near(&found, folded, most);
    if (status == STORE_OK)
        *out = found;
    return status;
}
