#include "model/deletions.h"

#include <string.h>

static bool has_text(const struct list *texts, size_t from, const char *text)
{
    const char *const *known = texts->at;

    for (size_t i = from; i < texts->count; i++)
        if (strcmp(known[i], text) == 0)
            return true;
    return false;
}

/* Adds what is left of a text without any one of its letters. */
static bool add_shorter(struct arena *arena, const char *text, size_t from, struct list *texts)
{
    size_t length = strlen(text);

    for (size_t gap = 0; gap < length; gap++) {
        char shorter[DELETION_WORD_BYTES];
        char *kept;

        memcpy(shorter, text, gap);
        memcpy(shorter + gap, text + gap + 1, length - gap);
        if (has_text(texts, from, shorter))
            continue;
        kept = arena_text(arena, shorter, length - 1);
        if (!kept || !list_add_text(texts, arena, kept))
            return false;
    }
    return true;
}

bool deletions_of(struct arena *arena, const char *word, size_t most, struct list *texts)
{
    char *beginning = arena_text(arena, word, strnlen(word, DELETION_WORD_BYTES));
    size_t first = texts->count, last;

    if (!beginning || !list_add_text(texts, arena, beginning))
        return false;
    for (size_t round = 0; round < most; round++) {
        last = texts->count; /* of the round before; texts of another length are never the same */
        for (; first < last; first++)
            if (!add_shorter(arena, ((const char *const *)texts->at)[first], last, texts))
                return false;
    }
    return true;
}
