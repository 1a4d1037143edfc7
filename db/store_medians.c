/* The median that stands for an occupation: the national one, which the dataset has ready, or that of a region, sphere
 * or year, chosen among its groups by the same rule. */
#include "db/store_places.h"

#include <string.h>

/* The median that stands for a CZ-ISCO group. */
struct group_median {
    const char *isco;
    uint32_t rank; /* of its period, source and sphere: the lowest is the best */
    uint32_t amount, wage;
};

/* Why an occupation has the median that it has. Zeroed: it has none. */
struct reason {
    uint32_t digits;   /* of the group's code: the most are the best */
    uint32_t rank;     /* the lowest is the best */
    uint32_t position; /* of the group among its own codes: the first is the best */
};

/* struct group_median by code: the first row of each is the one to take. */
static enum store_status read_groups(struct store *store, struct arena *arena, const struct occupation_filter *filter,
                                     struct list *groups)
{
    struct list country = {0};
    const struct argument arguments[ARG_COUNT] = {
        [ARG_REGIONS] = {.texts = filter->regions.count > 0 ? &filter->regions : &country},
        [ARG_SPHERES] = {.texts = &filter->spheres},
        [ARG_YEARS] = {.texts = &filter->years},
    };
    struct group_median *group = NULL;
    struct asking asking;

    if (!list_add_text(&country, arena, "CZ"))
        return STORE_NO_MEMORY;
    asking = store_ask(store, arena, Q_MEDIAN_CHOICES, arguments);
    while (asking_next(&asking)) {
        const char *isco = asking_text(&asking, 0);

        if (group && isco && strcmp(group->isco, isco) == 0)
            continue;
        group = list_add(groups, arena, sizeof *group);
        if (group)
            *group = (struct group_median){isco ? arena_text(arena, isco, strlen(isco)) : NULL,
                                           (uint32_t)asking_number(&asking, 1), (uint32_t)asking_number(&asking, 2),
                                           (uint32_t)asking_number(&asking, 3)};
        if (!group || !group->isco) {
            asking.status = STORE_NO_MEMORY;
            break;
        }
    }
    return asking_end(&asking);
}

/* Of two that are equal the one that was there stays: groups come by code. */
static bool is_better(const struct reason *reason, const struct reason *than)
{
    if (reason->digits != than->digits)
        return reason->digits > than->digits;
    if (reason->rank != than->rank)
        return reason->rank < than->rank;
    return reason->position < than->position;
}

static void give_median(const struct group_median *group, uint32_t position, struct place_reader members,
                        struct reason *reasons, struct medians *medians)
{
    const struct reason reason = {(uint32_t)strlen(group->isco), group->rank, position};

    for (size_t place; place_read(&members, &place) && place < medians->amounts.count;) {
        if (!is_better(&reason, &reasons[place]))
            continue;
        reasons[place] = reason;
        medians->amounts.numbers[place] = group->amount;
        medians->wages.numbers[place] = group->wage;
    }
}

/* Groups and sets both come by code. */
static enum store_status give_medians(struct store *store, const struct list *groups, struct reason *reasons,
                                      struct medians *medians)
{
    const struct group_median *group = groups->at, *end = group + groups->count;
    struct asking asking =
        store_ask(store, NULL, Q_OCCUPATION_SETS_OF_WAGES, (const struct argument[ARG_COUNT]){[ARG_PAGE] = {0}});

    while (group < end && asking_next(&asking)) {
        const char *isco = asking_text(&asking, 0);
        size_t length;
        const void *members = asking_bytes(&asking, 2, &length);

        if (!isco || !members) {
            asking.status = STORE_NO_MEMORY;
            break;
        }
        while (group < end && strcmp(group->isco, isco) < 0)
            group++;
        if (group < end && strcmp(group->isco, isco) == 0)
            give_median(group, (uint32_t)asking_number(&asking, 1), place_reader_of(members, length), reasons, medians);
    }
    return asking_end(&asking);
}

static bool make_columns(struct arena *arena, size_t count, struct medians *medians)
{
    medians->amounts = (struct place_column){arena_take(arena, (count + 1) * sizeof(uint32_t)), count};
    medians->wages = (struct place_column){arena_take(arena, (count + 1) * sizeof(uint32_t)), count};
    return medians->amounts.numbers && medians->wages.numbers;
}

enum store_status store_medians(struct store *store, struct arena *arena, const struct occupation_filter *filter,
                                size_t count, struct medians *out)
{
    bool is_asked = filter->regions.count + filter->spheres.count + filter->years.count > 0;
    struct reason *reasons = is_asked ? arena_take(arena, (count + 1) * sizeof *reasons) : NULL;
    struct list groups = {0};
    enum store_status status;

    if (!is_asked) {
        status = store_column(store, arena, "median_wage", &out->amounts);
        return status == STORE_OK ? store_column(store, arena, "wage", &out->wages) : status;
    }
    if (!reasons || !make_columns(arena, count, out))
        return STORE_NO_MEMORY;
    status = read_groups(store, arena, filter, &groups);
    return status == STORE_OK ? give_medians(store, &groups, reasons, out) : status;
}
