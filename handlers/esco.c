#include "handlers/resource.h"

enum outcome esco_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct window window = answer_page(in, answer);
    struct list uris = {0}, codes = {0}, types = {0};

    if (!filter_texts(in, "uri", arena, &uris) || !filter_texts(in, "code", arena, &codes) ||
        !filter_texts(in, "type", arena, &types))
        return OUTCOME_NO_MEMORY;
    return outcome_of_store(store_esco(store, arena, &uris, &codes, &types, &window, &answer->page));
}
