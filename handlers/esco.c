#include "handlers/resource.h"

#include "model/text.h"

#include <string.h>

/* The name that ESCO gives a concept, of its address as browsers show it: they go by https, and some end it by a
   slash. NULL if there is no memory. */
static const char *uri_of_concept(const char *address, struct arena *arena)
{
    const char *secure = "https://";
    const char *scheme = text_starts_with(address, secure) ? "http://" : "";
    const char *rest = *scheme ? address + strlen(secure) : address;
    size_t length = strlen(rest);

    if (length > 0 && rest[length - 1] == '/')
        length--;
    return arena_format(arena, "%s%.*s", scheme, (int)length, rest);
}

static bool filter_uris(const struct params *in, struct arena *arena, struct list *uris)
{
    struct list given = {0};
    const char *const *addresses;

    if (!filter_texts(in, "uri", arena, &given))
        return false;
    addresses = given.at;
    for (size_t i = 0; i < given.count; i++) {
        const char *uri = uri_of_concept(addresses[i], arena);

        if (!uri || !list_add_text(uris, arena, uri))
            return false;
    }
    return true;
}

enum outcome esco_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct window window = answer_page(in, answer);
    struct list uris = {0}, codes = {0}, types = {0};

    if (!filter_uris(in, arena, &uris) || !filter_texts(in, "code", arena, &codes) ||
        !filter_texts(in, "type", arena, &types))
        return OUTCOME_NO_MEMORY;
    return outcome_of_store(store_esco(store, arena, &uris, &codes, &types, &window, &answer->page));
}
