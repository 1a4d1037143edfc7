#include "handlers/resource.h"

enum outcome vocabulary_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct window window = answer_page(in, answer);

    return outcome_of_store(store_vocabulary(store, arena, in->route->vocabulary, &window, &answer->page));
}
