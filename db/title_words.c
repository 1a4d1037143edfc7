#include "db/title_words.h"

#include "db/words.h"
#include "model/title.h"

#include <stdlib.h>
#include <string.h>

enum {
    LETTERS_MIN = 5, /* shorter words have too many near ones */
    MISSING_MIN = 3, /* another ending takes the place of one or two features, an edit inside a word of three or more */
    EDITS = 1,
};

static int compare_texts(const void *a, const void *b)
{
    return memcmp(((const struct title_feature *)a)->text, ((const struct title_feature *)b)->text,
                  TITLE_FEATURE_BYTES);
}

/* How many features of a word nothing has. @return false if there is no memory */
static bool count_missing(struct arena *arena, const struct word *word, const struct list *known, size_t *missing)
{
    struct list features = {0};
    const struct title_feature *feature;
    struct word only = *word;

    if (!title_features(arena, &(struct list){.at = &only, .count = 1}, &features))
        return false;
    feature = features.at;
    for (size_t i = 0; i < features.count; i++)
        *missing += known->count == 0 || !bsearch(&feature[i], known->at, known->count, sizeof *feature, compare_texts);
    return true;
}

static enum store_status correct(struct store *store, struct arena *arena, const struct list *known, struct word *word,
                                 bool *corrected)
{
    size_t length = strlen(word->folded), missing = 0;
    struct list near = {0};
    enum store_status status = STORE_OK;

    if (length < LETTERS_MIN || length > TITLE_WORD_BYTES_MAX)
        return STORE_OK;
    if (!count_missing(arena, word, known, &missing))
        return STORE_NO_MEMORY;
    if (missing >= MISSING_MIN)
        status = words_near(store, arena, word->folded, EDITS, &near);
    if (status == STORE_OK && near.count > 0) {
        word->folded = word->accented = ((const struct index_word *)near.at)->word;
        *corrected = true;
    }
    return status;
}

enum store_status title_words_meant(struct store *store, struct arena *arena, const struct list *words,
                                    const struct list *known, struct list *meant, bool *corrected)
{
    const struct word *word = words->at;
    enum store_status status = STORE_OK;

    *corrected = false;
    for (size_t i = 0; i < words->count && status == STORE_OK; i++) {
        struct word *added = list_add(meant, arena, sizeof *added);

        if (!added)
            return STORE_NO_MEMORY;
        *added = word[i];
        status = correct(store, arena, known, added, corrected);
    }
    return status;
}
