/* Occupations and their parts. Where a path names an occupation by its slug, it has moved to the path with the id. */
#include "handlers/resource.h"

#include <string.h>

static bool occupation_filter_read(const struct params *in, struct arena *arena, struct occupation_filter *filter)
{
    const struct value *sort = params_value(in, "sort");

    filter->descending = sort && sort->descending;
    filter->regulated = filter_figure(in, "regulated");
    return filter_texts(in, "isco", arena, &filter->isco) && filter_texts(in, "field", arena, &filter->fields) &&
           filter_texts(in, "type", arena, &filter->types) &&
           filter_texts(in, "qualification_level", arena, &filter->qualification_levels);
}

enum outcome occupation_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct window window = answer_page(in, answer);
    struct occupation_filter filter = {0};

    if (!occupation_filter_read(in, arena, &filter))
        return OUTCOME_NO_MEMORY;
    return outcome_of_store(store_occupations(store, arena, &filter, &window, &answer->page));
}

/* What there is no more. */
static enum outcome gone(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    enum store_status status = store_occupation_gone(store, arena, in->segments[0], &answer->successor);

    return status == STORE_OK ? OUTCOME_GONE : outcome_of_store(status);
}

/* The row's path, with the id in place of the slug that was asked for. */
static enum outcome moved_by_slug(const struct params *in, struct store *store, struct arena *arena,
                                  struct answer *answer)
{
    const char *path = in->route->path;
    const char *id;
    enum store_status status = store_occupation_by_slug(store, arena, in->segments[0], &id);

    if (status == STORE_NOT_FOUND)
        return gone(in, store, arena, answer);
    if (status != STORE_OK)
        return outcome_of_store(status);
    answer->moved_to = arena_format(arena, "%.*s%s%s", (int)strcspn(path, "{"), path, id, strchr(path, '}') + 1);
    return answer->moved_to ? OUTCOME_ANSWER : OUTCOME_NO_MEMORY;
}

/* What the store found under an id: where it found nothing, the id may be a slug, or that of one that was removed. */
static enum outcome found(enum store_status status, const struct params *in, struct store *store, struct arena *arena,
                          struct answer *answer)
{
    return status == STORE_NOT_FOUND ? moved_by_slug(in, store, arena, answer) : outcome_of_store(status);
}

enum outcome occupation_show(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct occupation *occupation = answer_object(in, arena, answer);

    if (!occupation)
        return OUTCOME_NO_MEMORY;
    return found(store_occupation(store, arena, in->segments[0], occupation), in, store, arena, answer);
}

enum outcome occupation_wages(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    enum store_status status = store_occupation_name(store, arena, in->segments[0], &answer->caption);
    struct wage_filter filter = {.occupation = in->segments[0]};
    struct window all = {0};

    if (!wage_filter_read(in, arena, &filter))
        return OUTCOME_NO_MEMORY;
    if (status == STORE_OK)
        status = store_wages(store, arena, &filter, &all, &answer->page);
    answer->shape = in->route->shape;
    return found(status, in, store, arena, answer);
}

enum outcome occupation_part(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    static enum store_status (*const questions[PART_COUNT])(struct store *, struct arena *, const char *,
                                                            struct list *) = {
        [PART_WORKING_CONDITIONS] = store_working_conditions_of,
        [PART_EDUCATION] = store_education_of,
        [PART_COMPETENCES] = store_competences_of,
    };
    struct list items = {0};
    enum store_status status = questions[in->route->part](store, arena, in->segments[0], &items);

    answer_whole(in, &items, answer);
    return found(status, in, store, arena, answer);
}

enum outcome occupation_health(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct health_note *beside = arena_take(arena, sizeof *beside);
    struct list items = {0};
    enum store_status status;

    if (!beside)
        return OUTCOME_NO_MEMORY;
    status = store_health_conditions_of(store, arena, in->segments[0], &items, &beside->note);
    answer_whole(in, &items, answer);
    answer->beside_shape = in->route->beside;
    answer->beside = beside;
    return found(status, in, store, arena, answer);
}
