/* Titles of job adverts: the groups and the names that a title's features tell. The formulas: docs/scoring.md. */
#include "db/store_ask.h"
#include "db/title_index.h"
#include "model/title.h"
#include "model/title_match.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

SHAPE(title_name_shape, "TitleName", title_name, FIELD(title_name, occupation, FIELD_TEXT),
      FIELD(title_name, place, FIELD_TEXT), FIELD(title_name, text, FIELD_TEXT), FIELD(title_name, where, FIELD_TEXT));

enum {
    SCORE_ONE = 1000,
    SCORE_NOT_EXACT = 990, /* the most of a name that is not letter for letter the title */
    SCORE_LEAST = 200,     /* of a candidate: names with less in common are chance */
    NAMES_AT_ONCE = 32,
};

/* One point of BM25 for the first word of a title. */
static const double point = (double)GROUP_WORTH_ONE * TITLE_WEIGHT_FIRST;
/* Points for each e-fold of titles that are filed under a group; points that make a group e times as likely. Both are
 * chosen by cross-validation. */
static const double prior_points = 3, likelihood_points = 9;
/* Of a name's likeness, what counts if the title cannot be of a group of the occupation. */
static const double likeness_alone = 0.3;

/* What is asked of all titles of a request. */
struct matching {
    struct store *store;
    struct arena *arena;
    size_t groups, names;
    int64_t rarity;    /* of a feature that no name has */
    int64_t *priors;   /* points of each group before anything is known of the title */
    int64_t *of_group; /* points by the title's features */
    int64_t *of_name;
    int64_t most; /* points of the title's likeliest group; 0: it has none */
    size_t limit;
};

/* A group or a name that a title's features tell. */
struct hit {
    size_t number;
    int64_t points;
};

/* Looking up ------------------------------------------------------------------------------------------------------- */

static void add_points(const unsigned char *postings, size_t length, int64_t weight, int64_t *points, size_t count)
{
    for (size_t at = 0; at + POSTING_BYTES <= length; at += POSTING_BYTES) {
        struct posting posting = posting_read(postings + at);

        if (posting.number < count)
            points[posting.number] += weight * posting.worth;
    }
}

/* Adds what a feature tells. *rarity: of the feature among names */
static enum store_status look_up(struct matching *matching, const struct title_feature *feature, int64_t *rarity)
{
    struct asking asking = store_ask(matching->store, matching->arena, Q_TITLE_FEATURE,
                                     (const struct argument[ARG_COUNT]){[ARG_VALUE] = {.text = feature->text}});
    size_t length;
    const unsigned char *postings;

    *rarity = matching->rarity;
    if (asking_next(&asking)) {
        *rarity = asking_number(&asking, 0);
        postings = asking_bytes(&asking, 1, &length);
        if (postings)
            add_points(postings, length, feature->weight, matching->of_group, matching->groups);
        postings = asking_bytes(&asking, 2, &length);
        if (postings)
            add_points(postings, length, feature->weight * *rarity, matching->of_name, matching->names);
    }
    return asking_end(&asking);
}

/* Fills the points. *length: of the title's vector, by which the points of names are to be divided */
static enum store_status look_up_all(struct matching *matching, const struct list *features, double *length)
{
    const struct title_feature *feature = features->at;
    enum store_status status = STORE_OK;
    double squares = 0;

    memset(matching->of_group, 0, matching->groups * sizeof *matching->of_group);
    memset(matching->of_name, 0, matching->names * sizeof *matching->of_name);
    for (size_t i = 0; i < features->count && status == STORE_OK; i++) {
        int64_t rarity;

        status = look_up(matching, &feature[i], &rarity);
        squares += (double)(feature[i].weight * rarity) * (double)(feature[i].weight * rarity);
    }
    *length = sqrt(squares);
    return status;
}

/* The most points first; of equal ones the lowest number, as nothing else may depend on qsort. */
static int compare_hits(const void *a, const void *b)
{
    const struct hit *first = a, *second = b;

    if (first->points != second->points)
        return first->points < second->points ? 1 : -1;
    return first->number < second->number ? -1 : first->number > second->number;
}

/* struct hit of all that have at least so many points, the best first. */
static bool pick_hits(const struct matching *matching, const int64_t *points, size_t count, int64_t least,
                      struct list *hits)
{
    for (size_t i = 0; i < count; i++) {
        struct hit *hit;

        if (points[i] < least)
            continue;
        hit = list_add(hits, matching->arena, sizeof *hit);
        if (!hit)
            return false;
        *hit = (struct hit){i, points[i]};
    }
    if (hits->count > 0)
        qsort(hits->at, hits->count, sizeof(struct hit), compare_hits);
    return true;
}

