/* Occupations compared: by competences that someone has, by what they have in common, one with another. */
#include "db/store_rank.h"

#include <stdlib.h>
#include <string.h>

/* Ranked summaries ------------------------------------------------------------------------------------------------ */

static const struct medians national = {0};

/**
 * Makes a list of a shape whose structs begin with a summary.
 * @param ids  of the items, in their order
 */
static enum store_status read_ranked(struct store *store, struct arena *arena, const struct ranking *ranking,
                                     const struct shape *shape, struct list *items, struct list *ids)
{
    struct list summaries = {0};
    enum store_status status = store_summaries(store, arena, &ranking->places, &national, &summaries);
    const struct summary *summary = summaries.at;
    const struct field *score = shape_field(shape, "score", strlen("score"));

    for (size_t i = 0; i < summaries.count && status == STORE_OK; i++) {
        unsigned char *item = list_add(items, arena, shape->size);

        if (!item || !list_add_text(ids, arena, summary[i].id))
            return STORE_NO_MEMORY;
        memcpy(item, &summary[i], sizeof summary[i]);
        *(int64_t *)(void *)(item + score->offset) = ranking_score(ranking, ranking->places.numbers[i]);
    }
    return status;
}

/* By competences -------------------------------------------------------------------------------------------------- */

static int compare_asked(const void *a, const void *b)
{
    return strcmp(((const struct asked_competence *)a)->id, ((const struct asked_competence *)b)->id);
}

/* What is asked, by id. NULL if there is no memory */
static struct asked_competence *sorted_by_id(const struct list *asked, struct arena *arena)
{
    struct asked_competence *sorted = arena_take(arena, (asked->count + 1) * sizeof *sorted);

    if (sorted && asked->count > 0) {
        memcpy(sorted, asked->at, asked->count * sizeof *sorted);
        qsort(sorted, asked->count, sizeof *sorted, compare_asked);
    }
    return sorted;
}

/* "LEVEL ID" for each. */
static bool list_asked(const struct list *asked, struct arena *arena, struct list *texts)
{
    const struct asked_competence *competence = asked->at;

    for (size_t i = 0; i < asked->count; i++) {
        int level = competence[i].level.known ? (int)competence[i].level.value : -1;
        const char *text = arena_format(arena, "%d %s", level, competence[i].id);

        if (!text || !list_add_text(texts, arena, text))
            return false;
    }
    return true;
}

/* Puts a competence that an occupation asks for where it belongs. @return false if there is no memory */
static bool add_fit(struct competence_match *match, const struct competence_fit *fit,
                    const struct asked_competence *had, struct arena *arena)
{
    bool is_below = had && had->level.known && fit->required.known && had->level.value < fit->required.value;
    struct list *list = !had ? &match->missing : is_below ? &match->below : &match->met;
    struct competence_fit *added = list_add(list, arena, sizeof *added);

    if (!added)
        return false;
    *added = *fit;
    if (had)
        added->level = had->level;
    return true;
}

static enum store_status read_fits(struct store *store, struct arena *arena, const struct list *ids,
                                   const struct list *asked, struct competence_match *matches)
{
    struct asked_competence *sorted = sorted_by_id(asked, arena);
    struct asking asking;

    if (!sorted)
        return STORE_NO_MEMORY;
    asking =
        store_ask(store, arena, Q_COMPETENCES_REQUIRED, (const struct argument[ARG_COUNT]){[ARG_IDS] = {.texts = ids}});
    while (asking_next(&asking)) {
        struct competence_fit fit = {0};

        if (asking_read(&asking, &fit) && !add_fit(&matches[asking_own_number(&asking, OWN_ITEM)], &fit,
                                                   bsearch(&(struct asked_competence){.id = fit.id}, sorted,
                                                           asked->count, sizeof *sorted, compare_asked),
                                                   arena))
            asking.status = STORE_NO_MEMORY;
    }
    return asking_end(&asking);
}

