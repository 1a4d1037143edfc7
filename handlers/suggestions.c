#include "handlers/resource.h"

enum { SUGGESTIONS_MAX = 10 };

enum outcome suggestion_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct findings_by_word *findings = answer_findings(in, arena, answer);
    struct figure limit = filter_figure(in, "limit");
    const char *q = filter_words(in, "q");
    struct list items = {0};
    enum store_status status = STORE_OK;

    if (!findings)
        return OUTCOME_NO_MEMORY;
    if (q)
        status = store_suggest(store, arena, q, limit.known ? (size_t)limit.value : SUGGESTIONS_MAX, &items,
                               &findings->corrected);
    answer_whole(in, &items, answer);
    return outcome_of_store(status);
}
