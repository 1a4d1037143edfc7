/* Occupations and their parts. Where a path names an occupation by its slug, it has moved to the path with the id. */
#include "handlers/resource.h"

#include <string.h>

/* Keys to sort by, in the order given. @return false if there is no memory */
static bool sorts_read(const struct params *in, struct arena *arena, struct list *sorts)
{
    struct list given = params_values(in, "sort");
    const struct value *values = given.at;

    for (size_t i = 0; i < given.count; i++) {
        struct sort_by *by = list_add(sorts, arena, sizeof *by);

        if (!by)
            return false;
        *by = (struct sort_by){values[i].text, values[i].descending};
    }
    return true;
}

/* What is bounded, and its level, which stands behind the last colon if there is one. @return false if there is no
 * memory
 */
static bool bounds_read(const struct params *in, const char *name, struct arena *arena, struct list *bounds)
{
    struct list given = params_values(in, name);
    const struct value *values = given.at;

    for (size_t i = 0; i < given.count; i++) {
        struct level_bound *bound = list_add(bounds, arena, sizeof *bound);
        bool has_level = values[i].number != LEVEL_NONE;
        size_t length = has_level ? (size_t)(strrchr(values[i].text, ':') - values[i].text) : strlen(values[i].text);

        if (!bound)
            return false;
        *bound = (struct level_bound){arena_text(arena, values[i].text, length), {has_level, values[i].number}};
        if (!bound->id)
            return false;
    }
    return true;
}

/* The filters that are texts. */
static const struct {
    const char *param;
    size_t texts; /* struct list in struct occupation_filter */
} text_filters[] = {
    {"id", offsetof(struct occupation_filter, ids)},
    {"isco", offsetof(struct occupation_filter, isco)},
    {"field", offsetof(struct occupation_filter, fields)},
    {"subfield", offsetof(struct occupation_filter, subfields)},
    {"type", offsetof(struct occupation_filter, types)},
    {"qualification_level", offsetof(struct occupation_filter, qualification_levels)},
    {"education", offsetof(struct occupation_filter, education)},
    {"without_health_condition", offsetof(struct occupation_filter, without_conditions)},
    {"region", offsetof(struct occupation_filter, regions)},
    {"sphere", offsetof(struct occupation_filter, spheres)},
    {"year", offsetof(struct occupation_filter, years)},
    {"facets", offsetof(struct occupation_filter, facets)},
};

static bool occupation_filter_read(const struct params *in, struct arena *arena, struct occupation_filter *filter)
{
    for (size_t i = 0; i < sizeof text_filters / sizeof *text_filters; i++)
        if (!filter_texts(in, text_filters[i].param, arena,
                          (struct list *)(void *)((char *)filter + text_filters[i].texts)))
            return false;
    filter->q = filter_words(in, "q");
    filter->regulated = filter_figure(in, "regulated");
    filter->qualification_level_min = filter_figure(in, "qualification_level_min");
    filter->qualification_level_max = filter_figure(in, "qualification_level_max");
    filter->median_wage_min = filter_figure(in, "median_wage_min");
    filter->median_wage_max = filter_figure(in, "median_wage_max");
    return filter_concepts(in, "esco", arena, &filter->esco) && sorts_read(in, arena, &filter->sorts) &&
           bounds_read(in, "competence", arena, &filter->competences) &&
           bounds_read(in, "load_max", arena, &filter->loads);
}

enum outcome occupation_list(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct window window = answer_page(in, answer);
    struct occupation_findings *beside = arena_take(arena, sizeof *beside);
    struct occupation_filter filter = {0};

    if (!beside || !occupation_filter_read(in, arena, &filter))
        return OUTCOME_NO_MEMORY;
    answer->beside_shape = in->route->beside;
    answer->beside = beside;
    return outcome_of_store(store_occupations(store, arena, &filter, &window, &answer->page, beside));
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

enum outcome occupation_found(enum store_status status, const struct params *in, struct store *store,
                              struct arena *arena, struct answer *answer)
{
    return status == STORE_NOT_FOUND ? moved_by_slug(in, store, arena, answer) : outcome_of_store(status);
}

enum outcome occupation_show(const struct params *in, struct store *store, struct arena *arena, struct answer *answer)
{
    struct occupation *occupation = answer_object(in, arena, answer);

    if (!occupation)
        return OUTCOME_NO_MEMORY;
    return occupation_found(store_occupation(store, arena, in->segments[0], occupation), in, store, arena, answer);
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
    return occupation_found(status, in, store, arena, answer);
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
    return occupation_found(status, in, store, arena, answer);
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
    return occupation_found(status, in, store, arena, answer);
}
