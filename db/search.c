/* What is typed is prepared, then tiers are walked. */
#include "db/search.h"

#include "db/search_expression.h"
#include "model/stem.h"
#include "model/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORDS_MAX = 32, /* that are looked for; the longest names have half as many */
    /* Beginnings that the index has ready (db/schema.sql); of longer ones the words are few and are named. */
    BEGINNING_BYTES = 4,
    NUMBERS_FIRST = 64,  /* that there is room for at first */
    BEGINNINGS_MAX = 48, /* words that are named: more cost more than asking the index for the beginning */
};

/* Words ------------------------------------------------------------------------------------------------------------ */

enum store_status search_look_up(struct store *store, struct arena *arena, const char *folded, const char *accented,
                                 struct sought *out)
{
    bool is_short = strlen(folded) <= BEGINNING_BYTES;
    struct sought found = {.folded = folded, .accented = accented, .forms = "", .stem = stem_czech(arena, folded)};
    const struct index_word *first;
    enum store_status status;

    if (!found.stem)
        return STORE_NO_MEMORY;
    status = words_beginning(store, arena, folded, is_short ? 1 : BEGINNINGS_MAX + 1, &found.words);
    if (status == STORE_OK)
        status = words_stem(store, arena, found.stem, &found.of_stem);
    if (status != STORE_OK)
        return status;
    first = found.words.at;
    found.whole = found.words.count > 0 && strcmp(first->word, folded) == 0;
    if (found.whole)
        found.forms = first->forms;
    found.many = found.words.count > (is_short ? 0 : BEGINNINGS_MAX);
    if (found.many)
        found.words.count = 0;
    *out = found;
    return STORE_OK;
}

/* Looks up each word of what was typed. */
static enum store_status look_up_all(struct store *store, struct arena *arena, const struct list *typed,
                                     struct search *search)
{
    const struct word *word = typed->at;
    enum store_status status = STORE_OK;

    for (size_t i = 0; i < typed->count && i < WORDS_MAX && status == STORE_OK; i++) {
        struct sought *sought = list_add(&search->words, arena, sizeof *sought);

        if (strcmp(word[i].folded, word[i].accented) != 0)
            search->order = SEARCH_AS_ACCENTED;
        status = sought ? search_look_up(store, arena, word[i].folded, word[i].accented, sought) : STORE_NO_MEMORY;
    }
    return status;
}

/* Counting --------------------------------------------------------------------------------------------------------- */

/* Asks for what matches an expression, which may match nothing. @return false if there is nothing to ask */
static bool ask_expression(struct store *store, struct arena *arena, const char *expression, enum argument_name form,
                           const struct argument *filters, struct asking *asking)
{
    struct argument arguments[ARG_COUNT] = {{0}};

    *asking = (struct asking){.status = expression ? STORE_OK : STORE_NO_MEMORY};
    if (!expression || !*expression)
        return false;
    if (filters)
        memcpy(arguments, filters, sizeof arguments);
    arguments[form] = (struct argument)ARGUMENT_GIVEN;
    arguments[ARG_MATCH].text = expression;
    *asking = store_ask(store, arena, Q_SEARCH_HITS, arguments);
    return true;
}

enum store_status search_count(struct store *store, struct arena *arena, const struct search *search,
                               const struct argument *filters, int64_t *total)
{
    struct asking asking;

    *total = 0;
    if (ask_expression(store, arena, search_all(arena, search->kind, &search->words), ARG_TOTAL, filters, &asking) &&
        asking_next(&asking))
        *total = asking_own_number(&asking, OWN_TOTAL);
    return asking_end(&asking);
}

enum store_status search_matches(struct store *store, struct arena *arena, enum search_kind kind,
                                 const struct list *words, bool *matches)
{
    struct asking asking;

    *matches =
        ask_expression(store, arena, search_all(arena, kind, words), ARG_PAGE, NULL, &asking) && asking_next(&asking);
    return asking_end(&asking);
}

/* Reading ---------------------------------------------------------------------------------------------------------- */

enum store_status search_read(struct store *store, struct arena *arena, enum search_kind kind, const char *q,
                              struct search *out)
{
    struct search search = {.kind = kind};
    struct list typed = {0};
    enum store_status status;

    if (!words_of(arena, q, strlen(q), &typed))
        return STORE_NO_MEMORY;
    status = look_up_all(store, arena, &typed, &search);
    if (status == STORE_OK)
        *out = search;
    return status;
}

enum store_status search_read_forgiving(struct store *store, struct arena *arena, enum search_kind kind, const char *q,
                                        struct search *out)
{
    struct search search;
    bool matches = true;
    enum store_status status = search_read(store, arena, kind, q, &search);

