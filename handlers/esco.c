#include "handlers/resource.h"

#include "model/text.h"

#include <string.h>

/* What a concept is asked for by, as ESCO writes it. Browsers show its address with https, and some end it with a
 * slash. ISCO-08 has no fifth digit: a group of CZ-ISCO that has one lies in the group of the first four.
 * @return NULL if there is no memory */
static const char *name_of_concept(const char *given, struct arena *arena)
{
    enum { DIGITS = 4 };
    static const char secure[] = "https://";
    bool is_secure = text_starts_with(given, secure);
    const char *rest = is_secure ? given + strlen(secure) : given;
    size_t length = strlen(rest);

    if (length == DIGITS + 1 && strspn(given, "0123456789") == length)
        length = DIGITS;
    if (length > 0 && rest[length - 1] == '/')
        length--;
    return arena_format(arena, "%s%.*s", is_secure ? "http://" : "", (int)length, rest);
}

bool filter_concepts(const struct params *in, const char *name, struct arena *arena, struct list *concepts)
{
    const char **concept;

    if (!filter_texts(in, name, arena, concepts))
        return false;
    concept = concepts->at;
    for (size_t i = 0; i < concepts->count; i++) {
        concept[i] = name_of_concept(concept[i], arena);
        if (!concept[i])
            return false;
    }
    return true;
}

enum outcome esco_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct window window = answer_page(in, answer);
    struct list uris = {0}, codes = {0}, types = {0};

    if (!filter_concepts(in, "uri", arena, &uris) || !filter_concepts(in, "code", arena, &codes) ||
        !filter_texts(in, "type", arena, &types))
        return OUTCOME_NO_MEMORY;
    return outcome_of_store(store_esco(store, arena, &uris, &codes, &types, &window, &answer->page));
}
