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

bool filter_uris(const struct params *in, const char *name, struct arena *arena, struct list *uris)
{
    const char **uri;

    if (!filter_texts(in, name, arena, uris))
        return false;
    uri = uris->at;
    for (size_t i = 0; i < uris->count; i++) {
        uri[i] = uri_of_concept(uri[i], arena);
        if (!uri[i])
            return false;
    }
    return true;
}

enum outcome esco_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct window window = answer_page(in, answer);
    struct list uris = {0}, codes = {0}, types = {0};

    if (!filter_uris(in, "uri", arena, &uris) || !filter_texts(in, "code", arena, &codes) ||
        !filter_texts(in, "type", arena, &types))
        return OUTCOME_NO_MEMORY;
    return outcome_of_store(store_esco(store, arena, &uris, &codes, &types, &window, &answer->page));
}
