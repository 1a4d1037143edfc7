#include "handlers/resource.h"

enum outcome dataset_show(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct dataset *dataset = answer_object(in, arena, answer);

    if (!dataset)
        return OUTCOME_NO_MEMORY;
    return outcome_of_store(store_dataset(store, arena, dataset));
}