static bool list_numbers(struct arena *arena, const struct hit *hits, size_t count, struct list *texts)
{
    for (size_t i = 0; i < count; i++) {
        const char *text = arena_format(arena, "%zu", hits[i].number);

        if (!text || !list_add_text(texts, arena, text))
            return false;
    }
    return true;
}

/* Groups ----------------------------------------------------------------------------------------------------------- */

/* How likely a group is, where the likeliest has 1. */
static double odds(const struct matching *matching, int64_t points)
{
    return exp((double)(points - matching->most) / (likelihood_points * point));
}

/* Likelihoods that together are one. */
static void score_groups(const struct matching *matching, const struct list *hits, struct list *groups)
{
    const struct hit *hit = hits->at;
    struct scored_group *group = groups->at;
    double all = 0;

    for (size_t i = 0; i < hits->count; i++)
        all += odds(matching, hit[i].points);
    for (size_t i = 0; i < groups->count; i++)
        group[i].score = llround(SCORE_ONE * odds(matching, hit[i].points) / all);
}

static enum store_status match_groups(struct matching *matching, struct list *groups)
{
    struct list hits = {0}, numbers = {0};
    enum store_status status;

    for (size_t i = 0; i < matching->groups; i++)
        if (matching->of_group[i] > 0)
            matching->of_group[i] += matching->priors[i];
    if (!pick_hits(matching, matching->of_group, matching->groups, 1, &hits) ||
        !list_numbers(matching->arena, hits.at, hits.count < matching->limit ? hits.count : matching->limit, &numbers))
        return STORE_NO_MEMORY;
    if (numbers.count == 0)
        return STORE_OK;
    matching->most = ((const struct hit *)hits.at)->points;
    status = store_ask_list(matching->store, matching->arena, Q_TITLE_GROUPS,
                            (const struct argument[ARG_COUNT]){[ARG_IDS] = {.texts = &numbers}}, groups);
    if (status == STORE_OK)
        score_groups(matching, &hits, groups);
    return status;
}

/* Candidates ------------------------------------------------------------------------------------------------------- */

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
        return SCORE_ONE;
    if (how != TITLE_FOLDED)
        likeness *= likeness_alone + (1 - likeness_alone) * group;
    return llround(fmin(SCORE_ONE * likeness, SCORE_NOT_EXACT));
}

