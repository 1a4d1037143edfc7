#include "handlers/resource.h"

enum outcome competence_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct window window = answer_page(in, answer);
    struct list kinds = {0};

    if (!filter_texts(in, "kind", arena, &kinds))
        return OUTCOME_NO_MEMORY;
    return outcome_of_store(store_competences(store, arena, &kinds, &window, &answer->page));
}

enum outcome competence_show(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct catalogue_competence *competence = answer_object(in, arena, answer);

    if (!competence)
        return OUTCOME_NO_MEMORY;
    return outcome_of_store(store_competence(store, arena, in->segments[0], competence));
}
