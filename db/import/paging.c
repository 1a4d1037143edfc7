#include "db/import/paging.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    DOUBT_ALL_EVERY = 3, /* rounds: in the others only pages at fault are asked for again */
    ROUNDS_MAX = 8,
    NAMED_MAX = 20, /* of one kind of fault so many are named */
};

/* A row and the page that it stands on. */
struct row {
    const char *key;
    struct paging_page *page;
};

struct rows {
    struct row *at;
    size_t count;
};

static struct paging_page *page_at(const struct paging *paging, size_t index)
{
    return ((struct paging_page *const *)paging->pages.at)[index];
}

static struct paging_page *add_page(struct paging *paging)
{
    struct paging_page *page = arena_take(paging->arena, sizeof *page);
    struct paging_page **place = list_add(&paging->pages, paging->arena, sizeof *place);

    if (!page || !place)
        return NULL;
    page->offset = (int64_t)(paging->pages.count - 1) * PAGING_ROWS;
    *place = page;
    return page;
}

bool paging_begin(struct paging *paging)
{
    return add_page(paging) != NULL;
}

bool paging_take(struct paging *paging, struct paging_page *page, int64_t count, const struct list *keys)
{
    const char *const *key = keys->at;

    page->known = true;
    page->count = count;
    page->keys = *keys;
    page->turn = ++paging->turn;
    paging->count = count;
    for (size_t i = 0; i < keys->count; i++)
        if (!paging_expect(paging, key[i]))
            return false;
    return true;
}

bool paging_expect(struct paging *paging, const char *key)
{
    return list_add_text(&paging->expected, paging->arena, key);
}

/* Rows of all pages ------------------------------------------------------------------------------------------------ */

static int by_key(const void *a, const void *b)
{
    const struct row *one = a, *other = b;
    int order = strcmp(one->key, other->key);

    return order ? order : (one->page->offset > other->page->offset) - (one->page->offset < other->page->offset);
}

/* @return false if there is no memory; rows->at is of malloc */
static bool gather(const struct paging *paging, struct rows *rows)
{
    size_t most = 1;

    for (size_t i = 0; i < paging->pages.count; i++)
        most += page_at(paging, i)->keys.count;
    *rows = (struct rows){.at = malloc(most * sizeof *rows->at)};
    if (!rows->at)
        return false;
    for (size_t i = 0; i < paging->pages.count; i++) {
        struct paging_page *page = page_at(paging, i);
        const char *const *keys = page->keys.at;

        for (size_t j = 0; j < page->keys.count; j++)
            rows->at[rows->count++] = (struct row){keys[j], page};
    }
    qsort(rows->at, rows->count, sizeof *rows->at, by_key);
    return true;
}

static bool is_repeated(const struct rows *rows, size_t i)
{
    return i > 0 && strcmp(rows->at[i].key, rows->at[i - 1].key) == 0;
}

/* Judging ---------------------------------------------------------------------------------------------------------- */

/* @return is it not the last page, and has fewer rows than fit? */
static bool is_short(const struct paging *paging, const struct paging_page *page)
{
    int64_t left = paging->count - page->offset;

    return (int64_t)page->keys.count < (left < PAGING_ROWS ? left : PAGING_ROWS);
}

/* The count has changed and leaves out pages at the end. */
static void drop_pages_behind(struct paging *paging)
{
    while (paging->pages.count > 1) {
        const struct paging_page *last = page_at(paging, paging->pages.count - 1);

        if (last->offset < paging->count || (last->known && last->count == paging->count))
            return;
        paging->pages.count--;
    }
}

/* @return how many pages are not known */
static size_t count_open(const struct paging *paging)
{
    size_t open = 0;

    for (size_t i = 0; i < paging->pages.count; i++)
        open += !page_at(paging, i)->known;
    return open;
}

static bool add_pages(struct paging *paging)
{
    while ((int64_t)paging->pages.count * PAGING_ROWS < paging->count)
        if (!add_page(paging))
            return false;
    return true;
}

static void doubt(const struct paging *paging, struct paging_page *page)
{
    page->known = false;
    page->was_short = is_short(paging, page);
}

/* Doubts pages that share a row, and counts the rows. @return false if there is no memory */
static bool doubt_repeated(struct paging *paging)
{
    struct rows rows;

    if (!gather(paging, &rows))
        return false;
    paging->distinct = 0;
    for (size_t i = 0; i < rows.count; i++) {
        paging->distinct += !is_repeated(&rows, i);
        if (is_repeated(&rows, i)) {
            doubt(paging, rows.at[i].page);
            doubt(paging, rows.at[i - 1].page);
        }
    }
    free(rows.at);
    return true;
}

static bool has_other_count(const struct paging *paging, const struct paging_page *page)
{
    return page->count != paging->count;
}

