/**
 * The store on the small dataset (tests/support/dataset.sql), and its answers compared as JSON.
 */
#ifndef POVOLANI_TEST_STORE_H
#define POVOLANI_TEST_STORE_H

#include "db/store.h"

/** Opened by store_fixture_open; the arena is emptied with it. */
extern struct store *fixture_store;
extern struct arena *fixture_arena;
void store_fixture_open(void);
/** The same on a dataset that has more rows: SQL. */
void store_fixture_open_with(const char *more);
void store_fixture_close(void);

/** A list of one or two texts, for filters; b may be NULL. */
struct list texts_of(const char *a, const char *b);

/** The struct, or the list's structs one a line, as JSON with ' for ". The test fails with both if they differ. */
void assert_object(const struct shape *shape, const void *object, const char *expected);
void assert_items(const struct shape *shape, const struct list *items, const char *expected);

void assert_same_object(const struct shape *shape, const void *object, const void *expected);

/** The named field of the list's structs, separated by spaces. */
void assert_field(const struct shape *shape, const struct list *items, const char *field, const char *expected);

/** Asks for a page of a list. */
typedef enum store_status (*page_question)(const struct window *window, struct page *page);

/** Pages of 1, 2 and 3 items, each from where the last one ended, are the whole list, with its total and its end. */
void assert_pages_make_the_whole(const struct shape *shape, page_question question);

#endif
