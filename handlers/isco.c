#include "handlers/resource.h"

enum outcome isco_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct window window = answer_page(in, answer);
    struct findings_by_word *findings = answer_findings(in, arena, answer);
    const char *q = filter_words(in, "q");
    struct list levels = {0}, parents = {0};

    if (!findings || !filter_texts(in, "level", arena, &levels) || !filter_texts(in, "parent", arena, &parents))
        return OUTCOME_NO_MEMORY;
    if (!q)
        return outcome_of_store(store_isco_groups(store, arena, &levels, &parents, &window, &answer->page));
    return outcome_of_store(
        store_search_isco_groups(store, arena, q, &levels, &parents, &window, &answer->page, &findings->corrected));
}

enum outcome isco_show(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct isco_group *group = answer_object(in, arena, answer);

    if (!group)
        return OUTCOME_NO_MEMORY;
    return outcome_of_store(store_isco_group(store, arena, in->segments[0], group));
}
