/* Sets of places, packed and as bits; columns; orders. What SQL's functions pack is read back here. */
#include "db/import/builder_places.h"
#include "db/store_places.h"
#include "tests/support/support.h"

#include <sqlite3.h>
#include <string.h>

static struct arena *arena;
static sqlite3 *db;

static void open_all(void)
{
    arena = arena_new();
    ck_assert_ptr_nonnull(arena);
    ck_assert_int_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
    ck_assert(places_add_functions(db));
}

static void close_all(void)
{
    sqlite3_close(db);
    arena_free(arena);
}

static struct place_set set_of(size_t count)
{
    struct place_set set;

    ck_assert(place_set_new(&set, arena, count));
    return set;
}

/* The places of a set as text, "0 7 63". */
static const char *shown(const struct place_set *set)
{
    const char *text = "";

    for (size_t place = place_set_next(set, 0); place < set->count; place = place_set_next(set, place + 1))
        text = arena_format(arena, "%s%s%zu", text, *text ? " " : "", place);
    return text;
}

/* The one value of a SELECT, copied. */
static const void *blob_of(const char *sql, size_t *length)
{
    sqlite3_stmt *query;
    void *copy;

    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &query, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    ck_assert_int_eq(sqlite3_step(query), SQLITE_ROW);
    *length = (size_t)sqlite3_column_bytes(query, 0);
    copy = arena_take(arena, *length + 1);
    if (*length > 0)
        memcpy(copy, sqlite3_column_blob(query, 0), *length);
    sqlite3_finalize(query);
    return copy;
}

static const char *read_back(const char *sql, size_t count)
{
    struct place_set set = set_of(count);
    size_t length;
    const void *packed = blob_of(sql, &length);
    struct place_reader reader = place_reader_of(packed, length);

    for (size_t place; place_read(&reader, &place);)
        place_set_add(&set, place);
    return shown(&set);
}

START_TEST(a_packed_set_is_the_same_whatever_the_order_it_came_in)
{
    ck_assert_str_eq(read_back("SELECT place_set(value) FROM json_each('[300, 0, 7, 63, 64, 7, 40000, null]')", 50000),
                     "0 7 63 64 300 40000");
    ck_assert_str_eq(read_back("SELECT place_set(value) FROM json_each('[0]')", 50000), "0");
    ck_assert_str_eq(read_back("SELECT place_set(value) FROM json_each('[null]')", 50000), "");
    ck_assert_str_eq(read_back("SELECT place_set(value) FROM json_each('[]')", 50000), "");
}
END_TEST

START_TEST(all_gaps_are_read_back)
{
    for (uint32_t gap = 1; gap != 0 && gap < UINT32_MAX / 2; gap = gap * 3 + 1) {
        const uint32_t places[] = {gap - 1, 2 * gap - 1, 2 * gap};
        unsigned char packed[3 * PLACE_PACKED_MAX];
        struct place_reader reader = place_reader_of(packed, places_pack(places, 3, packed));
        size_t place;

        for (size_t i = 0; i < 3; i++) {
            ck_assert(place_read(&reader, &place));
            ck_assert_uint_eq(place, places[i]);
        }
        ck_assert(!place_read(&reader, &place));
    }
}
END_TEST

START_TEST(what_is_no_packed_set_is_read_to_its_end)
{
    static const unsigned char odd[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x80};

    for (size_t length = 0; length <= sizeof odd; length++) {
        struct place_set set = set_of(100);
        struct place_reader reader = place_reader_of(odd, length);

        for (size_t place; place_read(&reader, &place);)
            place_set_add(&set, place);
        ck_assert_uint_le(place_set_size(&set), 100);
    }
}
END_TEST

START_TEST(sets_join_as_sets)
{
    static const size_t counts[] = {1, 63, 64, 65, 128, 200};

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct place_set all = set_of(counts[i]), some = set_of(counts[i]);

        place_set_fill(&all);
        ck_assert_uint_eq(place_set_size(&all), counts[i]);
        ck_assert(!place_set_has(&all, counts[i]));
        place_set_add(&some, 0);
        place_set_add(&some, counts[i] - 1);
        place_set_add(&some, counts[i]); /* there is no such place */
        ck_assert_uint_eq(place_set_size(&some), counts[i] > 1 ? 2 : 1);
        ck_assert_uint_eq(place_set_next(&some, 1), counts[i] > 1 ? counts[i] - 1 : 1);
        ck_assert_uint_eq(place_set_next(&some, counts[i]), counts[i]);
        place_set_remove(&all, &some);
        ck_assert_uint_eq(place_set_size(&all), counts[i] > 1 ? counts[i] - 2 : 0);
        place_set_keep(&all, &some);
        ck_assert_str_eq(shown(&all), "");
    }
}
END_TEST