/* Adds an occupation behind those with as high a score. */
static bool add_found(struct matching *matching, const struct list *title, const struct title_name *name,
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
static enum store_status read_odds(struct matching *matching, const struct list *numbers, double *groups)
{
    struct asking asking = store_ask(matching->store, matching->arena, Q_TITLE_NAME_GROUPS,
                                     (const struct argument[ARG_COUNT]){[ARG_IDS] = {.texts = numbers}});

    for (size_t i = 0; i < numbers->count; i++)
        groups[i] = matching->most > 0 ? 0 : 1;
    while (asking_next(&asking)) {
        size_t name = (size_t)asking_own_number(&asking, OWN_ITEM), group = (size_t)asking_number(&asking, 1);

        if (name < numbers->count && group < matching->groups && matching->of_group[group] > 0)
            groups[name] = fmax(groups[name], odds(matching, matching->of_group[group]));
    }
    return asking_end(&asking);
}

/* Adds the occupations of some names that are not there yet. */
static enum store_status add_names(struct matching *matching, const struct list *title, const struct hit *hits,
                                   size_t count, double length, struct list *founds)
{
    struct list numbers = {0}, names = {0};
    double groups[NAMES_AT_ONCE];
    const struct title_name *name;
    enum store_status status;

    if (!list_numbers(matching->arena, hits, count, &numbers))
        return STORE_NO_MEMORY;
    status = store_ask_list(matching->store, matching->arena, Q_TITLE_NAMES,
                            (const struct argument[ARG_COUNT]){[ARG_IDS] = {.texts = &numbers}}, &names);
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
static bool may_be_better(const struct matching *matching, const struct list *founds, double likeness)
{
    const struct found *found = founds->at;

    return founds->count < matching->limit || SCORE_ONE * likeness > (double)found[founds->count - 1].score;
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
static enum store_status read_candidates(struct matching *matching, const struct list *founds, struct list *candidates)
{
    struct arena *arena = matching->arena;
    const struct found *found = founds->at;
    struct list places = {0}, ids = {0}, summaries = {0};
    const struct summary *summary;
    enum store_status status;

    for (size_t i = 0; i < founds->count; i++)
        if (!list_add_text(&places, arena, found[i].name.place) ||
            !list_add_text(&ids, arena, found[i].name.occupation))
            return STORE_NO_MEMORY;
    status = store_ask_list(matching->store, arena, Q_OCCUPATIONS,
                            (const struct argument[ARG_COUNT]){[ARG_PLACES] = {.texts = &places}}, &summaries);
    if (status == STORE_OK)
        status = store_ask_into(matching->store, arena, Q_OCCUPATIONS_ISCO,
                                (const struct argument[ARG_COUNT]){[ARG_IDS] = {.texts = &ids}}, summaries.at,
                                &summary_shape, "isco");
    summary = summaries.at;
    for (size_t i = 0; status == STORE_OK && i < summaries.count; i++)
        if (!fill_candidate(arena, &found[i], &summary[i], list_add(candidates, arena, sizeof(struct title_candidate))))
            status = STORE_NO_MEMORY;
    return status;
}

static enum store_status match_names(struct matching *matching, const struct list *title, double title_length,
                                     struct list *candidates)
{
    double length = title_length * NAME_WORTH_ONE;
    struct list hits = {0}, founds = {0};
    enum store_status status = STORE_OK;
    const struct hit *hit;

    if (!pick_hits(matching, matching->of_name, matching->names, 1 + llround(length * SCORE_LEAST / SCORE_ONE), &hits))
        return STORE_NO_MEMORY;
    hit = hits.at;
    for (size_t at = 0; at < hits.count && status == STORE_OK; at += NAMES_AT_ONCE)
        if (may_be_better(matching, &founds, (double)hit[at].points / length))
            status = add_names(matching, title, hit + at,
                               hits.count - at < NAMES_AT_ONCE ? hits.count - at : NAMES_AT_ONCE, length, &founds);
    return status == STORE_OK && founds.count > 0 ? read_candidates(matching, &founds, candidates) : status;
}

/* Titles ----------------------------------------------------------------------------------------------------------- */

static enum store_status match_title(struct matching *matching, const char *title, struct title_match *match)
{
    struct list words = {0}, features = {0};
    enum store_status status;
    double length;

    match->title = title;
    matching->most = 0;
    if (!title_words(matching->arena, title, &words) || !title_features(matching->arena, &words, &features))
        return STORE_NO_MEMORY;
    status = look_up_all(matching, &features, &length);
    if (status == STORE_OK)
        status = match_groups(matching, &match->isco);
    if (status == STORE_OK)
        status = match_names(matching, &words, length, &match->candidates);
    return status;
}

static enum store_status read_size(struct matching *matching)
{
    struct asking asking =
        store_ask(matching->store, matching->arena, Q_TITLE_SIZE, (const struct argument[ARG_COUNT]){0});

    if (asking_next(&asking)) {
        matching->groups = (size_t)asking_number(&asking, 0);
        matching->names = (size_t)asking_number(&asking, 1);
        matching->rarity = asking_number(&asking, 2);
    }
    matching->priors = arena_take(matching->arena, (matching->groups + 1) * sizeof *matching->priors);
    matching->of_group = arena_take(matching->arena, (matching->groups + 1) * sizeof *matching->of_group);
    matching->of_name = arena_take(matching->arena, (matching->names + 1) * sizeof *matching->of_name);
    if (!matching->priors || !matching->of_group || !matching->of_name)
        asking.status = STORE_NO_MEMORY;
    return asking_end(&asking);
}

static enum store_status read_priors(struct matching *matching)
{
    struct asking asking =
        store_ask(matching->store, matching->arena, Q_TITLE_GROUP_TITLES, (const struct argument[ARG_COUNT]){0});

    for (size_t i = 0; asking_next(&asking) && i < matching->groups; i++)
        matching->priors[i] = llround(prior_points * point * log((double)asking_number(&asking, 1) + 1));
    return asking_end(&asking);
}

enum store_status store_match_titles(struct store *store, struct arena *arena, const struct list *titles, int64_t limit,
                                     struct list *out)
{
    struct matching matching = {.store = store, .arena = arena, .limit = (size_t)limit};
    const char *const *title = titles->at;
    struct list found = {0};
    enum store_status status = read_size(&matching);

    if (status == STORE_OK)
        status = read_priors(&matching);
    for (size_t i = 0; status == STORE_OK && i < titles->count; i++) {
        struct title_match *match = list_add(&found, arena, sizeof *match);

        status = match ? match_title(&matching, title[i], match) : STORE_NO_MEMORY;
    }
    if (status == STORE_OK)
        *out = found;
    return status;
}
