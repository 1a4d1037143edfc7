/* /v1/match/titles on tests/support/dataset.sql: asked by GET and by POST. */
#include "model/problem.h"
#include "model/title_match.h"
#include "tests/support/ask.h"
#include "tests/support/bytes.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

static void expect(const char *given, const char *json)
{
    assert_bytes(ask_json("/v1/match/titles", NULL, given), json);
}

START_TEST(a_title_finds_its_occupation_whatever_the_advert_adds)
{
    expect("title=ŘEDITEL/KA zákaznických služeb (m/ž) – nástup ihned!!&limit=1&"
           "fields=title,isco.code,candidates.id,candidates.score,candidates.matched",
           "{\"items\":[{\"title\":\"ŘEDITEL/KA zákaznických služeb (m/ž) – nástup ihned!!\","
           "\"isco\":[{\"code\":\"1221\"}],\"candidates\":[{\"id\":\"103332\",\"score\":1.0,"
           "\"matched\":{\"text\":\"Ředitel zákaznických služeb\",\"where\":\"name\",\"how\":\"exact\"}}]}],"
           "\"total\":1,\"next\":null}\n");
}
END_TEST

START_TEST(an_alternative_name_says_that_it_is_one)
{
    expect("title=reditel kontaktniho centra&limit=1&fields=candidates.id,candidates.matched",
           "{\"items\":[{\"candidates\":[{\"id\":\"103332\",\"matched\":{\"text\":\"Ředitel kontaktního centra\","
           "\"where\":\"alternative_name\",\"how\":\"folded\"}}]}],\"total\":1,\"next\":null}\n");
}
END_TEST

START_TEST(a_title_that_names_nothing_has_empty_lists)
{
    expect("title=😀", "{\"items\":[{\"title\":\"😀\",\"isco\":[],\"candidates\":[]}],\"total\":1,\"next\":null}\n");
    expect("title=qqqq",
           "{\"items\":[{\"title\":\"qqqq\",\"isco\":[],\"candidates\":[]}],\"total\":1,\"next\":null}\n");
    expect("title=IHNED!",
           "{\"items\":[{\"title\":\"IHNED!\",\"isco\":[],\"candidates\":[]}],\"total\":1,\"next\":null}\n");
}
END_TEST

START_TEST(titles_are_answered_in_their_order)
{
    struct asked asked =
        ask_posted("/v1/match/titles", "{\"titles\":[\"číšník\",\"\",\"ředitel\",\"číšník\"],\"limit\":1}");
    const struct title_match *match = asked.answer.page.items.at;
    static const char *const codes[] = {"5131", NULL, "1221", "5131"};

    ck_assert_int_eq(asked.outcome, OUTCOME_ANSWER);
    ck_assert_uint_eq(asked.answer.page.items.count, 4);
    for (size_t i = 0; i < 4; i++) {
        const struct scored_group *group = match[i].isco.at;

        ck_assert_uint_eq(match[i].isco.count, codes[i] ? 1 : 0);
        ck_assert_uint_le(match[i].candidates.count, 1);
        if (codes[i])
            ck_assert_str_eq(group->code, codes[i]);
    }
}
END_TEST

START_TEST(scores_of_groups_are_shares_of_one_and_fall)
{
    struct asked asked = ask_posted("/v1/match/titles", "{\"titles\":[\"ředitel, číšník\"],\"limit\":20}");
    const struct title_match *match = asked.answer.page.items.at;
    const struct scored_group *group = match->isco.at;
    int64_t all = 0;

    ck_assert_uint_ge(match->isco.count, 2);
    for (size_t i = 0; i < match->isco.count; i++) {
        ck_assert(i == 0 || group[i].score <= group[i - 1].score);
        all += group[i].score;
    }
    ck_assert_int_ge(all, 998);
    ck_assert_int_le(all, 1002);
}
END_TEST

static void expect_refusal(const char *json, const char *parameter, const char *detail)
{
    struct asked asked = ask_posted("/v1/match/titles", json);

    ck_assert_int_eq(asked.outcome, OUTCOME_PROBLEM);
    ck_assert_int_eq(asked.answer.problem->kind, PROBLEM_BAD_BODY);
    ck_assert_str_eq(asked.answer.problem->parameter, parameter);
    ck_assert_str_eq(asked.answer.problem->detail, detail);
}

/* The body with so many titles; the caller frees it. */
static char *many_titles(size_t count)
{
    char *json = malloc(32 + count * 16);
    char *at = stpcpy(json, "{\"titles\":[");

    for (size_t i = 0; i < count; i++)
        at = stpcpy(stpcpy(at, i ? "," : ""), "\"bar\"");
    stpcpy(at, "]}");
    return json;
}

START_TEST(limits_are_kept)
{
    char *most = many_titles(100), *more = many_titles(101);

    expect_refusal("{\"titles\":[\"a\"],\"limit\":0}", "/limit", "/limit takes a whole number from 1 to 100.");
    expect_refusal("{\"titles\":[\"a\"],\"limit\":101}", "/limit", "/limit takes a whole number from 1 to 100.");
    expect_refusal(more, "/titles", "/titles takes at most 100 titles; there are 101.");
    ck_assert_int_eq(ask_posted("/v1/match/titles", most).outcome, OUTCOME_ANSWER);
    ck_assert_int_eq(ask_posted("/v1/match/titles", "{\"titles\":[\"bar\"],\"limit\":100}").outcome, OUTCOME_ANSWER);
    free(most);
    free(more);
}
END_TEST

static Suite *match_titles_suite(void)
{
    Suite *suite = suite_create("match_titles");
    TCase *tests = tcase_create("match_titles");

    tcase_add_checked_fixture(tests, ask_open, ask_close);
    tcase_add_test(tests, a_title_finds_its_occupation_whatever_the_advert_adds);
    tcase_add_test(tests, an_alternative_name_says_that_it_is_one);
    tcase_add_test(tests, a_title_that_names_nothing_has_empty_lists);
    tcase_add_test(tests, titles_are_answered_in_their_order);
    tcase_add_test(tests, scores_of_groups_are_shares_of_one_and_fall);
    tcase_add_test(tests, limits_are_kept);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(match_titles_suite)