    if (status == STORE_OK)
        status = search_matches(store, arena, kind, &search.words, &matches);
    if (status == STORE_OK && !matches)
        status = search_correct(store, arena, &search);
    if (status == STORE_OK)
        *out = search;
    return status;
}

/* Hits ------------------------------------------------------------------------------------------------------------- */

/* Hits that are being gathered. */
struct gathering {
    const struct search *search;
    const struct hits_wanted *wanted;
    struct arena *arena;
    unsigned char *seen; /* bit n % 8 of byte n / 8: the entry n was in a tier */
    size_t seen_bytes;
    int64_t passed; /* how many */
    struct list hits;
};

/* Makes room for the bit of an entry. @return false if there is no memory */
static bool make_room(struct gathering *gathering, int64_t number)
{
    size_t needed = (size_t)number / 8 + 1;
    unsigned char *grown;

    if (needed <= gathering->seen_bytes)
        return true;
    grown = arena_take(gathering->arena, 2 * needed);
    if (!grown)
        return false;
    if (gathering->seen_bytes > 0)
        memcpy(grown, gathering->seen, gathering->seen_bytes);
    gathering->seen = grown;
    gathering->seen_bytes = 2 * needed;
    return true;
}

/* Was the entry in a tier already? It is from now on. */
static bool was_seen(struct gathering *gathering, int64_t number)
{
    unsigned char *byte = &gathering->seen[number / 8];
    unsigned char bit = (unsigned char)(1U << (number % 8));
    bool seen = *byte & bit;

    *byte |= bit;
    return seen;
}

static bool is_full(const struct gathering *gathering)
{
    const struct hits_wanted *wanted = gathering->wanted;

    return gathering->passed >= wanted->total || (wanted->limit > 0 && gathering->hits.count >= wanted->limit);
}

/* Takes one entry of a tier. @return false if there is no memory */
static bool take(struct gathering *gathering, size_t tier, int64_t number)
{
    const struct hits_wanted *wanted = gathering->wanted;
    struct hit *hit;

    if (wanted->passes && !wanted->passes(wanted->context, number))
        return true;
    if (!make_room(gathering, number))
        return false;
    if (was_seen(gathering, number))
        return true;
    gathering->passed++;
    if (wanted->after.number > 0 &&
        (tier < wanted->after.tier || (tier == wanted->after.tier && number <= wanted->after.number)))
        return true;
    hit = list_add(&gathering->hits, gathering->arena, sizeof *hit);
    if (hit)
        *hit = (struct hit){tier, number};
    return hit != NULL;
}

static enum store_status walk(struct store *store, struct gathering *gathering, size_t tier)
{
    const char *expression = search_tier(gathering->arena, gathering->search, tier);
    struct asking asking;

    if (ask_expression(store, gathering->arena, expression, ARG_PAGE, gathering->wanted->filters, &asking))
        while (!is_full(gathering) && asking_next(&asking))
            if (!take(gathering, tier, asking_number(&asking, 0)))
                asking.status = STORE_NO_MEMORY;
    return asking_end(&asking);
}

static bool add_number(struct hit_numbers *numbers, struct arena *arena, int64_t number)
{
    if (numbers->count == numbers->capacity) {
        size_t capacity = numbers->capacity > 0 ? 2 * numbers->capacity : NUMBERS_FIRST;
        uint32_t *grown = arena_take(arena, capacity * sizeof *grown);

        if (!grown)
            return false;
        if (numbers->count > 0)
            memcpy(grown, numbers->numbers, numbers->count * sizeof *grown);
        numbers->numbers = grown;
        numbers->capacity = capacity;
    }
    numbers->numbers[numbers->count++] = (uint32_t)number;
    return true;
}

/* The numbers of what matches an expression, but not more than limit. */
static enum store_status read_numbers(struct store *store, struct arena *arena, const char *expression, size_t limit,
                                      struct hit_numbers *out)
{
    struct asking asking;

    *out = (struct hit_numbers){0};
    if (ask_expression(store, arena, expression, ARG_PAGE, NULL, &asking))
        while (out->count < limit && asking_next(&asking))
            if (!add_number(out, arena, asking_number(&asking, 0)))
                asking.status = STORE_NO_MEMORY;
    return asking_end(&asking);
}

enum store_status search_numbers(struct store *store, struct arena *arena, const struct search *search,
                                 struct hit_numbers *out)
{
    return read_numbers(store, arena, search_all(arena, search->kind, &search->words), SIZE_MAX, out);
}

/* How many of the numbers were in no tier yet. @return -1 if there is no memory */
static int64_t count_unseen(struct gathering *gathering, const struct hit_numbers *numbers)
{
    int64_t unseen = 0;

    for (size_t i = 0; i < numbers->count; i++) {
        uint32_t number = numbers->numbers[i];

        if (!make_room(gathering, number))
            return -1;
        unseen += !(gathering->seen[number / 8] >> (number % 8) & 1);
    }
    return unseen;
}

