/* Words of texts that people and machines type. */
#include "model/words.h"
#include "tests/support/support.h"

#include <stdlib.h>
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

/* Checks the words of length bytes: both forms, with '-' between them. */
static void assert_words_of(const char *text, size_t length, const char *folded, const char *accented)
{
    struct list words = {0};

    ck_assert(words_of(arena, text, length, &words));
    ck_assert_str_eq(words_joined(arena, &words, false), folded);
    ck_assert_str_eq(words_joined(arena, &words, true), accented);
}

static void assert_words(const char *text, const char *folded, const char *accented)
{
    assert_words_of(text, strlen(text), folded, accented);
}

START_TEST(words_are_lower_case_with_and_without_diacritics)
{
    assert_words("Ředitel zákaznických služeb", "reditel-zakaznickych-sluzeb", "ředitel-zákaznických-služeb");
    assert_words("ŘIDIČ/KA sk. C – nástup ihned!!", "ridic-ka-sk-c-nastup-ihned", "řidič-ka-sk-c-nástup-ihned");
    assert_words("Łódź, Straße, Ærø, Đorđe", "lodz-strasse-aero-dorde", "łódź-strasse-ærø-đorđe");
}
END_TEST

START_TEST(decomposed_accents_are_the_same_as_composed_ones)
{
    assert_words("u\xCC\x81"
                 "c\xCC\x8C"
                 "etni\xCC\x81",
                 "ucetni", "účetní");
    assert_words("\xEF\xBC\xA1\xEF\xBC\xB4 \xEF\xAC\x81lm", "at-film", "at-film"); /* full width, a ligature */
}
END_TEST

START_TEST(a_mark_without_a_letter_is_no_word)
{
    assert_words("\xCC\x81 \xCC\x8C", "", "");
    assert_words("", "", "");
}
END_TEST

START_TEST(dots_between_digits_and_signs_behind_letters_belong_to_the_word)
{
    assert_words("soft:2.1", "soft-2.1", "soft-2.1");
    assert_words("h14.Z.2121.", "h14-z-2121", "h14-z-2121");
    assert_words("C++, C#, F#+ a ++ #1 3+", "c++-c#-f#-a-1-3", "c++-c#-f#-a-1-3");
    assert_words("62xxT 29-53-H/01", "62xxt-29-53-h-01", "62xxt-29-53-h-01");
}
END_TEST

START_TEST(signs_of_query_languages_only_separate)
{
    assert_words("\"kuchař\"* NEAR(a b, 2) OR -c ^d {e}: 'f'", "kuchar-near-a-b-2-or-c-d-e-f",
                 "kuchař-near-a-b-2-or-c-d-e-f");
    assert_words("*\"'()-:^{}", "", "");
    assert_words("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x8D\xB3 kuchařka \xF0\x9F\x8E\x89", "kucharka", "kuchařka");
}
END_TEST

START_TEST(spaces_of_any_kind_separate_and_what_shows_nothing_is_left_out)
{
    assert_words("s\xC2\xA0péčí\xE2\x80\x83o\xE3\x80\x80lidi", "s-peci-o-lidi", "s-péčí-o-lidi");
    assert_words("\xE2\x80\xAEúčet\xC2\xADní\xE2\x80\x8B\xE2\x80\xAC", "ucetni", "účetní");
}
END_TEST

START_TEST(what_is_no_utf8_and_zero_bytes_separate)
{
    static const char text[] = "\xFF"
                               "kuchař\xC5\0ka\xC4";

    assert_words_of(text, sizeof text - 1, "kuchar-ka", "kuchař-ka");
    assert_words_of("\0\0", 2, "", "");
}
END_TEST

START_TEST(other_alphabets_are_words_too)
{
    assert_words("Водитель 運転手 ٣", "водитель-運転手-٣", "водитель-運転手-٣");
}
END_TEST

START_TEST(a_long_text_is_cut_like_a_short_one)
{
    enum { REPEATS = 4096 };
    char *text = malloc(2 * REPEATS + 1);
    struct list words = {0};

    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < REPEATS; i++)
        memcpy(text + 2 * i, "a ", 2);
    ck_assert(words_of(arena, text, 2 * REPEATS, &words));
    ck_assert_uint_eq(words.count, REPEATS);
    memset(text, 'x', 2 * REPEATS);
    words = (struct list){0};
    ck_assert(words_of(arena, text, 2 * REPEATS, &words));
    ck_assert_uint_eq(words.count, 1);
    ck_assert_uint_eq(strlen(((const struct word *)words.at)->folded), 2 * REPEATS);
    free(text);
}
END_TEST

static Suite *words_suite(void)
{
    Suite *suite = suite_create("words");
    TCase *tests = tcase_create("words");

    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, words_are_lower_case_with_and_without_diacritics);
    tcase_add_test(tests, decomposed_accents_are_the_same_as_composed_ones);
    tcase_add_test(tests, a_mark_without_a_letter_is_no_word);
    tcase_add_test(tests, dots_between_digits_and_signs_behind_letters_belong_to_the_word);
    tcase_add_test(tests, signs_of_query_languages_only_separate);
    tcase_add_test(tests, spaces_of_any_kind_separate_and_what_shows_nothing_is_left_out);
    tcase_add_test(tests, what_is_no_utf8_and_zero_bytes_separate);
    tcase_add_test(tests, other_alphabets_are_words_too);
    tcase_add_test(tests, a_long_text_is_cut_like_a_short_one);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(words_suite)
