/* Titles of job adverts: their noise, what is looked up of them, how they are like a name. */
#include "model/title.h"
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

static struct list words_in(const char *title)
{
    struct list words = {0};

    ck_assert(title_words(arena, title, &words));
    return words;
}

static struct list features_in(const char *title)
{
    struct list words = words_in(title), features = {0};

    ck_assert(title_features(arena, &words, &features));
    return features;
}

static void assert_words(const char *title, const char *expected)
{
    struct list words = words_in(title);

    ck_assert_str_eq(words_joined(arena, &words, true), expected);
}

START_TEST(noise_is_left_out)
{
    assert_words("ŘIDIČ/KA sk. C – nástup ihned!!", "řidič-sk-c");
    assert_words("Senior Java vývojář (m/ž)", "java-vývojář");
    assert_words("Dělník/ce", "dělník");
    assert_words("účetní - ka", "účetní");
    assert_words("POMOCNÝ/-Á DĚLNÍK/-ICE ve výrobě (OZP)", "pomocný-dělník-výrobě");
    assert_words("Skladník, 3směnný provoz, 32 000 Kč, HPP", "skladník-3směnný");
    assert_words("Prodavač/ka 6.00-14.30", "prodavač");
}
END_TEST

START_TEST(a_title_of_noise_alone_says_nothing)
{
    assert_words("Senior", "");
    assert_words("!!! IHNED !!!", "");
    assert_words("123", "");
    assert_words("😀 !!", "");
    assert_words("", "");
}
END_TEST

/* "TEXT WEIGHT" of each feature, separated by commas. */
static void assert_features(const char *title, const char *expected)
{
    struct list features = features_in(title);
    const struct title_feature *feature = features.at;
    const char *text = "";

    for (size_t i = 0; i < features.count; i++)
        text = arena_format(arena, "%s%s%s %d", text, i ? "," : "", feature[i].text, (int)feature[i].weight);
    ck_assert_str_eq(text, expected);
}

START_TEST(features_are_four_letters_in_a_row_and_the_beginning_of_a_long_word)
{
    /* four, eight and one: the fourth roots of 5/4, 5/8 and 5 */
    assert_features("Řidič", "_rid 10574,dic_ 10574,idic 10574,ridi 10574");
    assert_features("zámečník", "_zam 8891,amec 8891,cnik 8891,ecni 8891,mecn 8891,nik_ 8891,zame 8891,zamec* 8891");
    assert_features("r g", "_g_ 12710,_r_ 14953");
    assert_features("", "");
}
END_TEST

START_TEST(each_word_weighs_less_than_the_one_before_it_and_a_repeated_feature_counts_at_its_first)
{
    assert_features("bar ryb bar", "_bar 12574,_ryb 10688,bar_ 12574,ryb_ 10688");
}
END_TEST

START_TEST(what_comes_after_many_words_is_not_read)
{
    char title[8192] = "";
    struct list features;

    for (int i = 0; i < 20; i++)
        strcat(title, "bar ");
    strcat(title, "ryb ");
    memset(title + strlen(title), 'x', 5000);
    features = features_in(title);
    ck_assert_uint_eq(features.count, 2);
    memset(title, 'x', 5000);
    features = features_in(title);
    ck_assert_uint_eq(features.count, 4); /* "_xxx", "xxxx", "xxx_" and "xxxxx*" */
}
END_TEST

START_TEST(likeness_says_how_the_name_was_found)
{
    static const struct {
        const char *title, *name, *how;
    } pairs[] = {
        {"ÚČETNÍ - nástup ihned", "Účetní", "exact"},
        {"ucetni", "Účetní", "folded"},
        {"Účetní mzdová", "Účetní", "prefix"},
        {"Zedník", "Zedník obkladač", "prefix"},
        {"Zedn", "Zedník obkladač", "fuzzy"},
        {"Mzdová účetní", "Samostatný účetní", "words"},
        {"Zednik", "Zedníci", "fuzzy"},
        {"", "Zedník", "fuzzy"},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct list title = words_in(pairs[i].title), name = words_in(pairs[i].name);

        ck_assert_str_eq(title_likeness_names[title_likeness(&title, &name)], pairs[i].how);
    }
}
END_TEST

static Suite *title_suite(void)
{
    Suite *suite = suite_create("title");
    TCase *tests = tcase_create("title");

    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, noise_is_left_out);
    tcase_add_test(tests, a_title_of_noise_alone_says_nothing);
    tcase_add_test(tests, features_are_four_letters_in_a_row_and_the_beginning_of_a_long_word);
    tcase_add_test(tests, each_word_weighs_less_than_the_one_before_it_and_a_repeated_feature_counts_at_its_first);
    tcase_add_test(tests, what_comes_after_many_words_is_not_read);
    tcase_add_test(tests, likeness_says_how_the_name_was_found);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(title_suite)
