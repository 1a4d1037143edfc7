/* Titles of job adverts: the groups and the names that a title's features tell. The formulas: docs/scoring.md. */
#include "db/title_index.h"
#include "db/title_matching.h"
#include "db/title_words.h"
#include "model/title.h"
#include "model/title_match.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One point of BM25 for the first word of a title. */
static const double point = (double)GROUP_WORTH_ONE * TITLE_WEIGHT_FIRST;
/* Points for each e-fold of titles that are filed under a group; points that make a group e times as likely. Both are
 * chosen by cross-validation. */
static const double prior_points = 3, likelihood_points = 9;

/* Looking up ------------------------------------------------------------------------------------------------------- */

static void add_points(const unsigned char *postings, size_t length, int64_t weight, int64_t *points, size_t count)
{
    for (size_t at = 0; at + POSTING_BYTES <= length; at += POSTING_BYTES) {
        struct posting posting = posting_read(postings + at);

        if (posting.number < count)
            points[posting.number] += weight * posting.worth;
    }
}

/* Adds what a feature tells, from the current row. */
static void add_feature(struct title_matching *matching, const struct asking *asking, int64_t weight, int64_t rarity)
{
    size_t length;
    const unsigned char *postings = asking_bytes(asking, 2, &length);

    if (postings)
        add_points(postings, length, weight, matching->of_group, matching->groups);
    postings = asking_bytes(asking, 3, &length);
    if (postings)
        add_points(postings, length, weight * rarity, matching->of_name, matching->names);
}

/* A title's features, as they are asked for. */
static bool list_features(struct arena *arena, const struct list *features, struct list *texts)
{
    const struct title_feature *feature = features->at;

    for (size_t i = 0; i < features->count; i++)
        if (!list_add_text(texts, arena, feature[i].text))
            return false;
    return true;
}

/* The length of a title's vector. The squares are added in the order of features, as another one may round otherwise.
 */
static double vector_length(const struct list *features, const int64_t *rarities)
{
    const struct title_feature *feature = features->at;
    double squares = 0;

    for (size_t i = 0; i < features->count; i++)
        squares += (double)(feature[i].weight * rarities[i]) * (double)(feature[i].weight * rarities[i]);
    return sqrt(squares);
}

/* Fills the points, and the rarities of the features that the index has. */
static enum store_status read_features(struct title_matching *matching, const struct list *features, int64_t *rarities)
{
    const struct title_feature *feature = features->at;
    struct list texts = {0};
    struct asking asking;

    if (!list_features(matching->arena, features, &texts))
        return STORE_NO_MEMORY;
    memset(matching->of_group, 0, matching->groups * sizeof *matching->of_group);
    memset(matching->of_name, 0, matching->names * sizeof *matching->of_name);
    asking = store_ask(matching->store, matching->arena, Q_TITLE_FEATURES,
                       (const struct argument[ARG_COUNT]){[ARG_IDS] = {.texts = &texts}});
    while (asking_next(&asking)) {
        size_t item = (size_t)asking_own_number(&asking, OWN_ITEM);

        rarities[item] = asking_number(&asking, 1);
        add_feature(matching, &asking, feature[item].weight, rarities[item]);
    }
    return asking_end(&asking);
}

/* Looks up the features of words. *length: of the title's vector, by which the points of names are to be divided.
 * @param known  struct title_feature that the index has are added, in byte order */
static enum store_status look_up(struct title_matching *matching, const struct list *words, double *length,
                                 struct list *known)
{
    struct list features = {0};
    const struct title_feature *feature;
    int64_t *rarities;
    enum store_status status;

    if (!title_features(matching->arena, words, &features) ||
        !(rarities = arena_take(matching->arena, (features.count + 1) * sizeof *rarities)))
        return STORE_NO_MEMORY;
    feature = features.at;
    for (size_t i = 0; i < features.count; i++)
        rarities[i] = -1; /* the index does not have it */
    status = read_features(matching, &features, rarities);
    for (size_t i = 0; i < features.count && status == STORE_OK; i++) {
        struct title_feature *added = rarities[i] < 0 ? NULL : list_add(known, matching->arena, sizeof *added);

        if (added)
            *added = feature[i];
        else if (rarities[i] < 0)
            rarities[i] = matching->rarity;
        else
            status = STORE_NO_MEMORY;
    }
    *length = vector_length(&features, rarities);
    return status;
}

