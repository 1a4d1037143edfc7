/* How near occupations are to what is asked for. */
#include "db/store_rank.h"

/* The columns of the queries that ask for sets. */
enum { COLUMN_ALL, COLUMN_WEIGHT, COLUMN_SCALE, COLUMN_LEVEL, COLUMN_HELD, COLUMN_PLACES };

/* How much being near counts in whole numbers: divisible by the length of every scale (7, 5, 3) and by two. */
enum { NEAR_WHOLE = 210 };

/* Where no level is asked for, having it is all. Where who has it states none, it may be any: half. */
static uint32_t nearness(int64_t level, int64_t held, int64_t scale)
{
    int64_t apart = level > held ? level - held : held - level;

    if (level < 0)
        return NEAR_WHOLE;
    if (held < 0)
        return NEAR_WHOLE / 2;
    return apart < scale ? (uint32_t)(NEAR_WHOLE - NEAR_WHOLE * apart / scale) : 0;
}

/* Adds what a trait at one level is worth to all who have it so. 32 bits hold a thousand traits of the greatest weight.
 */
static void add_held(const struct asking *asking, struct place_column *scores)
{
    uint32_t worth = (uint32_t)asking_number(asking, COLUMN_WEIGHT) * nearness(asking_number(asking, COLUMN_LEVEL),
                                                                               asking_number(asking, COLUMN_HELD),
                                                                               asking_number(asking, COLUMN_SCALE));
    size_t length;
    const void *packed = asking_bytes(asking, COLUMN_PLACES, &length);
    struct place_reader members = place_reader_of(packed, packed ? length : 0);

    for (size_t place; place_read(&members, &place);)
        if (place < scores->count)
            scores->numbers[place] += worth;
}

static enum store_status add_scores(struct store *store, struct arena *arena, enum query query,
                                    const struct argument arguments[static ARG_COUNT], struct ranking *ranking)
{
    struct asking asking = store_ask(store, arena, query, arguments);

    while (asking_next(&asking)) {
        ranking->whole = (uint64_t)asking_number(&asking, COLUMN_ALL) * NEAR_WHOLE;
        add_held(&asking, &ranking->scores);
    }
    return asking_end(&asking);
}

/* Puts the best first. */
static bool pick(const struct ranking *ranking, const struct place_column *ids, const struct place_column *competences,
                 size_t without, size_t limit, struct arena *arena, struct place_column *places)
{
    struct place_key keys[] = {{ranking->scores.numbers, true}, {competences->numbers, false}};
    const struct place_order order = {.keys = {.at = keys, .count = 2}, .last = ids->numbers};
    struct place_set scored;

    if (!place_set_new(&scored, arena, ranking->scores.count))
        return false;
    for (size_t place = 0; place < ranking->scores.count; place++)
        if (ranking->scores.numbers[place] > 0 && place != without)
            place_set_add(&scored, place);
    return place_order_pick(&order, &scored, SIZE_MAX, limit, arena, places);
}

enum store_status store_rank(struct store *store, struct arena *arena, enum query query,
                             const struct argument arguments[static ARG_COUNT], size_t without, size_t limit,
                             struct ranking *out)
{
    struct place_column ids, competences;
    struct ranking ranking = {0};
    enum store_status status = store_numbers(store, arena, Q_OCCUPATION_COLUMN, "id", &ids);

    if (status == STORE_OK)
        status = store_column(store, arena, "competences", ids.count, &competences);
    if (status != STORE_OK)
        return status;
    ranking.scores = (struct place_column){arena_take(arena, ids.count * sizeof *ids.numbers), ids.count};
    if (!ranking.scores.numbers)
        return STORE_NO_MEMORY;
    status = add_scores(store, arena, query, arguments, &ranking);
    if (status == STORE_OK && !pick(&ranking, &ids, &competences, without, limit, arena, &ranking.places))
        status = STORE_NO_MEMORY;
    if (status == STORE_OK)
        *out = ranking;
    return status;
}

int64_t ranking_score(const struct ranking *ranking, size_t place)
{
    return (int64_t)(((uint64_t)ranking->scores.numbers[place] * 1000 + ranking->whole / 2) / ranking->whole);
}
