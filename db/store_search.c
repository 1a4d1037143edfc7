/* Questions by words: competences, CZ-ISCO groups, suggestions. Occupations are in store_occupation_list.c. */
#include "db/search.h"
#include "db/search_expression.h"
#include "model/occupation.h"
#include "model/stem.h"
#include "model/text.h"
#include "model/words.h"

#include <string.h>

static const struct listing competences = {Q_COMPETENCES, Q_COMPETENCE_LEVELS, "levels"};
static const struct listing isco_groups = {.query = Q_ISCO_GROUPS};

/* Pages ------------------------------------------------------------------------------------------------------------ */

static bool list_numbers(struct arena *arena, const struct list *hits, struct list *numbers)
{
    const struct hit *hit = hits->at;

    for (size_t i = 0; i < hits->count; i++)
        if (!list_add_number(numbers, arena, (uint32_t)hit[i].number))
            return false;
    return true;
}

/* The ids of hits, in their order. */
static enum store_status ids_of(struct store *store, struct arena *arena, const struct list *hits, struct list *ids)
{
    struct list numbers = {0}, entries = {0};
    const struct term *entry;
    enum store_status status;

    if (!list_numbers(arena, hits, &numbers))
        return STORE_NO_MEMORY;
    status =
        store_ask_each(store, arena, Q_SEARCH_IDS,
                       (const struct argument[ARG_COUNT]){[ARG_IDS] = {.numbers = &numbers}}, hits->count, &entries);
    entry = entries.at;
    for (size_t i = 0; i < entries.count && status == STORE_OK; i++)
        if (!list_add_text(ids, arena, entry[i].id))
            status = STORE_NO_MEMORY;
    return status;
}

static enum store_status read_page(struct store *store, struct arena *arena, const struct search *search,
                                   const struct hits_wanted *wanted, const struct listing *listing, struct page *page)
{
    struct list hits = {0}, ids = {0};
    enum store_status status = search_hits(store, arena, search, wanted, &hits);

    if (status == STORE_OK)
        status = search_page_ends(arena, &hits, wanted, page);
    if (status == STORE_OK)
        status = ids_of(store, arena, &hits, &ids);
    return status == STORE_OK ? store_ask_these(store, arena, listing, &ids, &page->items) : status;
}

static enum store_status search_page(struct store *store, struct arena *arena, enum search_kind kind, const char *q,
                                     const struct argument filters[static ARG_COUNT], const struct listing *listing,
                                     const struct window *window, struct page *out, struct list *corrected)
{
    struct hits_wanted wanted = {
        .filters = filters,
        .after = search_hit(&window->after),
        .limit = window->limit > 0 ? (size_t)window->limit + 1 : 0,
    };
    struct search search;
    struct page found = {0};
    enum store_status status = search_read_forgiving(store, arena, kind, q, &search);

    if (status == STORE_OK)
        status = search_count(store, arena, &search, filters, &wanted.total);
    if (status == STORE_OK)
        status = read_page(store, arena, &search, &wanted, listing, &found);
    if (status == STORE_OK) {
        *corrected = search.corrected;
        *out = found;
    }
    return status;
}

enum store_status store_search_competences(struct store *store, struct arena *arena, const char *q,
                                           const struct list *kinds, const struct window *window, struct page *out,
                                           struct list *corrected)
{
    const struct argument filters[ARG_COUNT] = {[ARG_KINDS] = {.texts = kinds}};

    return search_page(store, arena, SEARCH_COMPETENCE, q, filters, &competences, window, out, corrected);
}

enum store_status store_search_isco_groups(struct store *store, struct arena *arena, const char *q,
                                           const struct list *levels, const struct list *parents,
                                           const struct window *window, struct page *out, struct list *corrected)
{
    const struct argument filters[ARG_COUNT] = {[ARG_LEVELS] = {.texts = levels}, [ARG_PARENTS] = {.texts = parents}};

    return search_page(store, arena, SEARCH_ISCO, q, filters, &isco_groups, window, out, corrected);
}

/* Suggestions ------------------------------------------------------------------------------------------------------ */

/* Adds what a search suggests, up to limit. */
static enum store_status add_hits(struct store *store, struct arena *arena, struct search *search, size_t limit,
                                  struct list *hits)
{
    const struct hits_wanted wanted = {.limit = limit - hits->count, .total = INT64_MAX};
    struct list found = {0};
    const struct hit *hit;
    enum store_status status;

    search->order = SEARCH_AS_SUGGESTION;
    status = search_hits(store, arena, search, &wanted, &found);
    hit = found.at;
    for (size_t i = 0; i < found.count && status == STORE_OK; i++) {
        struct hit *added = list_add(hits, arena, sizeof *added);

        if (added)
            *added = hit[i];
        else
            status = STORE_NO_MEMORY;
    }
    return status;
}

/* Adds what all kinds suggest, up to limit. */
static enum store_status add_kinds(struct store *store, struct arena *arena, struct search *search, size_t limit,
                                   struct list *hits)
{
    enum store_status status = STORE_OK;

