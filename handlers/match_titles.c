#include "handlers/resource.h"
#include "model/title_match.h"

enum {
    TITLES_MAX = 100, /* of a question: what api.md allows */
    LIMIT_MAX = 100,
    LIMIT_DEFAULT = 3,
};

static enum outcome match(const struct params *in, const struct list *titles, int64_t limit, struct store *store,
                          struct arena *arena, struct answer *answer)
{
    struct list matches = {0};
    enum store_status status = store_match_titles(store, arena, titles, limit, &matches);

    answer_whole(in, &matches, answer);
    return outcome_of_store(status);
}

enum outcome title_match_show(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    const struct value *limit = params_value(in, "limit");
    struct list titles = {0};

    if (!filter_texts(in, "title", arena, &titles))
        return OUTCOME_NO_MEMORY;
    return match(in, &titles, limit ? limit->number : LIMIT_DEFAULT, store, arena, answer);
}

enum outcome title_match_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    const struct titles_question *question = in->body;
    int64_t limit = question->limit.known ? question->limit.value : LIMIT_DEFAULT;

    if (question->titles.count > TITLES_MAX)
        return refuse(
            PROBLEM_BAD_BODY, "/titles", NULL,
            arena_format(arena, "/titles takes at most %d titles; there are %zu.", TITLES_MAX, question->titles.count),
            arena, answer);
    if (limit < 1 || limit > LIMIT_MAX)
        return refuse(PROBLEM_BAD_BODY, "/limit", arena_format(arena, "%lld", (long long)limit),
                      arena_format(arena, "/limit takes a whole number from 1 to %d.", LIMIT_MAX), arena, answer);
    return match(in, &question->titles, limit, store, arena, answer);
}