/* Takes what is left of a tier that has all. */
static enum store_status take_rest(struct gathering *gathering, size_t tier, const struct hit_numbers *all)
{
    for (size_t i = 0; i < all->count && !is_full(gathering); i++)
        if (!take(gathering, tier, all->numbers[i]))
            return STORE_NO_MEMORY;
    return STORE_OK;
}

/* Tiers that are walked before it is asked whether there are many hits at all. Where so many words begin like the only
 * one that they are not named, those that names begin with mostly fill a page. */
static size_t tiers_at_first(const struct search *search)
{
    return search->words.count == 1 && ((const struct sought *)search->words.at)->many ? 2 : 0;
}

/* Where nobody knows how many hits there are: those of a tier that has all, if they are fewer than are wanted.
 * @param end  how many will have passed when all were seen; not changed where they are more */
static enum store_status read_few(struct store *store, struct gathering *gathering, size_t tier,
                                  struct hit_numbers *few, int64_t *end)
{
    size_t limit = gathering->wanted->limit - gathering->hits.count;
    const char *expression = search_tier(gathering->arena, gathering->search, tier);
    enum store_status status;
    int64_t unseen;

    if (gathering->wanted->total < INT64_MAX)
        return STORE_OK;
    status = read_numbers(store, gathering->arena, expression, limit, few);
    if (status != STORE_OK || few->count >= limit)
        return status;
    unseen = count_unseen(gathering, few);
    *end = gathering->passed + unseen;
    return unseen < 0 ? STORE_NO_MEMORY : STORE_OK;
}

/* Is one hit left of those that are known? It is the last whatever its tier, unless a page begins within a tier. */
static bool one_is_left(const struct gathering *gathering)
{
    const struct hits_wanted *wanted = gathering->wanted;

    return wanted->all && wanted->after.number == 0 && gathering->passed == wanted->total - 1;
}

/* Tiers up to one that has all of theirs: where those are known, until all were seen. */
static enum store_status walk_tiers(struct store *store, struct gathering *gathering, size_t tier, size_t last)
{
    const struct hit_numbers *all = gathering->wanted->all;
    size_t first = tier + tiers_at_first(gathering->search);
    struct hit_numbers few = {0};
    int64_t end = INT64_MAX;
    enum store_status status = STORE_OK;

    for (; tier <= last && status == STORE_OK && !is_full(gathering); tier++) {
        if (tier == first && tier < last)
            status = read_few(store, gathering, last, &few, &end);
        if (end < INT64_MAX)
            all = &few;
        if (status != STORE_OK || gathering->passed >= end)
            break;
        if (all && (tier == last || one_is_left(gathering)))
            status = take_rest(gathering, last, all);
        else
            status = walk(store, gathering, tier);
    }
    return status;
}

enum store_status search_hits(struct store *store, struct arena *arena, const struct search *search,
                              const struct hits_wanted *wanted, struct list *out)
{
    struct gathering gathering = {.search = search, .wanted = wanted, .arena = arena};
    size_t count = search_tier_count(search);
    enum store_status status = STORE_OK;

    for (size_t tier = 0, last; tier < count && status == STORE_OK && !is_full(&gathering); tier = last + 1) {
        last = search_tier_with_all(search, tier);
        status = walk_tiers(store, &gathering, tier, last);
    }
    if (status == STORE_OK)
        *out = gathering.hits;
    return status;
}

/* Positions -------------------------------------------------------------------------------------------------------- */

struct hit search_hit(const struct position *position)
{
    struct hit hit = {0};

    if (!position->key || !position->id)
        return hit;
    hit.tier = (size_t)strtoull(position->key, NULL, 10);
    hit.number = strtoll(position->id, NULL, 10);
    if (hit.number <= 0)
        hit = (struct hit){SIZE_MAX, 1};
    return hit;
}

enum store_status search_page_ends(struct arena *arena, struct list *hits, const struct hits_wanted *wanted,
                                   struct page *page)
{
    const struct hit *hit = hits->at;

    page->total = wanted->total;
    page->more = wanted->limit > 0 && hits->count == wanted->limit;
    hits->count -= page->more;
    if (wanted->limit == 0 || hits->count < wanted->limit - 1)
        return STORE_OK;
    hit += hits->count - 1;
    page->last.key = arena_format(arena, "%zu", hit->tier);
    page->last.id = arena_format(arena, "%lld", (long long)hit->number);
    return page->last.key && page->last.id ? STORE_OK : STORE_NO_MEMORY;
}
