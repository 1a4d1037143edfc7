#include "handlers/resource.h"

enum outcome working_condition_list(const struct params *in, struct store *store, struct arena *arena,
                                    struct answer *answer)
{
    struct window window = answer_page(in, answer);
    struct load_legend *beside = arena_take(arena, sizeof *beside);
    enum store_status status;

    if (!beside)
        return OUTCOME_NO_MEMORY;
    answer->beside_shape = in->route->beside;
    answer->beside = beside;
    status = store_load_levels(store, arena, &beside->legend);
    if (status == STORE_OK)
        status = store_working_conditions(store, arena, &window, &answer->page);
    return outcome_of_store(status);
}

enum outcome working_condition_show(const struct params *in, struct store *store, struct arena *arena,
                                    struct answer *answer)
{
    struct catalogue_working_condition *condition = answer_object(in, arena, answer);

    if (!condition)
        return OUTCOME_NO_MEMORY;
    return outcome_of_store(store_working_condition(store, arena, in->segments[0], condition));
}
