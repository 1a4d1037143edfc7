#include "model/wage_position.h"

#define PERCENTILE(member, kind) FIELD(wage_percentile, member, kind)
SHAPE(wage_percentile_shape, "WagePercentile", wage_percentile, PERCENTILE(low, FIELD_NUMBER),
      PERCENTILE(estimate, FIELD_FIGURE), PERCENTILE(high, FIELD_NUMBER));

#define POSITION(member, kind)        FIELD(wage_position, member, kind)
#define POSITION_IN(member, kind, in) FIELD_IN(wage_position, member, kind, in)
SHAPE(wage_position_shape, "WagePosition", wage_position, POSITION(amount, FIELD_NUMBER),
      POSITION_IN(row, FIELD_OBJECT, occupation_wage_shape), POSITION(band, FIELD_TEXT),
      POSITION_IN(percentile, FIELD_OBJECT, wage_percentile_shape), POSITION(method, FIELD_TEXT));

#define ABSENCE(member, kind) FIELD(wage_absence, member, kind)
SHAPE(wage_absence_shape, "WageAbsence", wage_absence, ABSENCE(withheld, FIELD_TRUTH), ABSENCE(years, FIELD_TEXT),
      ABSENCE(places, FIELD_TEXT));

enum { RUNGS_MAX = 5 };

/* The known figures of a row, lowest first, and where the amount stands on them. */
struct ladder {
    struct rung {
        const char *name;
        int64_t percent; /* so many earn less */
        struct figure figure;
    } rungs[RUNGS_MAX];
    size_t count;
    size_t reached; /* rungs that are not above the amount */
    size_t below;   /* rungs that are below it: fewer, where the amount is a figure */
};

static void climb(struct ladder *ladder, const struct rung *rungs, size_t count, int64_t amount)
{
    for (size_t i = 0; i < count; i++)
        if (rungs[i].figure.known)
            ladder->rungs[ladder->count++] = rungs[i];
    while (ladder->reached < ladder->count && ladder->rungs[ladder->reached].figure.value <= amount)
        ladder->below += ladder->rungs[ladder->reached++].figure.value < amount;
}

static bool has_percentiles(const struct wage *row)
{
    return row->p10.known || row->p25.known || row->p75.known || row->p90.known;
}

static struct ladder ladder_of(const struct wage *row, int64_t amount)
{
    const struct rung percentiles[] = {
        {"p10", 10, row->p10}, {"p25", 25, row->p25}, {"median", 50, row->median},
        {"p75", 75, row->p75}, {"p90", 90, row->p90},
    };
    const struct rung range[] = {{"from", 0, row->from}, {"median", 50, row->median}, {"to", 0, row->to}};
    struct ladder ladder = {0};

    if (has_percentiles(row))
        climb(&ladder, percentiles, sizeof percentiles / sizeof *percentiles, amount);
    else
        climb(&ladder, range, sizeof range / sizeof *range, amount);
    return ladder;
}

static const char *band_of(const struct ladder *ladder, struct arena *arena)
{
    const struct rung *rungs = ladder->rungs;
    size_t upper = ladder->reached;

    if (ladder->reached == 0)
        return arena_format(arena, "below_%s", rungs[0].name);
    if (ladder->below == ladder->count)
        return arena_format(arena, "above_%s", rungs[ladder->count - 1].name);
    if (ladder->count == 1)
        return arena_format(arena, "at_%s", rungs[0].name);
    if (upper == ladder->count) /* it is the highest figure */
        upper--;
    return arena_format(arena, "%s_to_%s", rungs[upper - 1].name, rungs[upper].name);
}

/* Half up. */
static int64_t interpolate(const struct rung *low, const struct rung *high, int64_t amount)
{
    int64_t width = high->figure.value - low->figure.value;
    int64_t part = (amount - low->figure.value) * (high->percent - low->percent);

    return low->percent + (2 * part + width) / (2 * width);
}

/* @return the method */
static const char *find_percentile(const struct ladder *ladder, int64_t amount, struct wage_percentile *percentile)
{
    const struct rung *next = &ladder->rungs[ladder->reached];

    if (ladder->below < ladder->reached) { /* one figure, or several that are equal */
        percentile->low = ladder->rungs[ladder->below].percent;
        percentile->high = next[-1].percent;
        percentile->estimate = (struct figure){percentile->low == percentile->high, percentile->low};
        return "published_percentile";
    }
    percentile->low = ladder->reached > 0 ? next[-1].percent : 0;
    percentile->high = ladder->reached < ladder->count ? next->percent : 100;
    if (ladder->reached == 0 || ladder->reached == ladder->count)
        return "beyond_percentiles";
    percentile->estimate = (struct figure){true, interpolate(next - 1, next, amount)};
    return "linear_interpolation";
}

bool wage_position_find(struct wage_position *position, struct arena *arena)
{
    struct ladder ladder = ladder_of(position->row, position->amount);

    position->band = band_of(&ladder, arena);
    position->method = "band_only";
    if (!position->band || !has_percentiles(position->row))
        return position->band != NULL;
    position->percentile = arena_take(arena, sizeof *position->percentile);
    if (!position->percentile)
        return false;
    position->method = find_percentile(&ladder, position->amount, position->percentile);
    return true;
}
