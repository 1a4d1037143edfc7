/* What the index of titles learns, on tests/support/dataset.sql and some titles. */
#include "model/title_match.h"
#include "tests/support/store.h"
#include "tests/support/support.h"

#include <string.h>

static struct title_match match(const char *title, int64_t limit)
{
    struct list titles = texts_of(title, NULL), matches = {0};

    ck_assert_int_eq(store_match_titles(fixture_store, fixture_arena, &titles, limit, &matches), STORE_OK);
    ck_assert_uint_eq(matches.count, 1);
    return *(struct title_match *)matches.at;
}

static void assert_group(const char *title, const char *code)
{
    struct title_match matched = match(title, 1);

    ck_assert_uint_eq(matched.isco.count, 1);
    ck_assert_str_eq(((const struct scored_group *)matched.isco.at)->code, code);
}

static void open_with_titles(void)
{
    store_fixture_open_with("INSERT INTO labelled_title VALUES ('Pingl', '5131'), ('Pingl na lodi', '51310'),"
                            "    ('Plukovník', '0110'), ('Plukovník (OZP)', '99999');");
}

START_TEST(titles_that_were_filed_teach_their_group)
{
    ck_assert_uint_eq(match("Pingl", 1).isco.count, 1);
    assert_group("PINGL", "5131");
    assert_group("plukovnik", "0110");
}
END_TEST

START_TEST(without_titles_the_names_of_groups_and_occupations_tell)
{
    ck_assert_uint_eq(match("Pingl", 1).isco.count, 0);
    assert_group("servírka", "5131");
    assert_group("waiter", "5131");
    assert_group("generál", "0110");
    assert_group("reklamace", "1221");
}
END_TEST

START_TEST(a_typing_error_or_another_ending_costs_little)
{
    assert_group("řeidtel zákaznických služeb", "1221");
    assert_group("ředitelka", "1221");
    assert_group("číšníci", "5131");
}
END_TEST

START_TEST(an_occupation_comes_once_by_its_best_name)
{
    struct title_match matched = match("ředitel", 20);
    const struct title_candidate *candidate = matched.candidates.at;

    ck_assert_uint_ge(matched.candidates.count, 1);
    for (size_t i = 1; i < matched.candidates.count; i++) {
        ck_assert_str_ne(candidate[i].summary.id, candidate[0].summary.id);
        ck_assert_int_le(candidate[i].score, candidate[i - 1].score);
    }
}
END_TEST

static const char *first_candidate(const char *title)
{
    struct title_match matched = match(title, 1);

    ck_assert_uint_eq(matched.candidates.count, 1);
    return ((const struct title_candidate *)matched.candidates.at)->summary.id;
}

START_TEST(of_names_that_are_like_the_title_one_of_a_likely_group_comes_first)
{
    ck_assert_str_eq(first_candidate("cukráři"), "77"); /* 15 has that name, too, and no group */
    ck_assert_str_eq(first_candidate("cukrář"), "15");  /* the name itself needs no group */
    ck_assert_str_eq(first_candidate("cukrar"), "15");
}
END_TEST

START_TEST(a_title_in_a_batch_is_answered_as_it_is_alone)
{
    struct list titles = texts_of("ředitel", "bar qqqq 😀"), matches = {0};
    const char *const *title = titles.at;
    const struct title_match *together;

    ck_assert_int_eq(store_match_titles(fixture_store, fixture_arena, &titles, 3, &matches), STORE_OK);
    together = matches.at;
    for (size_t i = 0; i < titles.count; i++) {
        struct title_match alone = match(title[i], 3);
        const struct title_candidate *here = together[i].candidates.at, *there = alone.candidates.at;

        ck_assert_uint_eq(together[i].candidates.count, alone.candidates.count);
        for (size_t j = 0; j < alone.candidates.count; j++)
            ck_assert_int_eq(here[j].score, there[j].score);
    }
}
END_TEST

START_TEST(a_candidate_is_a_summary_with_its_groups)
{
    struct title_match matched = match("ředitel zákaznických služeb", 1);
    const struct title_candidate *candidate = matched.candidates.at;

    ck_assert_uint_eq(matched.candidates.count, 1);
    ck_assert_str_eq(candidate->summary.name, "Ředitel zákaznických služeb");
    ck_assert_str_eq(candidate->summary.url, "/v1/occupations/103332");
    assert_field(&isco_ref_shape, &candidate->summary.isco, "code", "12214 1221");
    ck_assert_ptr_nonnull(candidate->summary.median_wage);
}
END_TEST

static Suite *store_titles_suite(void)
{
    Suite *suite = suite_create("store_titles");
    TCase *taught = tcase_create("taught"), *plain = tcase_create("plain");

    tcase_add_checked_fixture(taught, open_with_titles, store_fixture_close);
    tcase_add_test(taught, titles_that_were_filed_teach_their_group);
    suite_add_tcase(suite, taught);
    tcase_add_checked_fixture(plain, store_fixture_open, store_fixture_close);
    tcase_add_test(plain, without_titles_the_names_of_groups_and_occupations_tell);
    tcase_add_test(plain, a_typing_error_or_another_ending_costs_little);
    tcase_add_test(plain, an_occupation_comes_once_by_its_best_name);
    tcase_add_test(plain, of_names_that_are_like_the_title_one_of_a_likely_group_comes_first);
    tcase_add_test(plain, a_title_in_a_batch_is_answered_as_it_is_alone);
    tcase_add_test(plain, a_candidate_is_a_summary_with_its_groups);
    suite_add_tcase(suite, plain);
    return suite;
}

TEST_MAIN(store_titles_suite)
