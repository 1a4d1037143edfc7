#include "model/text.h"
#include "model/vocabulary.h"
#include "tests/support/support.h"

#include <string.h>

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

START_TEST(a_slug_is_ascii_and_has_no_double_or_trailing_dash)
{
    static const char *const slugs[][2] = {
        {"Poruchy vidění", "poruchy-videni"},
        {"Ekonomika, administrativa, personalistika", "ekonomika-administrativa-personalistika"},
        {"Závažná psychosomatická onemocnění", "zavazna-psychosomaticka-onemocneni"},
        {"Služby provozní a\u00a0osobní", "sluzby-provozni-a-osobni"},
        {" (ČÍŠNÍK) – „vrchní“ ", "cisnik-vrchni"},
        {"…", ""},
    };

    for (size_t i = 0; i < sizeof slugs / sizeof *slugs; i++)
        ck_assert_str_eq(text_slug(arena, slugs[i][0]), slugs[i][1]);
}
END_TEST

/* As ICU 78 sorts them for "cs". */
START_TEST(names_sort_in_the_czech_alphabet)
{
    static const char *const names[] = {
        "(Hlavní) účetní", "3D grafik",      "Advokát",        "Advokátní koncipient",
        "Cukrář",          "Cukrář - pekař", "Cukrář – pekař", "Cukrář Brno",
        "Číšník",          "Dělník",         "Hasič",          "Hasič - velitel",
        "Hasič – velitel", "Hudebník",       "chemik",         "Chemik",
        "Inspektor",       "Rada",           "Ráda",           "Rada služby",
        "Ředitel",         "Řezník",         "Sanitář",        "Švadlena",
        "Ucitel",          "Účetní",         "Učitel",         "Zedník",
        "Železničář",
    };

    for (size_t i = 1; i < sizeof names / sizeof *names; i++)
        ck_assert_msg(strcmp(text_sort_key(arena, names[i - 1]), text_sort_key(arena, names[i])) < 0,
                      "\"%s\" should come before \"%s\"", names[i - 1], names[i]);
}
END_TEST

START_TEST(composed_and_decomposed_letters_sort_alike)
{
    ck_assert_str_eq(text_sort_key(arena, "\u0158editel"), text_sort_key(arena, "R\u030Ceditel"));
}
END_TEST

START_TEST(what_is_not_utf8_is_found_where_it_begins)
{
    static const struct {
        const char *text;
        size_t length, invalid;
    } cases[] = {
        {"Ředitel", 8, 8},
        {"", 0, 0},
        {"a\0b", 3, 3},
        {"ab\xc5", 3, 2}, /* cut inside ř */
        {"a\xc0\xaf", 3, 1},
        /* overlong */ {"\xed\xa0\x80", 3, 0}, /* surrogate */
        {"\xf4\x90\x80\x80", 4, 0},
        /* beyond Unicode */ {"a\x80", 2, 1},
        {"\xff", 1, 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_uint_eq(text_invalid_utf8(cases[i].text, cases[i].length), cases[i].invalid);
}
END_TEST

START_TEST(distance_counts_single_edits_and_swaps_and_gives_up_early)
{
    ck_assert_uint_eq(text_distance("limit", "limit", 3), 0);
    ck_assert_uint_eq(text_distance("Limit", "limit", 3), 0);
    ck_assert_uint_eq(text_distance("limt", "limit", 3), 1);
    ck_assert_uint_eq(text_distance("limti", "limit", 3), 1);
    ck_assert_uint_eq(text_distance("", "isco", 4), 4);
    ck_assert_uint_eq(text_distance("region", "sphere", 2), 3);
    ck_assert_uint_eq(text_distance("abc", "abcdefgh", 2), 3);
}
END_TEST

START_TEST(only_a_near_word_is_suggested)
{
    static const char *const names[] = {"isco", "region", "regulated", "sort"};

    ck_assert_uint_eq(text_nearest("regoin", names, 4), 1);
    ck_assert_uint_eq(text_nearest("regulate", names, 4), 2);
    ck_assert_uint_eq(text_nearest("x", names, 4), 4);
    ck_assert_uint_eq(text_nearest("occupations", names, 4), 4);
}
END_TEST

START_TEST(the_vocabularies_have_what_the_contract_counts)
{
    ck_assert_str_eq(regions[REGION_COUNT].code, "CZ");
    ck_assert_ptr_null(regions[REGION_COUNT + 1].code);
    ck_assert_ptr_null(load_factors[LOAD_FACTOR_COUNT].code);
    ck_assert_str_eq(load_factors[LOAD_FACTOR_COUNT - 1].code, "working-hours");
    ck_assert_int_eq(entry_by_name(qualification_labels, "Bakalářský studijní program")->number, 6);
    ck_assert_str_eq(entry_by_name(regions, "Kraj Vysočina")->code, "CZ063");
    ck_assert_ptr_null(entry_by_code(regions, "CZ999"));
}
END_TEST

static Suite *text_suite(void)
{
    Suite *suite = suite_create("text");
    TCase *tests = tcase_create("text");

    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, a_slug_is_ascii_and_has_no_double_or_trailing_dash);
    tcase_add_test(tests, names_sort_in_the_czech_alphabet);
    tcase_add_test(tests, composed_and_decomposed_letters_sort_alike);
    tcase_add_test(tests, what_is_not_utf8_is_found_where_it_begins);
    tcase_add_test(tests, distance_counts_single_edits_and_swaps_and_gives_up_early);
    tcase_add_test(tests, only_a_near_word_is_suggested);
    tcase_add_test(tests, the_vocabularies_have_what_the_contract_counts);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(text_suite)