/* The most points first; of equal ones the lowest number, as nothing else may depend on qsort. */
static int compare_hits(const void *a, const void *b)
{
    const struct title_hit *first = a, *second = b;

    if (first->points != second->points)
        return first->points < second->points ? 1 : -1;
    return first->number < second->number ? -1 : first->number > second->number;
}

bool title_hits_pick(const struct title_matching *matching, const int64_t *points, size_t count, int64_t least,
                     struct list *hits)
{
    for (size_t i = 0; i < count; i++) {
        struct title_hit *hit;

        if (points[i] < least)
            continue;
        hit = list_add(hits, matching->arena, sizeof *hit);
        if (!hit)
            return false;
        *hit = (struct title_hit){i, points[i]};
    }
    if (hits->count > 0)
        qsort(hits->at, hits->count, sizeof(struct title_hit), compare_hits);
    return true;
}

bool title_hits_list(struct arena *arena, const struct title_hit *hits, size_t count, struct list *numbers)
{
    for (size_t i = 0; i < count; i++)
        if (!list_add_number(numbers, arena, (uint32_t)hits[i].number))
            return false;
    return true;
}

/* Groups ----------------------------------------------------------------------------------------------------------- */

double title_odds(const struct title_matching *matching, int64_t points)
{
    return exp((double)(points - matching->most) / (likelihood_points * point));
}

/* Likelihoods that together are one. */
static void score_groups(const struct title_matching *matching, const struct list *hits, struct list *groups)
{
    const struct title_hit *hit = hits->at;
    struct scored_group *group = groups->at;
    double all = 0;

    for (size_t i = 0; i < hits->count; i++)
        all += title_odds(matching, hit[i].points);
    for (size_t i = 0; i < groups->count; i++)
        group[i].score = llround(TITLE_SCORE_ONE * title_odds(matching, hit[i].points) / all);
}

static enum store_status match_groups(struct title_matching *matching, struct list *groups)
{
    struct list hits = {0}, numbers = {0};
    enum store_status status;

    for (size_t i = 0; i < matching->groups; i++)
        if (matching->of_group[i] > 0)
            matching->of_group[i] += matching->priors[i];
    if (!title_hits_pick(matching, matching->of_group, matching->groups, 1, &hits) ||
        !title_hits_list(matching->arena, hits.at, hits.count < matching->limit ? hits.count : matching->limit,
                         &numbers))
        return STORE_NO_MEMORY;
    if (numbers.count == 0)
        return STORE_OK;
    matching->most = ((const struct title_hit *)hits.at)->points;
    status = store_ask_list(matching->store, matching->arena, Q_TITLE_GROUPS,
                            (const struct argument[ARG_COUNT]){[ARG_IDS] = {.numbers = &numbers}}, groups);
    if (status == STORE_OK)
        score_groups(matching, &hits, groups);
    return status;
}

/* Titles ----------------------------------------------------------------------------------------------------------- */

/* Looks up a title, and again if its words show to be misspelt. */
static enum store_status look_up_meant(struct title_matching *matching, const struct list *words, double *length)
{
    struct list known = {0}, meant = {0}, again = {0};
    bool corrected = false;
    enum store_status status = look_up(matching, words, length, &known);

    if (status == STORE_OK)
        status = title_words_meant(matching->store, matching->arena, words, &known, &meant, &corrected);
    return status == STORE_OK && corrected ? look_up(matching, &meant, length, &again) : status;
}

static enum store_status match_title(struct title_matching *matching, const char *title, struct title_match *match)
{
    struct list words = {0};
    enum store_status status;
    double length;

    match->title = title;
    matching->most = 0;
    if (!title_words(matching->arena, title, &words))
        return STORE_NO_MEMORY;
    status = look_up_meant(matching, &words, &length);
    if (status == STORE_OK)
        status = match_groups(matching, &match->isco);
    if (status == STORE_OK)
        status = title_names_match(matching, &words, length, &match->candidates);
    return status;
}

static enum store_status read_size(struct title_matching *matching)
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

static enum store_status read_priors(struct title_matching *matching)
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
    struct title_matching matching = {.store = store, .arena = arena, .limit = (size_t)limit};
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
