#include "handlers/resource.h"

enum outcome change_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct window window = answer_page(in, answer);
    const struct value *since = params_value(in, "since");

    return outcome_of_store(store_changes(store, arena, since ? since->text : NULL, &window, &answer->page));
}
