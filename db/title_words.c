#include "db/title_words.h"

#include "db/store_ask.h"
#include "db/words.h"
#include "model/title.h"

#include <string.h>

enum {
    LETTERS_MIN = 5, /* shorter words have too many near ones */
    MISSING_MIN = 3, /* another ending takes the place of one or two features, an edit inside a word of three or more */
    EDITS = 1,
};

/* How many features of a word nothing has. */
static enum store_status count_missing(struct store *store, struct arena *arena, const struct word *word,
                                       size_t *missing)
{
    struct list features = {0};
    const struct title_feature *feature;
    struct word only = *word;

    if (!title_features(arena, &(struct list){.at = &only, .count = 1}, &features))
        return STORE_NO_MEMORY;
    feature = features.at;
    for (size_t i = 0; i < features.count; i++) {
        enum store_status status = store_ask_exists(
            store, Q_TITLE_FEATURE, (const struct argument[ARG_COUNT]){[ARG_VALUE] = {.text = feature[i].text}});

        if (status != STORE_OK && status != STORE_NOT_FOUND)
            return status;
        *missing += status == STORE_NOT_FOUND;
    }
    return STORE_OK;
}

static enum store_status correct(struct store *store, struct arena *arena, struct word *word)
{
    size_t length = strlen(word->folded), missing = 0;
    struct list near = {0};
    enum store_status status;

    if (length < LETTERS_MIN || length > TITLE_WORD_BYTES_MAX)
        return STORE_OK;
    status = count_missing(store, arena, word, &missing);
    if (status == STORE_OK && missing >= MISSING_MIN)
        status = words_near(store, arena, word->folded, EDITS, &near);
    if (status == STORE_OK && near.count > 0)
        word->folded = word->accented = ((const struct index_word *)near.at)->word;
    return status;
}

enum store_status title_words_meant(struct store *store, struct arena *arena, const struct list *words,
                                    struct list *meant)
{
    const struct word *word = words->at;
    enum store_status status = STORE_OK;

    for (size_t i = 0; i < words->count && status == STORE_OK; i++) {
        struct word *added = list_add(meant, arena, sizeof *added);

        if (!added)
            return STORE_NO_MEMORY;
        *added = word[i];
        status = correct(store, arena, added);
    }
    return status;
}