/* A page that comes short a second time may be so by design. */
static bool is_short_once(const struct paging *paging, const struct paging_page *page)
{
    return is_short(paging, page) && !page->was_short;
}

static bool is_any(const struct paging *paging, const struct paging_page *page)
{
    (void)paging;
    (void)page;
    return true;
}

static void doubt_those(struct paging *paging, bool (*is_at_fault)(const struct paging *, const struct paging_page *))
{
    for (size_t i = 0; i < paging->pages.count; i++)
        if (is_at_fault(paging, page_at(paging, i)))
            doubt(paging, page_at(paging, i));
}

/* The list is not whole. Which pages are to be asked for again? */
static enum paging_state doubt_some(struct paging *paging)
{
    const struct paging_page *last = page_at(paging, paging->pages.count - 1);

    if (count_open(paging) == 0)
        doubt_those(paging, is_short_once);
    if (count_open(paging) == 0 && (int64_t)paging->distinct < paging->count && last->keys.count > 0)
        return add_page(paging) ? PAGING_OPEN : PAGING_NO_MEMORY;
    if (paging->rounds++ == ROUNDS_MAX)
        return PAGING_BROKEN;
    if (count_open(paging) == 0 || paging->rounds % DOUBT_ALL_EVERY == 0)
        doubt_those(paging, is_any);
    return PAGING_OPEN;
}

enum paging_state paging_judge(struct paging *paging)
{
    drop_pages_behind(paging);
    if (!add_pages(paging))
        return PAGING_NO_MEMORY;
    if (count_open(paging) > 0)
        return PAGING_OPEN;
    if (!doubt_repeated(paging))
        return PAGING_NO_MEMORY;
    doubt_those(paging, has_other_count);
    if (count_open(paging) == 0 && (int64_t)paging->distinct == paging->count)
        return PAGING_WHOLE;
    return doubt_some(paging);
}

/* Reporting -------------------------------------------------------------------------------------------------------- */

static void report_repeated(const struct paging *paging, const struct rows *rows, struct findings *findings)
{
    size_t named = 0;

    for (size_t i = 0; i < rows->count && named < NAMED_MAX; i++)
        if (is_repeated(rows, i) && ++named)
            finding_error(findings, paging->name, 1,
                          "\"%s\" is on the page at %" PRId64 " and on the page at %" PRId64
                          ", however often they are asked for; expected it once",
                          rows->at[i].key, rows->at[i - 1].page->offset, rows->at[i].page->offset);
}

static bool has_row(const struct rows *rows, const char *key)
{
    struct paging_page none = {.offset = -1};
    size_t low = 0, high = rows->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (by_key(&rows->at[middle], &(struct row){key, &none}) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < rows->count && strcmp(rows->at[low].key, key) == 0;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Rows that came once, or that others speak of, and that are on no page. */
static void report_missing(const struct paging *paging, const struct rows *rows, struct findings *findings)
{
    const char **expected = paging->expected.at;
    size_t named = 0;

    if (paging->expected.count > 0)
        qsort(expected, paging->expected.count, sizeof *expected, by_text);
    for (size_t i = 0; i < paging->expected.count && named < NAMED_MAX; i++)
        if ((i == 0 || strcmp(expected[i], expected[i - 1]) != 0) && !has_row(rows, expected[i]) && ++named)
            finding_error(findings, paging->name, 1,
                          "\"%s\" is on no page; expected it there: a row names it, or it was on a page before",
                          expected[i]);
}

static void report_pages(const struct paging *paging, struct findings *findings)
{
    size_t named = 0;

    for (size_t i = 0; i < paging->pages.count && named < NAMED_MAX; i++) {
        const struct paging_page *page = page_at(paging, i);

        if (page->count != paging->count && ++named)
            finding_error(findings, paging->name, 1,
                          "the page at %" PRId64 " says that there are %" PRId64
                          " rows, the last one that came %" PRId64 "; expected one count",
                          page->offset, page->count, paging->count);
        else if (is_short(paging, page) && ++named)
            finding_error(findings, paging->name, 1,
                          "the page at %" PRId64 " has %zu rows, however often it is asked for; expected %" PRId64,
                          page->offset, page->keys.count,
                          paging->count - page->offset < PAGING_ROWS ? paging->count - page->offset
                                                                     : (int64_t)PAGING_ROWS);
    }
}

void paging_report(const struct paging *paging, struct findings *findings)
{
    struct rows rows;

    if ((int64_t)paging->distinct != paging->count)
        finding_error(findings, paging->name, 1,
                      "its pages have %zu different rows; expected %" PRId64 ", as they say themselves",
                      paging->distinct, paging->count);
    report_pages(paging, findings);
    if (!gather(paging, &rows))
        return;
    report_repeated(paging, &rows, findings);
    report_missing(paging, &rows, findings);
    free(rows.at);
}
