/* Which occupations pass a filter: sets of places, joined. */
#include "db/store_places.h"

#include <string.h>

/* What is left while one filter after the other takes away. What fails ends it: the rest does nothing. */
struct narrowing {
    struct store *store;
    struct arena *arena;
    struct place_set passing;
    enum store_status status;
};

static struct place_set empty_set(struct narrowing *narrowing)
{
    struct place_set set = {0};

    if (narrowing->status == STORE_OK && !place_set_new(&set, narrowing->arena, narrowing->passing.count))
        narrowing->status = STORE_NO_MEMORY;
    return set;
}

/* Adds what a query finds. @return how many sets that were */
static size_t add(struct narrowing *narrowing, struct place_set *set, enum query query,
                  const struct argument arguments[static ARG_COUNT])
{
    size_t found = 0;

    if (narrowing->status == STORE_OK)
        narrowing->status = store_add_sets(narrowing->store, query, arguments, set, &found);
    return found;
}

static void keep(struct narrowing *narrowing, const struct place_set *set)
{
    if (narrowing->status == STORE_OK)
        place_set_keep(&narrowing->passing, set);
}

/* One value, or any of several ------------------------------------------------------------------------------------ */

static void keep_kind(struct narrowing *narrowing, const char *kind, const char *value)
{
    struct place_set set = empty_set(narrowing);

    add(narrowing, &set, Q_OCCUPATION_SETS,
        (const struct argument[ARG_COUNT]){[ARG_KIND] = {.text = kind}, [ARG_VALUE] = {.text = value}});
    keep(narrowing, &set);
}

/* The filters that are a kind of set with any of some values. */
static const struct {
    const char *kind;
    size_t values; /* struct list in struct occupation_filter */
} kinds[] = {
    {"isco", offsetof(struct occupation_filter, isco)},
    {"field", offsetof(struct occupation_filter, fields)},
    {"subfield", offsetof(struct occupation_filter, subfields)},
    {"type", offsetof(struct occupation_filter, types)},
    {"qualification_level", offsetof(struct occupation_filter, qualification_levels)},
};

static void keep_any(struct narrowing *narrowing, enum query query, const char *kind, const struct list *values)
{
    const char *const *value = values->at;
    struct place_set set;

    if (values->count == 0)
        return;
    set = empty_set(narrowing);
    for (size_t i = 0; i < values->count; i++)
        add(narrowing, &set, query,
            (const struct argument[ARG_COUNT]){[ARG_KIND] = {.text = kind}, [ARG_VALUE] = {.text = value[i]}});
    keep(narrowing, &set);
}

static void keep_ids(struct narrowing *narrowing, const struct list *ids)
{
    const struct argument arguments[ARG_COUNT] = {[ARG_IDS] = {.texts = ids}};
    struct place_set set;
    struct asking asking;

    if (ids->count == 0)
        return;
    set = empty_set(narrowing);
    if (narrowing->status != STORE_OK)
        return;
    asking = store_ask(narrowing->store, narrowing->arena, Q_OCCUPATION_PLACES, arguments);
    while (asking_next(&asking))
        place_set_add(&set, (size_t)asking_number(&asking, 0));
    narrowing->status = asking_end(&asking);
    keep(narrowing, &set);
}

/* Education ------------------------------------------------------------------------------------------------------- */

enum { GROUP_DIGITS = 2, ESCAPED_BYTES = sizeof "[0-9x]" - 1 };

/* The pattern of GLOB for a code: in the code of a group, "62xxT", an x is any digit; one of two digits, "62", is the
 * group of all that begin so. @return NULL if there is no memory */
static const char *pattern_of(const char *code, struct arena *arena)
{
    bool is_beginning = strlen(code) == GROUP_DIGITS && strspn(code, "0123456789") == GROUP_DIGITS;
    char *pattern = arena_take(arena, strlen(code) * ESCAPED_BYTES + sizeof "*");
    char *at = pattern;

    if (!pattern)
        return NULL;
    for (const char *from = code; *from; from++) {
        const char special[] = {'[', *from, ']', '\0'}, plain[] = {*from, '\0'};

        at = stpcpy(at, *from == 'x' ? "[0-9x]" : strchr("*?[", *from) ? special : plain);
    }
    stpcpy(at, is_beginning ? "*" : "");
    return pattern;
}

static void keep_education(struct narrowing *narrowing, const struct list *codes)
{
    const char *const *code = codes->at;
    struct place_set set;

    if (codes->count == 0)
        return;
    set = empty_set(narrowing);
    for (size_t i = 0; i < codes->count && narrowing->status == STORE_OK; i++) {
        const struct argument arguments[ARG_COUNT] = {
            [ARG_KIND] = {.text = "education"},
            [ARG_PREFIX] = {.text = arena_text(narrowing->arena, code[i], strcspn(code[i], "x"))},
            [ARG_PATTERN] = {.text = pattern_of(code[i], narrowing->arena)},
        };

        if (arguments[ARG_PREFIX].text && arguments[ARG_PATTERN].text)
            add(narrowing, &set, Q_OCCUPATION_SETS, arguments);
        else
            narrowing->status = STORE_NO_MEMORY;
    }
    keep(narrowing, &set);
}

