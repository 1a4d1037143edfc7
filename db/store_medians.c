/* The median that stands for an occupation: the national one, which the dataset has ready, or that of a region, sphere
 * or year, chosen among its groups by the same rule. */
#include "db/store_places.h"

#include <stdlib.h>
#include <string.h>

/* A row of median_choice, the numbers as they are packed in db/import/places.sql: by group, the best of each first. */
struct group_median {
    uint32_t group; /* CZ-ISCO groups are numbered by their codes */
    uint32_t rank;  /* of its period, source and sphere: the lowest is the best */
    uint32_t digits;
    uint32_t is_salary;
    uint32_t year;
    uint32_t amount, wage;
};

/* A row of the column profile_groups: by profile and group. */
struct profile_group {
    uint32_t profile;
    uint32_t group;
    uint32_t position; /* of the group among its own codes: the first is the best */
};

/* Which median a profile has, and where its group stands. Zeroed: none. */
struct profile_median {
    const struct group_median *median;
    uint32_t position;
};

/* What is asked for. */
struct choice {
    const char *region;
    const char *sphere; /* NULL: either */
    uint32_t year;      /* 0: any */
};

static const char *first_text(const struct list *texts)
{
    return texts->count > 0 ? *(const char *const *)texts->at : NULL;
}

static struct choice choice_of(const struct occupation_filter *filter)
{
    const char *region = first_text(&filter->regions), *year = first_text(&filter->years);

    return (struct choice){region ? region : "CZ", first_text(&filter->spheres),
                           year ? (uint32_t)strtoul(year, NULL, 10) : 0};
}

static bool is_chosen(const struct choice *choice, const struct group_median *median)
{
    return (!choice->sphere || median->is_salary == (strcmp(choice->sphere, "salary") == 0)) &&
           (!choice->year || median->year == choice->year);
}

/* The finest code, then the best rank, then the first of its own codes; of two that are equal the lower code, which was
 * there before. */
static bool is_better(const struct group_median *median, uint32_t position, const struct profile_median *than)
{
    if (!than->median || median->digits != than->median->digits)
        return !than->median || median->digits > than->median->digits;
    if (median->rank != than->median->rank)
        return median->rank < than->median->rank;
    return position < than->position;
}

/* By group, the first of its medians that is chosen. @return NULL if there is no memory */
static const struct group_median **choose(const struct choice *choice, const struct place_column *choices,
                                          struct arena *arena, size_t *count)
{
    const struct group_median *median = (const struct group_median *)(const void *)choices->numbers;
    const struct group_median *end = median + choices->count * sizeof *choices->numbers / sizeof *median;
    const struct group_median **chosen;

    *count = median < end ? (size_t)end[-1].group + 1 : 0;
    chosen = arena_take(arena, (*count + 1) * sizeof(const struct group_median *));
    for (; chosen && median < end; median++)
        if (median->group < *count && !chosen[median->group] && is_chosen(choice, median))
            chosen[median->group] = median;
    return chosen;
}

/* @return false if there is no memory */
static bool give_medians(const struct choice *choice, const struct place_column *choices,
                         const struct place_column *groups, struct arena *arena, struct medians *out)
{
    const struct profile_group *group = (const struct profile_group *)(const void *)groups->numbers;
    const struct profile_group *end = group + groups->count * sizeof *groups->numbers / sizeof *group;
    size_t group_count;
    const struct group_median **chosen = choose(choice, choices, arena, &group_count);
    struct profile_median *medians;

    out->profile_count = group < end ? (size_t)end[-1].profile + 1 : 1;
    medians = arena_take(arena, out->profile_count * sizeof *medians);
    out->of_profiles = medians;
    for (; chosen && medians && group < end; group++) {
        const struct group_median *median = group->group < group_count ? chosen[group->group] : NULL;

        if (median && group->profile < out->profile_count &&
            is_better(median, group->position, &medians[group->profile]))
            medians[group->profile] = (struct profile_median){median, group->position};
    }
    return chosen && medians;
}

static const struct group_median *median_at(const struct medians *medians, size_t place)
{
    uint32_t profile = medians->profiles.numbers[place];

    return profile < medians->profile_count ? medians->of_profiles[profile].median : NULL;
}

uint32_t median_wage_row(const struct medians *medians, uint32_t place)
{
    const struct group_median *median = median_at(medians, place);

    return median ? median->wage : 0;
}

/* @return false if there is no memory */
static bool list_amounts(struct arena *arena, struct medians *medians)
{
    uint32_t *amounts = arena_take(arena, (medians->profiles.count + 1) * sizeof *amounts);

    for (size_t place = 0; amounts && place < medians->profiles.count; place++) {
        const struct group_median *median = median_at(medians, place);

        amounts[place] = median ? median->amount : 0;
    }
    medians->amounts = (struct place_column){amounts, medians->profiles.count};
    return amounts != NULL;
}

static enum store_status choose_medians(struct store *store, struct arena *arena, const struct choice *choice,
                                        size_t count, struct medians *out)
{
    struct place_column choices = {0}, groups = {0};
    enum store_status status = store_column(store, arena, "profile", count, &out->profiles);

    if (status == STORE_OK)
        status = store_numbers(store, arena, Q_MEDIAN_CHOICES, choice->region, &choices);
    if (status == STORE_OK)
        status = store_numbers(store, arena, Q_OCCUPATION_COLUMN, "profile_groups", &groups);
    if (status == STORE_OK && !give_medians(choice, &choices, &groups, arena, out))
        status = STORE_NO_MEMORY;
    return status;
}

/* Does a question ask by medians, and not only show them? */
static bool needs_amounts(const struct occupation_filter *filter)
{
    const struct sort_by *by = filter->sorts.at;

    for (size_t i = 0; i < filter->sorts.count; i++)
        if (strcmp(by[i].name, "median_wage") == 0)
            return true;
    return filter->median_wage_min.known || filter->median_wage_max.known;
}

enum store_status store_medians(struct store *store, struct arena *arena, const struct occupation_filter *filter,
                                size_t count, struct medians *out)
{
    const struct choice choice = choice_of(filter);
    struct medians found = {.are_chosen = filter->regions.count + filter->spheres.count + filter->years.count > 0};
    enum store_status status = STORE_OK;

    if (found.are_chosen)
        status = choose_medians(store, arena, &choice, count, &found);
    if (status == STORE_OK && needs_amounts(filter) && !found.are_chosen)
        status = store_column(store, arena, "median_wage", count, &found.amounts);
    if (status == STORE_OK && needs_amounts(filter) && found.are_chosen && !list_amounts(arena, &found))
        status = STORE_NO_MEMORY;
    if (status == STORE_OK)
        *out = found;
    return status;
}
