#include "handlers/resource.h"

enum outcome competence_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct window window = answer_page(in, answer);
    struct findings_by_word *findings = answer_findings(in, arena, answer);
    const char *q = filter_words(in, "q");
    struct list kinds = {0};

    if (!findings || !filter_texts(in, "kind", arena, &kinds))
        return OUTCOME_NO_MEMORY;
    if (!q)
        return outcome_of_store(store_competences(store, arena, &kinds, &window, &answer->page));
    return outcome_of_store(
        store_search_competences(store, arena, q, &kinds, &window, &answer->page, &findings->corrected));
}

enum outcome competence_show(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct catalogue_competence *competence = answer_object(in, arena, answer);

    if (!competence)
        return OUTCOME_NO_MEMORY;
    return outcome_of_store(store_competence(store, arena, in->segments[0], competence));
}
