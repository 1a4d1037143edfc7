#include "server/cursor.h"
#include "tests/support/support.h"

#include <string.h>

static const char version[] = "0123456789abcdef";
enum { SCOPE = 4711 };

static struct arena *arena;

static void open_arena(void)
{
    arena = arena_new();
    ck_assert_ptr_nonnull(arena);
}

static void close_arena(void)
{
    arena_free(arena);
}

static const char *written(const char *key, const char *id)
{
    const char *cursor = cursor_write(version, SCOPE, &(struct position){key, id}, arena);

    ck_assert_ptr_nonnull(cursor);
    return cursor;
}

START_TEST(a_position_comes_back_as_it_was)
{
    static const struct position positions[] = {
        {"řezník", "103332"}, {"", ""}, {NULL, "103332"}, {"12214", NULL}, {NULL, NULL}, {"\x01\xff\x02", "soft:2.1"},
    };

    for (size_t i = 0; i < sizeof positions / sizeof *positions; i++) {
        const char *cursor = written(positions[i].key, positions[i].id);
        struct position read;

        ck_assert_int_eq(cursor_read(cursor, version, SCOPE, arena, &read), CURSOR_OK);
        ck_assert_pstr_eq(read.key, positions[i].key);
        ck_assert_pstr_eq(read.id, positions[i].id);
    }
}
END_TEST

START_TEST(a_cursor_needs_no_escape_in_an_address)
{
    static const char characters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char id[40] = "";

    for (size_t i = 0; i + 1 < sizeof id; i++) {
        const char *cursor = written("ž\xff\xfe", id);

        ck_assert_uint_eq(strspn(cursor, characters), strlen(cursor));
        id[i] = (char)('0' + i);
    }
}
END_TEST

START_TEST(a_cursor_is_bound_to_its_query_and_its_version)
{
    const char *cursor = written("řezník", "103332");
    struct position read;

    ck_assert_int_eq(cursor_read(cursor, version, SCOPE + 1, arena, &read), CURSOR_OF_ANOTHER_QUERY);
    ck_assert_int_eq(cursor_read(cursor, "fedcba9876543210", SCOPE, arena, &read), CURSOR_EXPIRED);
    ck_assert_int_eq(cursor_read(cursor, NULL, SCOPE, arena, &read), CURSOR_EXPIRED);
}
END_TEST

START_TEST(any_changed_character_is_found)
{
    const char *cursor = written("řezník", "103332");
    char *changed = arena_text(arena, cursor, strlen(cursor));
    struct position read;

    ck_assert_ptr_nonnull(changed);
    for (size_t i = 0; changed[i]; i++) {
        for (const char *other = "Ab0-_=. +/%\xc5"; *other; other++) {
            if (*other == cursor[i])
                continue;
            changed[i] = *other;
            ck_assert_msg(cursor_read(changed, version, SCOPE, arena, &read) == CURSOR_MALFORMED, "%s", changed);
        }
        changed[i] = cursor[i];
    }
}
END_TEST

START_TEST(what_is_cut_or_longer_is_malformed)
{
    const char *cursor = written("řezník", "103332");
    struct position read;

    for (size_t length = 0; length < strlen(cursor); length++)
        ck_assert_int_eq(cursor_read(arena_text(arena, cursor, length), version, SCOPE, arena, &read),
                         CURSOR_MALFORMED);
    ck_assert_int_eq(cursor_read(arena_format(arena, "%sAAAA", cursor), version, SCOPE, arena, &read),
                     CURSOR_MALFORMED);
    ck_assert_int_eq(cursor_read(arena_format(arena, "%s ", cursor), version, SCOPE, arena, &read), CURSOR_MALFORMED);
}
END_TEST

static Suite *cursor_suite(void)
{
    Suite *suite = suite_create("cursor");
    TCase *tests = tcase_create("cursor");

    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, a_position_comes_back_as_it_was);
    tcase_add_test(tests, a_cursor_needs_no_escape_in_an_address);
    tcase_add_test(tests, a_cursor_is_bound_to_its_query_and_its_version);
    tcase_add_test(tests, any_changed_character_is_found);
    tcase_add_test(tests, what_is_cut_or_longer_is_malformed);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(cursor_suite)