START_TEST(a_column_has_each_number_at_its_place_and_zero_for_none)
{
    size_t length;
    const void *packed = blob_of("SELECT place_numbers(key, value) FROM (SELECT * FROM json_each("
                                 "'[7, null, 1000000000, 0, 255]') ORDER BY value)",
                                 &length);
    struct place_column column;

    ck_assert(place_column_read(&column, arena, packed, length));
    ck_assert_uint_eq(column.count, 5);
    ck_assert_uint_eq(column.numbers[0], 7);
    ck_assert_uint_eq(column.numbers[1], 0);
    ck_assert_uint_eq(column.numbers[2], 1000000000);
    ck_assert_uint_eq(column.numbers[3], 0);
    ck_assert_uint_eq(column.numbers[4], 255);
}
END_TEST

START_TEST(rows_are_packed_in_their_order)
{
    static const uint32_t expected[] = {1, 9, 2, 3, 2, 300};
    size_t length;
    const void *packed =
        blob_of("SELECT place_rows(a, b) FROM (SELECT 2 AS a, 300 AS b UNION ALL VALUES (1, 9), (2, 3))", &length);
    struct place_column column;

    ck_assert(place_column_read(&column, arena, packed, length));
    ck_assert_uint_eq(column.count, 6);
    ck_assert_int_eq(memcmp(column.numbers, expected, sizeof expected), 0);
}
END_TEST

/* Orders ----------------------------------------------------------------------------------------------------------- */

enum { PLACES = 500 };
static uint32_t coarse[PLACES], fine[PLACES], last[PLACES];

static struct place_order order_of(bool down, bool fine_down)
{
    struct place_order order = {.last = last};
    struct place_key *key = list_add(&order.keys, arena, sizeof *key);

    *key = (struct place_key){coarse, down};
    key = list_add(&order.keys, arena, sizeof *key);
    *key = (struct place_key){fine, fine_down};
    for (uint32_t place = 0; place < PLACES; place++) {
        coarse[place] = place * 7919 % 5;
        fine[place] = place * 104729 % 11;
        last[place] = 1 + place * 263 % PLACES;
    }
    return order;
}

/* Does a come before b? Written out for two keys. */
static bool comes_before(uint32_t a, uint32_t b, bool down, bool fine_down)
{
    if (coarse[a] != coarse[b])
        return coarse[b] == 0 || (coarse[a] != 0 && (coarse[a] < coarse[b]) != down);
    if (fine[a] != fine[b])
        return fine[b] == 0 || (fine[a] != 0 && (fine[a] < fine[b]) != fine_down);
    return last[a] < last[b];
}

START_TEST(pages_of_any_size_go_through_an_order_once)
{
    struct place_set set = set_of(PLACES);
    struct place_order order = order_of(_i & 1, _i & 2);

    for (size_t place = 0; place < PLACES; place += 1 + place % 3)
        place_set_add(&set, place);
    for (size_t limit = 0; limit < 40; limit += limit < 3 ? 1 : 9) {
        size_t after = SIZE_MAX, seen = 0;
        struct place_column picked;

        do {
            ck_assert(place_order_pick(&order, &set, after, limit, arena, &picked));
            ck_assert(limit == 0 || picked.count <= limit);
            for (size_t i = 0; i < picked.count; i++, seen++) {
                ck_assert(place_set_has(&set, picked.numbers[i]));
                ck_assert(after == SIZE_MAX || comes_before((uint32_t)after, picked.numbers[i], _i & 1, _i & 2));
                after = picked.numbers[i];
            }
        } while (picked.count > 0 && limit > 0);
        ck_assert_uint_eq(seen, place_set_size(&set));
    }
}
END_TEST

static Suite *places_suite(void)
{
    Suite *suite = suite_create("places");
    TCase *tests = tcase_create("places");

    tcase_add_checked_fixture(tests, open_all, close_all);
    tcase_add_test(tests, a_packed_set_is_the_same_whatever_the_order_it_came_in);
    tcase_add_test(tests, all_gaps_are_read_back);
    tcase_add_test(tests, what_is_no_packed_set_is_read_to_its_end);
    tcase_add_test(tests, sets_join_as_sets);
    tcase_add_test(tests, a_column_has_each_number_at_its_place_and_zero_for_none);
    tcase_add_test(tests, rows_are_packed_in_their_order);
    tcase_add_loop_test(tests, pages_of_any_size_go_through_an_order_once, 0, 4);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(places_suite)
