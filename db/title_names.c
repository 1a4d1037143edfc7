/* The occupations whose names are like a title. */
#include "db/store_places.h"
#include "db/title_index.h"
#include "db/title_matching.h"
#include "model/title.h"
#include "model/title_match.h"

#include <math.h>
#include <string.h>

SHAPE(title_name_shape, "TitleName", title_name, FIELD(title_name, occupation, FIELD_TEXT),
      FIELD(title_name, place, FIELD_NUMBER), FIELD(title_name, text, FIELD_TEXT),
      FIELD(title_name, where, FIELD_TEXT));

enum {
    SCORE_NOT_EXACT = 990, /* the most of a name that is not letter for letter the title */
    SCORE_LEAST = 200,     /* of a candidate: names with less in common are chance */
    NAMES_AT_ONCE = 32,
};

/* Of a name's likeness, what counts if the title cannot be of a group of the occupation. */
static const double likeness_alone = 0.3;

/* An occupation by the best of its names. */
struct found {
    struct title_name name;
    enum title_likeness how;
    int64_t score;
};

static bool has_occupation(const struct list *founds, const char *id)
{
    const struct found *found = founds->at;

    for (size_t i = 0; i < founds->count; i++)
        if (strcmp(found[i].name.occupation, id) == 0)
            return true;
    return false;
}

/* What it is worth that a name is so much like the title: the more, the likelier a group of its occupation. */
static int64_t score_of(enum title_likeness how, double likeness, double group)
{
    if (how == TITLE_EXACT)
        return TITLE_SCORE_ONE;
    if (how != TITLE_FOLDED)
        likeness *= likeness_alone + (1 - likeness_alone) * group;
    return llround(fmin(TITLE_SCORE_ONE * likeness, SCORE_NOT_EXACT));
}

/* Adds an occupation behind those with as high a score. */
static bool add_found(struct title_matching *matching, const struct list *title, const struct title_name *name,
                      double likeness, double group, struct list *founds)
{
    struct list words = {0};
    struct found *found = list_add(founds, matching->arena, sizeof *found), *first = founds->at;
    struct found added = {.name = *name};

    if (!found || !title_words(matching->arena, name->text, &words))
        return false;
    added.how = title_likeness(title, &words);
    added.score = score_of(added.how, likeness, group);
    for (; found > first && found[-1].score < added.score; found--)
        *found = found[-1];
    *found = added;
    return true;
}

/* How likely the likeliest group of each name's occupation is; 0 where none shares a feature with the title. Where no
 * group at all does, they say nothing: 1. */
static enum store_status read_odds(struct title_matching *matching, const struct list *numbers, double *groups)
{
    struct asking asking = store_ask(matching->store, matching->arena, Q_TITLE_NAME_GROUPS,
                                     (const struct argument[ARG_COUNT]){[ARG_IDS] = {.numbers = numbers}});

    for (size_t i = 0; i < numbers->count; i++)
        groups[i] = matching->most > 0 ? 0 : 1;
    while (asking_next(&asking)) {
        size_t name = (size_t)asking_own_number(&asking, OWN_ITEM), group = (size_t)asking_number(&asking, 1);

        if (name < numbers->count && group < matching->groups && matching->of_group[group] > 0)
            groups[name] = fmax(groups[name], title_odds(matching, matching->of_group[group]));
    }
    return asking_end(&asking);
}

/* Adds the occupations of some names that are not there yet. */
static enum store_status add_names(struct title_matching *matching, const struct list *title,
                                   const struct title_hit *hits, size_t count, double length, struct list *founds)
{
    struct list numbers = {0}, names = {0};
    double groups[NAMES_AT_ONCE];
    const struct title_name *name;
    enum store_status status;

    if (!title_hits_list(matching->arena, hits, count, &numbers))
        return STORE_NO_MEMORY;
    status = store_ask_list(matching->store, matching->arena, Q_TITLE_NAMES,
                            (const struct argument[ARG_COUNT]){[ARG_IDS] = {.numbers = &numbers}}, &names);
    if (status == STORE_OK)
        status = read_odds(matching, &numbers, groups);
    name = names.at;
    for (size_t i = 0; status == STORE_OK && i < names.count; i++)
        if (!has_occupation(founds, name[i].occupation) &&
            !add_found(matching, title, &name[i], (double)hits[i].points / length, groups[i], founds))
            status = STORE_NO_MEMORY;
    if (founds->count > matching->limit)
        founds->count = matching->limit;
    return status;
}

/* Can a name of such a likeness still come before what was found? */
static bool may_be_better(const struct title_matching *matching, const struct list *founds, double likeness)
{
    const struct found *found = founds->at;

    return founds->count < matching->limit || TITLE_SCORE_ONE * likeness > (double)found[founds->count - 1].score;
}

static bool fill_candidate(struct arena *arena, const struct found *found, const struct summary *summary,
                           struct title_candidate *candidate)
{
    struct matched_name *matched = arena_take(arena, sizeof *matched);

    if (!candidate || !matched)
        return false;
    *matched = (struct matched_name){found->name.text, found->name.where, title_likeness_names[found->how]};
    *candidate = (struct title_candidate){*summary, found->score, matched};
    return true;
}

/* Reads the summaries of what was found. */
static enum store_status read_candidates(struct title_matching *matching, const struct list *founds,
                                         struct list *candidates)
{
    static const struct medians national = {0};
    struct arena *arena = matching->arena;
    const struct found *found = founds->at;
    struct place_column places = {arena_take(arena, founds->count * sizeof *places.numbers), founds->count};
    struct list summaries = {0};
    const struct summary *summary;
    enum store_status status;

    if (!places.numbers)
        return STORE_NO_MEMORY;
    for (size_t i = 0; i < founds->count; i++)
        places.numbers[i] = (uint32_t)found[i].name.place;
    status = store_summaries(matching->store, arena, &places, &national, &summaries);
    summary = summaries.at;
    for (size_t i = 0; status == STORE_OK && i < summaries.count; i++)
        if (!fill_candidate(arena, &found[i], &summary[i], list_add(candidates, arena, sizeof(struct title_candidate))))
            status = STORE_NO_MEMORY;
    return status;
}

enum store_status title_names_match(struct title_matching *matching, const struct list *title, double title_length,
                                    struct list *candidates)
{
    double length = title_length * NAME_WORTH_ONE;
    struct list hits = {0}, founds = {0};
    enum store_status status = STORE_OK;
    const struct title_hit *hit;

    if (!title_hits_pick(matching, matching->of_name, matching->names,
                         1 + llround(length * SCORE_LEAST / TITLE_SCORE_ONE), &hits))
        return STORE_NO_MEMORY;
    hit = hits.at;
    for (size_t at = 0; at < hits.count && status == STORE_OK; at += NAMES_AT_ONCE)
        if (may_be_better(matching, &founds, (double)hit[at].points / length))
            status = add_names(matching, title, hit + at,
                               hits.count - at < NAMES_AT_ONCE ? hits.count - at : NAMES_AT_ONCE, length, &founds);
    return status == STORE_OK && founds.count > 0 ? read_candidates(matching, &founds, candidates) : status;
}