enum store_status store_competence_matches(struct store *store, struct arena *arena, const struct list *asked,
                                           int64_t limit, struct list *out)
{
    struct list texts = {0}, ids = {0}, found = {0};
    struct ranking ranking;
    enum store_status status;

    if (!list_asked(asked, arena, &texts))
        return STORE_NO_MEMORY;
    status =
        store_rank(store, arena, Q_COMPETENCE_SETS, (const struct argument[ARG_COUNT]){[ARG_ASKED] = {.texts = &texts}},
                   SIZE_MAX, (size_t)limit, &ranking);
    if (status == STORE_OK)
        status = read_ranked(store, arena, &ranking, &competence_match_shape, &found, &ids);
    if (status == STORE_OK && found.count > 0)
        status = read_fits(store, arena, &ids, asked, found.at);
    if (status == STORE_OK)
        *out = found;
    return status;
}

/* Like another ---------------------------------------------------------------------------------------------------- */

static enum store_status place_of(struct store *store, struct arena *arena, const char *id, uint32_t *place)
{
    struct list ids = {0};
    struct asking asking;
    bool found;

    if (!list_add_text(&ids, arena, id))
        return STORE_NO_MEMORY;
    asking =
        store_ask(store, arena, Q_OCCUPATION_PLACES, (const struct argument[ARG_COUNT]){[ARG_IDS] = {.texts = &ids}});
    found = asking_next(&asking);
    if (found)
        *place = (uint32_t)asking_number(&asking, 0);
    else if (asking.status == STORE_OK)
        asking.status = STORE_NOT_FOUND;
    return asking_end(&asking);
}

static enum store_status read_common(struct store *store, struct arena *arena, const char *id, const struct list *ids,
                                     struct list *items)
{
    const struct argument arguments[ARG_COUNT] = {[ARG_ID] = {.text = id}, [ARG_IDS] = {.texts = ids}};
    const struct shape *shape = &similar_occupation_shape;
    enum store_status status;

    status = store_ask_into(store, arena, Q_COMPETENCES_SHARED, arguments, items->at, shape, "shared");
    if (status == STORE_OK)
        status = store_ask_into(store, arena, Q_SIMILAR_REASONS, arguments, items->at, shape, "reasons");
    return status;
}

enum store_status store_similar(struct store *store, struct arena *arena, const char *id, int64_t limit,
                                struct list *out)
{
    struct list ids = {0}, found = {0};
    struct ranking ranking;
    uint32_t place;
    enum store_status status = place_of(store, arena, id, &place);

    if (status == STORE_OK)
        status = store_rank(store, arena, Q_TRAIT_SETS, BY_ID(id), place, (size_t)limit, &ranking);
    if (status == STORE_OK)
        status = read_ranked(store, arena, &ranking, &similar_occupation_shape, &found, &ids);
    if (status == STORE_OK && found.count > 0)
        status = read_common(store, arena, id, &ids, &found);
    if (status == STORE_OK)
        *out = found;
    return status;
}

/* One with another ------------------------------------------------------------------------------------------------ */

static enum store_status read_side(struct store *store, struct arena *arena, const char *id, struct gap_side *side)
{
    enum store_status status = store_competences_of(store, arena, id, &side->competences);

    if (status == STORE_OK)
        status = store_working_conditions_of(store, arena, id, &side->working_conditions);
    if (status == STORE_OK)
        status = store_education_of(store, arena, id, &side->education);
    return status;
}

static enum store_status read_summary(struct store *store, struct arena *arena, const char *id,
                                      struct summary **summary)
{
    struct list found = {0};
    uint32_t place;
    enum store_status status = place_of(store, arena, id, &place);

    if (status == STORE_OK)
        status = store_summaries(store, arena, &(struct place_column){&place, 1}, &national, &found);
    if (status == STORE_OK)
        *summary = found.at;
    return status;
}

enum store_status store_gap(struct store *store, struct arena *arena, const char *from, const char *to, struct gap *out)
{
    struct gap_side first = {0}, second = {0};
    enum store_status status = read_summary(store, arena, from, &out->from);

    if (status == STORE_OK)
        status = read_summary(store, arena, to, &out->to);
    if (status == STORE_OK)
        status = read_side(store, arena, from, &first);
    if (status == STORE_OK)
        status = read_side(store, arena, to, &second);
    if (status == STORE_OK && !gap_find(out, &first, &second, arena))
        status = STORE_NO_MEMORY;
    return status;
}
