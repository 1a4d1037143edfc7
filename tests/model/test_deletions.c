/* What is left of words without some of their letters. */
#include "model/deletions.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void assert_deletions(const char *word, size_t most, const char *expected)
{
    struct arena *arena = arena_new();
    struct list texts = {0};
    const char **text;
    char got[1024] = "";

    ck_assert_ptr_nonnull(arena);
    ck_assert(deletions_of(arena, word, most, &texts));
    text = texts.at;
    qsort(text, texts.count, sizeof *text, compare);
    for (size_t i = 0; i < texts.count; i++) {
        strncat(got, text[i], sizeof got - strlen(got) - 1);
        strncat(got, ",", sizeof got - strlen(got) - 1);
    }
    ck_assert_str_eq(got, expected);
    arena_free(arena);
}

START_TEST(a_word_and_all_that_fewer_letters_leave_of_it_come_once)
{
    assert_deletions("abc", 0, "abc,");
    assert_deletions("abc", 1, "ab,abc,ac,bc,");
    assert_deletions("abc", 2, "a,ab,abc,ac,b,bc,c,");
    assert_deletions("aab", 2, "a,aa,aab,ab,b,");
}
END_TEST

START_TEST(a_short_word_ends_at_nothing)
{
    assert_deletions("a", 2, ",a,");
    assert_deletions("", 1, ",");
}
END_TEST

START_TEST(only_the_beginning_of_a_long_word_counts)
{
    assert_deletions("abcdefghij", 0, "abcdefg,");
    assert_deletions("abcdefghij", 1, "abcdef,abcdefg,abcdeg,abcdfg,abcefg,abdefg,acdefg,bcdefg,");
}
END_TEST

static Suite *deletions_suite(void)
{
    Suite *suite = suite_create("deletions");
    TCase *tests = tcase_create("deletions");

    tcase_add_test(tests, a_word_and_all_that_fewer_letters_leave_of_it_come_once);
    tcase_add_test(tests, a_short_word_ends_at_nothing);
    tcase_add_test(tests, only_the_beginning_of_a_long_word_counts);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(deletions_suite)
