/* Pages of a list that changes while it is read: a server of numbered rows is asked as a sync would. */
#include "db/import/paging.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 1000, ASKED_MAX = 400 };

/* What the server has; at the nth page asked for, something happens to it. */
static struct {
    int rows[ROWS_MAX];
    int count;
    int change_at, remove, insert; /* positions; -1: none */
    int64_t repeats;               /* the first row of the page at this offset is row 0, for so many times */
    int times;
    int hidden; /* this row is left out of its page, the count stays; -1: none */
    int count_off;
    int asked;
} server;

static struct arena *arena;
static struct paging paging;

static void set_up(void)
{
    arena = arena_new();
    ck_assert_ptr_nonnull(arena);
    memset(&server, 0, sizeof server);
    server.change_at = server.remove = server.insert = server.hidden = -1;
    server.repeats = -1;
    server.count = 420;
    for (int i = 0; i < ROWS_MAX; i++)
        server.rows[i] = i;
    paging = (struct paging){.name = "http://127.0.0.1/list", .member = "id", .arena = arena};
    ck_assert(paging_begin(&paging));
}

static void tear_down(void)
{
    arena_free(arena);
}

static void change(void)
{
    if (server.remove >= 0)
        memmove(server.rows + server.remove, server.rows + server.remove + 1,
                sizeof *server.rows * (size_t)(ROWS_MAX - server.remove - 1));
    if (server.insert >= 0) {
        memmove(server.rows + server.insert + 1, server.rows + server.insert,
                sizeof *server.rows * (size_t)(ROWS_MAX - server.insert - 1));
        server.rows[server.insert] = 5000;
    }
    server.count += (server.insert >= 0) - (server.remove >= 0);
}

static void answer(struct paging_page *page)
{
    struct list keys = {0};

    if (server.asked++ == server.change_at)
        change();
    for (int i = (int)page->offset; i < server.count && i < page->offset + PAGING_ROWS; i++) {
        bool repeats = i == page->offset && page->offset == server.repeats && server.times-- > 0;
        int row = repeats ? server.rows[0] : server.rows[i];

        if (row != server.hidden)
            ck_assert(list_add_text(&keys, arena, arena_format(arena, "%d", row)));
    }
    ck_assert(paging_take(&paging, page, server.count + server.count_off, &keys));
}

/* Asks until the list is whole or broken; returns which. */
static enum paging_state read_list(void)
{
    enum paging_state state;

    while ((state = paging_judge(&paging)) == PAGING_OPEN) {
        struct paging_page **pages = paging.pages.at;

        ck_assert_int_lt(server.asked, ASKED_MAX);
        for (size_t i = 0; i < paging.pages.count; i++)
            if (!pages[i]->known)
                answer(pages[i]);
    }
    return state;
}

/* Is what was read what the server has now? */
static void expect_whole(int asked_at_most)
{
    struct paging_page **pages;
    int row = 0;

    ck_assert_int_eq(read_list(), PAGING_WHOLE);
    pages = paging.pages.at;
    for (size_t i = 0; i < paging.pages.count; i++)
        for (size_t j = 0; j < pages[i]->keys.count; j++)
            ck_assert_int_eq(atoi(((const char *const *)pages[i]->keys.at)[j]), server.rows[row++]);
    ck_assert_int_eq(row, server.count);
    ck_assert_msg(server.asked <= asked_at_most, "%d pages were asked for", server.asked);
}

/* What is said of a broken list. */
static const char *report(void)
{
    static char text[8192];
    FILE *out = fmemopen(text, sizeof text, "w");
    struct findings findings = {.out = out};

    ck_assert_int_eq(read_list(), PAGING_BROKEN);
    ck_assert_ptr_nonnull(out);
    paging_report(&paging, &findings);
    ck_assert_int_eq(fclose(out), 0);
    ck_assert_uint_gt(findings.errors, 0);
    return text;
}

START_TEST(a_list_that_stays_is_asked_for_once)
{
    expect_whole(5);
}
END_TEST

START_TEST(an_empty_list_is_whole)
{
    server.count = 0;
    expect_whole(1);
}
END_TEST

