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

/* A row of the column wage_groups: an occupation that is paid by a group, by group. */
struct group_member {
    uint32_t group;
    uint32_t position; /* of the group among its own codes: the first is the best */
    uint32_t place;
};

/* Which median an occupation has so far. Zeroed: none. */
struct reason {
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
static bool is_better(const struct group_median *median, uint32_t position, const struct reason *than)
{
    if (!than->median || median->digits != than->median->digits)
        return !than->median || median->digits > than->median->digits;
    if (median->rank != than->median->rank)
        return median->rank < than->median->rank;
    return position < than->position;
}

/* Members and medians both come by group. */
static void choose(const struct choice *choice, const struct place_column *choices, const struct place_column *groups,
                   struct reason *reasons, size_t count)
{
    const struct group_member *member = (const struct group_member *)(const void *)groups->numbers;
    const struct group_member *end = member + groups->count * sizeof *groups->numbers / sizeof *member;
    const struct group_median *median = (const struct group_median *)(const void *)choices->numbers;
    const struct group_median *last = median + choices->count * sizeof *choices->numbers / sizeof *median;

    for (; member < end && median < last; member++) {
        while (median < last && (median->group < member->group || !is_chosen(choice, median)))
            median++;
        if (median < last && median->group == member->group && member->place < count &&
            is_better(median, member->position, &reasons[member->place]))
            reasons[member->place] = (struct reason){median, member->position};
    }
}

static bool make_columns(struct arena *arena, const struct reason *reasons, size_t count, struct medians *medians)
{
    medians->amounts = (struct place_column){arena_take(arena, (count + 1) * sizeof(uint32_t)), count};
    medians->wages = (struct place_column){arena_take(arena, (count + 1) * sizeof(uint32_t)), count};
    if (!medians->amounts.numbers || !medians->wages.numbers)
        return false;
    for (size_t place = 0; place < count; place++) {
        medians->amounts.numbers[place] = reasons[place].median ? reasons[place].median->amount : 0;
        medians->wages.numbers[place] = reasons[place].median ? reasons[place].median->wage : 0;
    }
    return true;
}

static enum store_status choose_medians(struct store *store, struct arena *arena, const struct choice *choice,
                                        size_t count, struct medians *out)
{
    struct reason *reasons = arena_take(arena, (count + 1) * sizeof *reasons);
    struct place_column choices = {0}, groups = {0};
    enum store_status status = reasons ? STORE_OK : STORE_NO_MEMORY;

    if (status == STORE_OK)
        status = store_numbers(store, arena, Q_MEDIAN_CHOICES, choice->region, &choices);
    if (status == STORE_OK)
        status = store_numbers(store, arena, Q_OCCUPATION_COLUMN, "wage_groups", &groups);
    if (status != STORE_OK)
        return status;
    choose(choice, &choices, &groups, reasons, count);
    return make_columns(arena, reasons, count, out) ? STORE_OK : STORE_NO_MEMORY;
}

enum store_status store_medians(struct store *store, struct arena *arena, const struct occupation_filter *filter,
                                size_t count, struct medians *out)
{
    const struct choice choice = choice_of(filter);
    enum store_status status;

    if (filter->regions.count + filter->spheres.count + filter->years.count > 0)
        return choose_medians(store, arena, &choice, count, out);
    status = store_column(store, arena, "median_wage", count, &out->amounts);
    return status == STORE_OK ? store_column(store, arena, "wage", count, &out->wages) : status;
}
