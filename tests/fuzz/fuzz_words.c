/* Words of any bytes: whatever is typed, a word cannot end the quotes that it is put into, and is never empty. */
#include "model/deletions.h"
#include "model/text.h"
#include "model/words.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t length);

static void check_text(const char *text)
{
    if (*text == '\0' || strpbrk(text, "\" *()-:^'{},") || text_invalid_utf8(text, strlen(text)) != strlen(text))
        abort();
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t length)
{
    struct arena *arena = arena_new();
    struct list words = {0};
    const struct word *word;

    if (!arena || !words_of(arena, (const char *)bytes, length, &words))
        abort();
    word = words.at;
    for (size_t i = 0; i < words.count; i++) {
        struct list deletions = {0};

        check_text(word[i].folded);
        check_text(word[i].accented);
        if (i < 8 && !deletions_of(arena, word[i].folded, 2, &deletions))
            abort();
    }
    arena_free(arena);
    return 0;
}
