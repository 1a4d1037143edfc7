/**
 * A list that comes in pages, and whether the pages make one whole: a server's list may change while it is read, so
 * that rows stand on two pages or on none. Knows nothing of HTTP.
 *
 * Offsets are multiples of the page size: a page that comes short does not move those behind it. A list is whole when
 * all pages state the same count and have so many different rows, none of them twice.
 */
#ifndef POVOLANI_PAGING_H
#define POVOLANI_PAGING_H

#include "db/import/findings.h"
#include "model/shape.h"

enum {
    PAGING_ROWS = 100,
    PAGING_COUNT_MAX = 1000000,
    PAGING_EXPECTED_MAX = 1000000, /* keys that rows speak of: beyond that they are not kept */
};

struct paging_page {
    int64_t offset;
    bool known;       /* has come, and is believed */
    int64_t count;    /* rows of the whole list, as this page states it */
    size_t turn;      /* the later it came the greater */
    struct list keys; /* const char *: of its rows */
    bool was_short;   /* it had too few rows when it was doubted */
    bool is_bare;     /* rows have little more than their key; of the asker */
};

struct paging {
    const char *name;   /* for messages: the list's address */
    const char *member; /* what tells its rows apart, "urlSlug" */
    struct arena *arena;
    struct list pages;    /* struct paging_page *, by offset */
    struct list expected; /* const char *: keys that came once, or that are said to be there */
    size_t turn;
    int64_t count;   /* of the page that came last */
    size_t distinct; /* different rows, when they were judged */
    unsigned rounds; /* how often pages were doubted */
};

enum paging_state {
    PAGING_WHOLE,
    PAGING_OPEN,   /* pages are to be asked for: those that are not known */
    PAGING_BROKEN, /* it does not become whole, however often it is asked for: paging_report */
    PAGING_NO_MEMORY,
};

/** Begins with the first page, not known yet. @return false if there is no memory */
bool paging_begin(struct paging *paging) __attribute__((warn_unused_result));

/** A page has come. @param keys  of the paging's arena. @return false if there is no memory */
bool paging_take(struct paging *paging, struct paging_page *page, int64_t count, const struct list *keys)
    __attribute__((warn_unused_result));

/** The list should have a row of that key: it is named as missing if the list does not become whole. */
bool paging_expect(struct paging *paging, const char *key) __attribute__((warn_unused_result));

/**
 * Judges the list when all its pages are known, and doubts those that may be at fault: that state another count than
 * the last, that share a row with another, that came short; if there is no such page, or every third time, all. Pages
 * that the count asks for are added. A list with fewer rows than it should have and no page at fault may go on behind
 * its count: a server may leave rows out of its pages by design.
 */
enum paging_state paging_judge(struct paging *paging) __attribute__((warn_unused_result));

/** Reports what is wrong with a list that is not whole: rows that repeat, rows that are missing, pages at fault. */
void paging_report(const struct paging *paging, struct findings *findings);

#endif
