#include "tests/support/client.h"

#include <stdio.h>
#include <string.h>

/* In Czech alphabetical order: č after c, ch after h, ř after r. */
static const char *const names[] = {"Cukrář",      "Číšník",  "Drtič kamene", "Horník", "Chovatel",
                                    "Restaurátor", "Ředitel", "Truhlář",      NULL};
enum { NAMES = 8 };

static struct server server;

static void start(void)
{
    server_start(&server, server_dataset_of_copies(names), NULL);
}

static void stop(void)
{
    server_stop(&server);
}

/** Follows next from a path to the end; every page has to say the same of the list. @return pages */
static size_t follow(const char *path, const char *found[static NAMES * 2], size_t *count, json_t *pages)
{
    char next[1024];

    snprintf(next, sizeof next, "%s", path);
    *count = 0;
    do {
        struct seen answer = client_get(&server, next);
        json_t *page = seen_json(&answer), *item;
        const char *link = json_string_value(json_object_get(page, "next"));
        char header[1100];
        size_t i;

        ck_assert_int_eq(json_integer_value(json_object_get(page, "total")), NAMES);
        json_array_foreach (json_object_get(page, "items"), i, item) {
            ck_assert_uint_lt(*count, NAMES * 2);
            found[(*count)++] = json_string_value(json_object_get(item, "name"));
        }
        snprintf(header, sizeof header, ", <%s>; rel=\"next\"", link ? link : "");
        ck_assert_int_eq(strstr(seen_header(&answer, "Link"), header) != NULL, link != NULL);
        snprintf(next, sizeof next, "%s", link ? link : "");
        ck_assert_int_eq(json_array_append_new(pages, page), 0);
        seen_release(&answer);
    } while (*next);
    return json_array_size(pages);
}

START_TEST(next_leads_through_every_item_once_in_czech_order)
{
    static const struct {
        int limit;
        size_t pages;
    } walks[] = {{1, 8}, {3, 3}, {4, 2}, {8, 1}, {100, 1}};

    for (size_t w = 0; w < sizeof walks / sizeof *walks; w++) {
        const char *found[NAMES * 2];
        json_t *pages = json_array();
        char path[64];
        size_t count;

        snprintf(path, sizeof path, "/v1/occupations?limit=%d", walks[w].limit);
        ck_assert_uint_eq(follow(path, found, &count, pages), walks[w].pages);
        ck_assert_uint_eq(count, NAMES);
        for (size_t i = 0; i < NAMES; i++)
            ck_assert_str_eq(found[i], names[i]);
        json_decref(pages);
    }
}
END_TEST

START_TEST(sort_turned_round_leads_through_the_list_backwards)
{
    const char *found[NAMES * 2];
    json_t *pages = json_array();
    size_t count;

    follow("/v1/occupations?sort=-name&limit=3&fields=name", found, &count, pages);
    ck_assert_uint_eq(count, NAMES);
    for (size_t i = 0; i < NAMES; i++)
        ck_assert_str_eq(found[i], names[NAMES - 1 - i]);
    json_decref(pages);
}
END_TEST

START_TEST(a_table_has_every_row_unless_a_limit_is_given)
{
    struct seen all = client_get(&server, "/v1/occupations.csv?fields=name");
    struct seen two = client_get(&server, "/v1/occupations.csv?fields=name&limit=2");

    ck_assert_str_eq(all.body,
                     "name\r\nCukrář\r\nČíšník\r\nDrtič kamene\r\nHorník\r\nChovatel\r\nRestaurátor\r\nŘeditel\r\n"
                     "Truhlář\r\n");
    ck_assert_str_eq(two.body, "name\r\nCukrář\r\nČíšník\r\n");
    ck_assert_ptr_nonnull(strstr(seen_header(&two, "Link"), "rel=\"next\""));
    seen_release(&all);
    seen_release(&two);
}
END_TEST

/** The link to the second page; a static buffer. */
static const char *second_page(void)
{
    static char next[1024];
    struct seen answer = client_get(&server, "/v1/occupations?limit=2");
    json_t *page = seen_json(&answer);

    snprintf(next, sizeof next, "%s", json_string_value(json_object_get(page, "next")));
    json_decref(page);
    seen_release(&answer);
    return next;
}

START_TEST(a_cursor_fits_its_own_query_with_any_limit_and_no_other)
{
    const char *cursor = strstr(second_page(), "cursor=");
    char path[1100];
    struct seen answer;

    snprintf(path, sizeof path, "/v1/occupations?limit=1&%s", cursor);
    answer = client_get(&server, path);
    ck_assert_int_eq(answer.status, 200);
    ck_assert_ptr_nonnull(strstr(answer.body, "\"name\":\"Drtič kamene\""));
    seen_release(&answer);
    snprintf(path, sizeof path, "/v1/occupations?type=occupation&%s", cursor);
    answer = client_get(&server, path);
    ck_assert_int_eq(answer.status, 400);
    ck_assert_ptr_nonnull(strstr(answer.body, "/docs/problems/bad-cursor"));
    seen_release(&answer);
}
END_TEST

START_TEST(a_cursor_of_another_dataset_is_410_with_the_link_to_start_again)
{
    static const char *const fewer[] = {"Horník", "Ředitel", NULL};
    const char *next = second_page();
    struct server other;
    struct seen answer;

    server_start(&other, server_dataset_of_copies(fewer), NULL);
    answer = client_get(&other, next);
    ck_assert_int_eq(answer.status, 410);
    ck_assert_ptr_nonnull(strstr(answer.body, "/docs/problems/cursor-expired"));
    ck_assert_ptr_nonnull(strstr(answer.body, "\"restart\":\"/v1/occupations?limit=2\""));
    seen_release(&answer);
    server_stop(&other);
}
END_TEST

static Suite *paging_suite(void)
{
    Suite *suite = suite_create("paging over HTTP");
    TCase *tests = tcase_create("paging over HTTP");

    tcase_add_unchecked_fixture(tests, start, stop);
    tcase_add_test(tests, next_leads_through_every_item_once_in_czech_order);
    tcase_add_test(tests, sort_turned_round_leads_through_the_list_backwards);
    tcase_add_test(tests, a_table_has_every_row_unless_a_limit_is_given);
    tcase_add_test(tests, a_cursor_fits_its_own_query_with_any_limit_and_no_other);
    tcase_add_test(tests, a_cursor_of_another_dataset_is_410_with_the_link_to_start_again);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(paging_suite)
