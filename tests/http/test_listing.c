/* Whole lists in CSV that are too long to be held in memory. */
#include "server/listing.h"
#include "tests/support/client.h"
#include "tests/support/dataset.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { ROWS = 12345 };

static const char target[] = "/v1/competences.csv?kind=knowledge&fields=code,name";
static struct server server;

/** A dataset with so many pieces of knowledge, and one of the common rows. */
static const char *dataset_of(int rows)
{
    char sql[512];

    snprintf(sql, sizeof sql,
             "INSERT INTO competence WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
             "SELECT 'knowledge:x.' || i, 'knowledge', 'x.' || i, 'Znalost, číslo ' || i, 1000 + i FROM n;",
             rows - 1);
    return dataset_write(support_folder(), "povolani.db", sql);
}

static void open_server(void)
{
    ck_assert_int_gt(ROWS, LISTING_SHORT);
    server_start(&server, dataset_of(ROWS), NULL);
}

static void close_server(void)
{
    server_stop(&server);
}

/** Checks that each row is there once, in its order. */
static void expect_all(const char *body)
{
    static const char beginning[] = "code,name\r\n2.1,Chov skotu\r\n";
    const char *at = body;
    char row[64];

    ck_assert_int_eq(strncmp(at, beginning, strlen(beginning)), 0);
    at += strlen(beginning);
    for (int i = 1; i < ROWS; i++) {
        int length = snprintf(row, sizeof row, "x.%d,\"Znalost, číslo %d\"\r\n", i, i);

        ck_assert_msg(strncmp(at, row, (size_t)length) == 0, "not row %d: %.40s", i, at);
        at += length;
    }
    ck_assert_str_eq(at, "");
}

START_TEST(a_long_list_has_every_row_once_in_any_coding)
{
    static const char *const encodings[] = {"identity", "gzip", "br, gzip;q=0.5", "br"};

    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        struct seen seen = client_decoded(&server, target, encodings[i]);
        const char *encoding = seen_header(&seen, "Content-Encoding");

        ck_assert_int_eq(seen.status, 200);
        expect_all(seen.body);
        ck_assert_int_eq(encoding != NULL, strstr(encodings[i], "gzip") != NULL); /* brotli is not made in pieces */
        ck_assert_str_eq(seen_header(&seen, "Content-Type"), "text/csv; charset=utf-8; header=present");
        ck_assert_ptr_null(strstr(seen_header(&seen, "Link"), "rel=\"next\""));
        seen_release(&seen);
    }
}
END_TEST

START_TEST(a_long_list_is_made_anew_and_known_by_its_tag)
{
    struct seen first = client_get(&server, target), metrics, again, head;
    char condition[128];
    const char *headers[] = {condition, NULL};

    snprintf(condition, sizeof condition, "If-None-Match: %s", seen_header(&first, "ETag"));
    again = client_ask(server.url, "GET", target, headers);
    ck_assert_int_eq(again.status, 304);
    head = client_ask(server.url, "HEAD", target, NULL);
    ck_assert_int_eq(head.status, 200);
    ck_assert_str_eq(seen_header(&head, "ETag"), seen_header(&first, "ETag"));
    metrics = client_ask(server.admin, "GET", "/metrics", NULL);
    ck_assert_ptr_nonnull(strstr(metrics.body, "povolani_cache_entries 0\n"));
    seen_release(&first);
    seen_release(&again);
    seen_release(&head);
    seen_release(&metrics);
}
END_TEST

/* 3,000 spaces are no filter, but three times as long when they are written again for the next page. */
START_TEST(a_target_that_grows_when_it_is_written_again_is_refused)
{
    char grown[4096] = "/v1/competences.csv?kind=knowledge&q=";
    size_t length = strlen(grown);
    struct seen seen;

    memset(grown + length, '+', 3000);
    seen = client_get(&server, grown);
    ck_assert_int_eq(seen.status, 414);
    seen_release(&seen);
    grown[length + 2000] = '\0';
    seen = client_get(&server, grown);
    ck_assert_int_eq(seen.status, 200);
    seen_release(&seen);
}
END_TEST

START_TEST(a_limit_still_gives_one_page)
{
    struct seen seen = client_get(&server, "/v1/competences.csv?kind=knowledge&fields=code&limit=3");

    ck_assert_str_eq(seen.body, "code\r\n2.1\r\nx.1\r\nx.2\r\n");
    ck_assert_ptr_nonnull(seen_header(&seen, "Content-Length"));
    ck_assert_ptr_nonnull(strstr(seen_header(&seen, "Link"), "rel=\"next\""));
    seen_release(&seen);
}
END_TEST

START_TEST(many_who_leave_in_the_middle_leave_nothing_behind)
{
    static const char request[] =
        "GET /v1/competences.csv HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n";
    struct seen seen;

    for (int i = 0; i < 20; i++) {
        int connection = client_connect(&server);
        char some[100];

        client_write(connection, request, strlen(request));
        ck_assert_int_gt(read(connection, some, sizeof some), 0);
        close(connection);
    }
    seen = client_get(&server, target);
    expect_all(seen.body);
    seen_release(&seen);
}
END_TEST

static Suite *listing_suite(void)
{
    Suite *suite = suite_create("long lists over HTTP");
    TCase *tests = tcase_create("listing");

    tcase_add_checked_fixture(tests, open_server, close_server);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_long_list_has_every_row_once_in_any_coding);
    tcase_add_test(tests, a_long_list_is_made_anew_and_known_by_its_tag);
    tcase_add_test(tests, a_target_that_grows_when_it_is_written_again_is_refused);
    tcase_add_test(tests, a_limit_still_gives_one_page);
    tcase_add_test(tests, many_who_leave_in_the_middle_leave_nothing_behind);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(listing_suite)
