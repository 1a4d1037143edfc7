#include "handlers/resource.h"

#include "model/text.h"

#include <string.h>

/* The address by which ESCO names a concept. Browsers show it with https, and some end it with a slash.
 * @return NULL if there is no memory */
static const char *uri_of_concept(const char *address, struct arena *arena)
{
    static const char secure[] = "https://";
    bool is_secure = text_starts_with(address, secure);
    const char *rest = is_secure ? address + strlen(secure) : address;
    size_t length = strlen(rest);

    if (length > 0 && rest[length - 1] == '/')
        length--;
    return arena_format(arena, "%s%.*s", is_secure ? "http://" : "", (int)length, rest);
}

static bool filter_uris(const struct params *in, struct arena *arena, struct list *uris)
{
    const char **uri;

    if (!filter_texts(in, "uri", arena, uris))
        return false;
    uri = uris->at;
    for (size_t i = 0; i < uris->count; i++) {
        uri[i] = uri_of_concept(uri[i], arena);
        if (!uri[i])
            return false;
    }
    return true;
}

/* ISCO-08 has no fifth digit: a group of CZ-ISCO that has one lies in the group of the first four. */
static bool filter_codes(const struct params *in, struct arena *arena, struct list *codes)
{
    enum { DIGITS = 4 };
    const char **code;

    if (!filter_texts(in, "code", arena, codes))
        return false;
    code = codes->at;
    for (size_t i = 0; i < codes->count; i++) {
        if (strlen(code[i]) > DIGITS)
            code[i] = arena_text(arena, code[i], DIGITS);
        if (!code[i])
            return false;
    }
    return true;
}

enum outcome esco_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct window window = answer_page(in, answer);
    struct list uris = {0}, codes = {0}, types = {0};

    if (!filter_uris(in, arena, &uris) || !filter_codes(in, arena, &codes) || !filter_texts(in, "type", arena, &types))
        return OUTCOME_NO_MEMORY;
    return outcome_of_store(store_esco(store, arena, &uris, &codes, &types, &window, &answer->page));
}