/* Levels ---------------------------------------------------------------------------------------------------------- */

/* Levels from least to most of a value, or of a kind where value is NULL. */
static void keep_levels(struct narrowing *narrowing, const char *kind, const char *value, struct figure least,
                        struct figure most)
{
    struct place_set set = empty_set(narrowing);

    add(narrowing, &set, Q_OCCUPATION_SETS,
        (const struct argument[ARG_COUNT]){[ARG_KIND] = {.text = kind},
                                           [ARG_VALUE] = {.text = value},
                                           [ARG_LEAST] = {.number = least},
                                           [ARG_MOST] = {.number = most}});
    keep(narrowing, &set);
}

static void keep_qualified(struct narrowing *narrowing, const struct occupation_filter *filter)
{
    if (filter->qualification_level_min.known || filter->qualification_level_max.known)
        keep_levels(narrowing, "qualification_level", NULL, filter->qualification_level_min,
                    filter->qualification_level_max);
}

static void keep_competent(struct narrowing *narrowing, const struct list *competences)
{
    const struct level_bound *bound = competences->at;

    for (size_t i = 0; i < competences->count; i++)
        keep_levels(narrowing, "competence", bound[i].id, bound[i].level, (struct figure){0});
}

/* The lowest level is 1: a set of level 0 is of those whose level is unknown. */
static void keep_loaded(struct narrowing *narrowing, const struct list *loads)
{
    const struct level_bound *bound = loads->at;

    for (size_t i = 0; i < loads->count; i++)
        keep_levels(narrowing, "load", bound[i].id, (struct figure){true, 1}, bound[i].level);
}

/* Health and wages ------------------------------------------------------------------------------------------------ */

/* A condition that the dataset does not know lets nobody pass: a mistyped one must not make everything look harmless.
 */
static void keep_without(struct narrowing *narrowing, const struct list *conditions)
{
    const char *const *condition = conditions->at;

    if (conditions->count > 0)
        keep_kind(narrowing, "stated", "health_conditions");
    for (size_t i = 0; i < conditions->count && narrowing->status == STORE_OK; i++) {
        struct place_set set = empty_set(narrowing);

        if (add(narrowing, &set, Q_OCCUPATION_SETS,
                (const struct argument[ARG_COUNT]){
                    [ARG_KIND] = {.text = "health"}, [ARG_VALUE] = {.text = condition[i]}}) == 0)
            set = narrowing->passing;
        if (narrowing->status == STORE_OK)
            place_set_remove(&narrowing->passing, &set);
    }
}

static void keep_paid(struct narrowing *narrowing, const struct occupation_filter *filter,
                      const struct place_column *amounts)
{
    int64_t least = filter->median_wage_min.known ? filter->median_wage_min.value : 0;
    int64_t most = filter->median_wage_max.known ? filter->median_wage_max.value : INT64_MAX;
    struct place_set set;

    if (!filter->median_wage_min.known && !filter->median_wage_max.known)
        return;
    set = empty_set(narrowing);
    for (size_t place = 0; narrowing->status == STORE_OK && place < amounts->count; place++)
        if (amounts->numbers[place] > 0 && amounts->numbers[place] >= least && amounts->numbers[place] <= most)
            place_set_add(&set, place);
    keep(narrowing, &set);
}

enum store_status store_filter_places(struct store *store, struct arena *arena, const struct occupation_filter *filter,
                                      size_t count, const struct medians *medians, struct place_set *passing)
{
    struct narrowing narrowing = {store, arena, {.count = count}, STORE_OK};

    narrowing.passing = empty_set(&narrowing);
    if (narrowing.status != STORE_OK)
        return narrowing.status;
    place_set_fill(&narrowing.passing);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        keep_any(&narrowing, Q_OCCUPATION_SETS, kinds[i].kind,
                 (const struct list *)(const void *)((const char *)filter + kinds[i].values));
    keep_any(&narrowing, Q_OCCUPATION_SETS_OF_ESCO, NULL, &filter->esco);
    keep_ids(&narrowing, &filter->ids);
    if (filter->regulated.known)
        keep_kind(&narrowing, "regulated", filter->regulated.value ? "true" : "false");
    keep_education(&narrowing, &filter->education);
    keep_qualified(&narrowing, filter);
    keep_competent(&narrowing, &filter->competences);
    keep_loaded(&narrowing, &filter->loads);
    keep_without(&narrowing, &filter->without_conditions);
    keep_paid(&narrowing, filter, &medians->amounts);
    if (narrowing.status == STORE_OK)
        *passing = narrowing.passing;
    return narrowing.status;
}