    for (search->kind = 0; search->kind < SEARCH_KIND_COUNT && status == STORE_OK && hits->count < limit;
         search->kind++)
        status = add_hits(store, arena, search, limit, hits);
    return status;
}

/* Looks for what was meant in each kind, until one has something. */
static enum store_status correct_kinds(struct store *store, struct arena *arena, struct search *search, size_t limit,
                                       struct list *hits)
{
    const struct search typed = *search;
    enum store_status status = STORE_OK;

    for (enum search_kind kind = 0; kind < SEARCH_KIND_COUNT && status == STORE_OK && hits->count == 0; kind++) {
        *search = typed;
        search->kind = kind;
        status = search_correct(store, arena, search);
        if (status == STORE_OK && search->corrected.count > 0)
            status = add_kinds(store, arena, search, limit, hits);
    }
    return status;
}

/* Is one of the words what is sought, as its beginning or by its stem? @return false if there is no memory */
static bool find_sought(struct arena *arena, const struct list *words, const struct sought *sought, bool *found)
{
    const struct word *word = words->at;

    *found = false;
    for (size_t i = 0; i < words->count && !*found; i++) {
        bool begins = text_starts_with(word[i].folded, sought->folded);
        const char *stem = begins ? sought->stem : stem_czech(arena, word[i].folded);

        if (!stem)
            return false;
        *found = strcmp(stem, sought->stem) == 0;
    }
    return true;
}

/* @return false if there is no memory */
static bool text_matches(struct arena *arena, const struct search *search, const char *text, bool *matches)
{
    const struct sought *sought = search->words.at;
    struct list words = {0};

    if (!words_of(arena, text, strlen(text), &words))
        return false;
    *matches = true;
    for (size_t i = 0; i < search->words.count && *matches; i++)
        if (!find_sought(arena, &words, &sought[i], matches))
            return false;
    return true;
}

/* Puts the first alternative name that matches in place of a name that does not. */
static enum store_status match_alternatives(struct store *store, struct arena *arena, const struct search *search,
                                            const struct list *ids, const struct list *positions,
                                            struct suggestion *items)
{
    struct asking asking =
        store_ask(store, arena, Q_ALTERNATIVE_NAMES, (const struct argument[ARG_COUNT]){[ARG_IDS] = {.texts = ids}});

    while (asking_next(&asking)) {
        struct suggestion *item = &items[((const size_t *)positions->at)[asking_number(&asking, 0)]];
        const char *text = asking_text(&asking, 1);
        bool matches = false;

        if (item->matched != item->name) /* found before: a shared text is one that was not replaced */
            continue;
        if (!text || !text_matches(arena, search, text, &matches))
            asking.status = STORE_NO_MEMORY;
        if (matches && !(item->matched = arena_text(arena, text, strlen(text))))
            asking.status = STORE_NO_MEMORY;
    }
    return asking_end(&asking);
}

/* Says in which text each was found: an occupation's alternative name where its tier says so. */
static enum store_status match_texts(struct store *store, struct arena *arena, const struct search *search,
                                     const struct list *hits, struct list *items)
{
    const struct hit *hit = hits->at;
    struct suggestion *item = items->at;
    struct list ids = {0}, positions = {0};

    for (size_t i = 0; i < items->count; i++) {
        size_t *position;

        item[i].matched = item[i].name;
        if (strcmp(item[i].kind, "occupation") != 0 || !item[i].name || !search_is_alternative(search, hit[i].tier))
            continue;
        position = list_add(&positions, arena, sizeof *position);
        if (!position || !list_add_text(&ids, arena, item[i].id))
            return STORE_NO_MEMORY;
        *position = i;
    }
    return ids.count > 0 ? match_alternatives(store, arena, search, &ids, &positions, item) : STORE_OK;
}

static enum store_status read_suggestions(struct store *store, struct arena *arena, const struct search *search,
                                          const struct list *hits, struct list *items)
{
    struct list numbers = {0};
    enum store_status status;

    if (hits->count == 0)
        return STORE_OK;
    if (!list_numbers(arena, hits, &numbers))
        return STORE_NO_MEMORY;
    status = store_ask_each(store, arena, Q_SUGGESTIONS,
                            (const struct argument[ARG_COUNT]){[ARG_IDS] = {.numbers = &numbers}}, hits->count, items);
    return status == STORE_OK ? match_texts(store, arena, search, hits, items) : status;
}

enum store_status store_suggest(struct store *store, struct arena *arena, const char *q, size_t limit,
                                struct list *items, struct list *corrected)
{
    struct list hits = {0};
    struct search search;
    enum store_status status = search_read(store, arena, SEARCH_OCCUPATION, q, &search);

    if (status == STORE_OK)
        status = add_kinds(store, arena, &search, limit, &hits);
    if (status == STORE_OK && hits.count == 0)
        status = correct_kinds(store, arena, &search, limit, &hits);
    if (status == STORE_OK)
        status = read_suggestions(store, arena, &search, &hits, items);
    if (status == STORE_OK)
        *corrected = search.corrected;
    return status;
}