START_TEST(a_row_that_goes_while_the_list_is_read_leaves_a_whole_list)
{
    for (int at = 1; at < 6; at++)
        for (int position = 0; position < 420; position += 35) {
            tear_down();
            set_up();
            server.change_at = at;
            server.remove = position;
            expect_whole(10);
        }
}
END_TEST

START_TEST(a_row_that_comes_while_the_list_is_read_leaves_a_whole_list)
{
    for (int at = 1; at < 6; at++)
        for (int position = 0; position < 420; position += 35) {
            tear_down();
            set_up();
            server.change_at = at;
            server.insert = position;
            expect_whole(10);
        }
}
END_TEST

START_TEST(rows_that_move_under_the_same_count_are_noticed_by_what_repeats)
{
    server.change_at = 3;
    server.insert = 10;
    server.remove = 415;
    expect_whole(20);
}
END_TEST

START_TEST(a_list_that_shrinks_by_a_page_is_whole)
{
    server.count = 401;
    server.change_at = 2;
    server.remove = 50;
    expect_whole(10);
}
END_TEST

START_TEST(a_row_that_repeats_once_is_put_right)
{
    server.repeats = 200;
    server.times = 1;
    expect_whole(7);
}
END_TEST

START_TEST(rows_behind_the_count_are_found_where_pages_are_short)
{
    server.count = 520;
    server.count_off = -1; /* one row is not public: it is neither shown nor counted */
    server.hidden = 50;
    ck_assert_int_eq(read_list(), PAGING_WHOLE);
    ck_assert_uint_eq(paging.distinct, 519);
}
END_TEST

START_TEST(a_row_that_always_repeats_is_named_with_its_pages)
{
    server.repeats = 200;
    server.times = ASKED_MAX;
    ck_assert_ptr_nonnull(strstr(report(), "http://127.0.0.1/list:1: error: \"0\" is on the page at 0 and on the page "
                                           "at 200, however often they are asked for; expected it once\n"));
}
END_TEST

START_TEST(a_page_that_is_always_short_is_named_and_so_is_the_row_if_it_is_known)
{
    const char *said;

    server.hidden = 150;
    ck_assert(paging_expect(&paging, "150"));
    said = report();
    ck_assert_ptr_nonnull(strstr(said, "its pages have 419 different rows; expected 420"));
    ck_assert_ptr_nonnull(strstr(said, "the page at 100 has 99 rows, however often"));
    ck_assert_ptr_nonnull(strstr(said, "\"150\" is on no page"));
    ck_assert_ptr_null(strstr(said, "the page at 0"));
}
END_TEST

START_TEST(a_count_that_is_never_reached_is_named)
{
    server.count_off = 2;
    ck_assert_ptr_nonnull(strstr(report(), "its pages have 420 different rows; expected 422, as they say themselves"));
    ck_assert_int_lt(server.asked, 60);
}
END_TEST

static Suite *paging_suite(void)
{
    Suite *suite = suite_create("paging");
    TCase *tests = tcase_create("paging");

    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_list_that_stays_is_asked_for_once);
    tcase_add_test(tests, an_empty_list_is_whole);
    tcase_add_test(tests, a_row_that_goes_while_the_list_is_read_leaves_a_whole_list);
    tcase_add_test(tests, a_row_that_comes_while_the_list_is_read_leaves_a_whole_list);
    tcase_add_test(tests, rows_that_move_under_the_same_count_are_noticed_by_what_repeats);
    tcase_add_test(tests, a_list_that_shrinks_by_a_page_is_whole);
    tcase_add_test(tests, a_row_that_repeats_once_is_put_right);
    tcase_add_test(tests, rows_behind_the_count_are_found_where_pages_are_short);
    tcase_add_test(tests, a_row_that_always_repeats_is_named_with_its_pages);
    tcase_add_test(tests, a_page_that_is_always_short_is_named_and_so_is_the_row_if_it_is_known);
    tcase_add_test(tests, a_count_that_is_never_reached_is_named);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(paging_suite)
