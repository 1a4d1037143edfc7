#include "handlers/resource.h"

enum outcome health_condition_list(const struct params *in, struct store *store, struct arena *arena,
                                   struct answer *answer)
{
    struct window window = answer_page(in, answer);

    return outcome_of_store(store_health_conditions(store, arena, &window, &answer->page));
}

enum outcome health_condition_show(const struct params *in, struct store *store, struct arena *arena,
                                   struct answer *answer)
{
    struct catalogue_health_condition *condition = answer_object(in, arena, answer);

    if (!condition)
        return OUTCOME_NO_MEMORY;
    return outcome_of_store(store_health_condition(store, arena, in->segments[0], condition));
}
