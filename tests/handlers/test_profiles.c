#include "model/problem.h"
#include "tests/support/ask.h"
#include "tests/support/bytes.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MATCH   "/v1/match/competences"
#define SIMILAR "/v1/occupations/{id}/similar"
#define GAP     "/v1/occupations/{id}/gap"

static void assert_field_of_matches(const char *body, const char *field, const char *expected)
{
    struct asked asked = ask_posted(MATCH, body);
    struct selection *fields = NULL;
    struct arena *arena = arena_new();
    struct style style = {.link_prefix = ""};

    ck_assert_int_eq(asked.outcome, OUTCOME_ANSWER);
    ck_assert_int_eq(selection_add(&fields, arena, asked.route->shape, field), SELECTION_OK);
    style.fields = fields;
    assert_bytes(answer_json(&asked.answer, &style), expected);
    arena_free(arena);
}

START_TEST(the_best_match_comes_first_and_there_are_no_more_than_asked_for)
{
    assert_field_of_matches("{\"competences\":[{\"id\":\"soft:2.1\",\"level\":2}]}", "id",
                            "{\"items\":[{\"id\":\"chovatel\"},{\"id\":\"cisnik\"},{\"id\":\"103332\"}],"
                            "\"total\":3,\"next\":null}\n");
    assert_field_of_matches("{\"competences\":[{\"id\":\"soft:2.1\",\"level\":2}],\"limit\":1}", "id",
                            "{\"items\":[{\"id\":\"chovatel\"}],\"total\":1,\"next\":null}\n");
}
END_TEST

START_TEST(an_unknown_or_no_competence_finds_nothing)
{
    static const char nothing[] = "{\"items\":[],\"total\":0,\"next\":null}\n";

    assert_field_of_matches("{\"competences\":[{\"id\":\"digital:9.9\",\"level\":2}]}", "id", nothing);
    assert_field_of_matches("{\"competences\":[{\"id\":\"soft:9.9\"}]}", "id", nothing);
    assert_field_of_matches("{\"competences\":[]}", "id", nothing);
}
END_TEST

static void assert_refused(const char *body, const char *parameter, const char *value)
{
    struct asked asked = ask_posted(MATCH, body);

    ck_assert_msg(asked.outcome == OUTCOME_PROBLEM, "%s", body);
    ck_assert_int_eq(asked.answer.problem->kind, PROBLEM_BAD_BODY);
    ck_assert_str_eq(asked.answer.problem->parameter, parameter);
    ck_assert_str_eq(asked.answer.problem->value, value);
    ck_assert_ptr_nonnull(asked.answer.problem->detail);
}

START_TEST(an_id_is_a_kind_and_a_code)
{
    static const char *const malformed[] = {"2.1", "soft:", "sof:2.1", ":2.1", "", "soft:2 1", "soft:2.1\\u0007"};

    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
        char *body;
        struct asked asked;

        ck_assert_int_gt(asprintf(&body, "{\"competences\":[{\"id\":\"soft:1\"},{\"id\":\"%s\"}]}", malformed[i]), 0);
        asked = ask_posted(MATCH, body);
        ck_assert_msg(asked.outcome == OUTCOME_PROBLEM, "%s", malformed[i]);
        ck_assert_str_eq(asked.answer.problem->parameter, "/competences/1/id");
        free(body);
    }
}
END_TEST

START_TEST(a_level_is_on_the_scale_of_its_kind)
{
    assert_refused("{\"competences\":[{\"id\":\"soft:2.1\",\"level\":6}]}", "/competences/0/level", "6");
    assert_refused("{\"competences\":[{\"id\":\"soft:2.1\",\"level\":-1}]}", "/competences/0/level", "-1");
    assert_refused("{\"competences\":[{\"id\":\"skill:h\",\"level\":0}]}", "/competences/0/level", "0");
    assert_refused("{\"competences\":[{\"id\":\"generic:b01\",\"level\":4}]}", "/competences/0/level", "4");
    assert_refused("{\"competences\":[{\"id\":\"digital:1.1\",\"level\":5}]}", "/competences/0/level", "5");
    ck_assert_int_eq(ask_posted(MATCH, "{\"competences\":[{\"id\":\"soft:2.1\",\"level\":0},"
                                       "{\"id\":\"knowledge:h\",\"level\":8},{\"id\":\"soft:2.2\",\"level\":null}]}")
                         .outcome,
                     OUTCOME_ANSWER);
}
END_TEST

static void assert_meant(const char *body, size_t allowed, const char *first, const char *meant)
{
    const struct problem *problem = ask_posted(MATCH, body).answer.problem;

    ck_assert_ptr_nonnull(problem);
    ck_assert_uint_eq(problem->allowed.count, allowed);
    ck_assert_str_eq(*(const char *const *)problem->allowed.at, first);
    ck_assert_pstr_eq(problem->did_you_mean, meant);
}

START_TEST(a_wrong_kind_or_level_names_what_is_allowed_and_meant)
{
    assert_meant("{\"competences\":[{\"id\":\"sfot:2.1\"}]}", 5, "skill", "soft:2.1");
    assert_meant("{\"competences\":[{\"id\":\"Soft:2.1\"}]}", 5, "skill", "soft:2.1");
    assert_meant("{\"competences\":[{\"id\":\"soft:\"}]}", 5, "skill", NULL);
    assert_meant("{\"competences\":[{\"id\":\"xyz:2.1\"}]}", 5, "skill", NULL);
    assert_meant("{\"competences\":[{\"id\":\"soft:2.1\",\"level\":9}]}", 6, "0", "5");
    assert_meant("{\"competences\":[{\"id\":\"skill:h\",\"level\":0}]}", 8, "1", "1");
}
END_TEST

START_TEST(a_competence_is_asked_with_once_and_the_limit_is_a_limit)
{
    assert_refused("{\"competences\":[{\"id\":\"soft:2.1\",\"level\":1},{\"id\":\"soft:2.1\",\"level\":2}]}",
                   "/competences/1/id", "soft:2.1");
    assert_refused("{\"competences\":[],\"limit\":0}", "/limit", "0");
    assert_refused("{\"competences\":[],\"limit\":101}", "/limit", "101");
}
END_TEST

/* {"competences":[{"id":"soft:0"},{"id":"soft:1"} …]} */
static char *body_of(int count)
{
    char *body = malloc(32 + (size_t)count * 24), *at = body;

    ck_assert_ptr_nonnull(body);
    at += sprintf(at, "{\"competences\":[");
    for (int i = 0; i < count; i++)
        at += sprintf(at, "%s{\"id\":\"soft:%d\"}", i > 0 ? "," : "", i);
    sprintf(at, "]}");
    return body;
}

START_TEST(five_hundred_competences_are_asked_with_and_no_more)
{
    char *most = body_of(500), *more = body_of(501);

    ck_assert_int_eq(ask_posted(MATCH, most).outcome, OUTCOME_ANSWER);
    assert_refused(more, "/competences", "501 items");
    free(most);
    free(more);
}
END_TEST

START_TEST(a_gap_is_from_an_occupation_by_id_or_slug)
{
    static const char expected[] = "{\"from\":{\"id\":\"103332\"},\"to\":{\"id\":\"chovatel\"}}\n";

    assert_bytes(ask_json(GAP, "chovatel", "from=103332&fields=from.id,to.id"), expected);
    assert_bytes(ask_json(GAP, "chovatel", "from=reditel-zakaznickych-sluz&fields=from.id,to.id"), expected);
}
END_TEST

START_TEST(an_occupation_that_is_not_there_is_named_by_the_problem)
{
    struct asked asked = ask(GAP, "chovatel", "from=nikdo", NULL);

    ck_assert_int_eq(asked.outcome, OUTCOME_PROBLEM);
    ck_assert_int_eq(asked.answer.problem->kind, PROBLEM_NOT_FOUND);
    ck_assert_str_eq(asked.answer.problem->parameter, "from");
    ck_assert_str_eq(asked.answer.problem->value, "nikdo");
    ck_assert_int_eq(ask(GAP, "nikdo", "from=chovatel", NULL).outcome, OUTCOME_NOT_FOUND);
    ck_assert_int_eq(ask(SIMILAR, "nikdo", "", NULL).outcome, OUTCOME_NOT_FOUND);
    ck_assert_int_eq(ask(SIMILAR, "kolar", "", NULL).outcome, OUTCOME_GONE);
}
END_TEST

START_TEST(a_slug_moves_to_the_id)
{
    ck_assert_str_eq(ask(SIMILAR, "reditel-zakaznickych-sluz", "", NULL).answer.moved_to,
                     "/v1/occupations/103332/similar");
    ck_assert_str_eq(ask(GAP, "reditel-zakaznickych-sluz", "from=chovatel", NULL).answer.moved_to,
                     "/v1/occupations/103332/gap");
}
END_TEST

START_TEST(as_many_similar_occupations_as_are_asked_for)
{
    assert_bytes(ask_json(SIMILAR, "77", "limit=1&fields=id"),
                 "{\"items\":[{\"id\":\"15\"}],\"total\":1,\"next\":null}\n");
    assert_bytes(ask_json(SIMILAR, "77", "fields=id"),
                 "{\"items\":[{\"id\":\"15\"},{\"id\":\"cisnik\"}],\"total\":2,\"next\":null}\n");
}
END_TEST

static Suite *profiles_suite(void)
{
    Suite *suite = suite_create("profiles");
    TCase *tests = tcase_create("profiles");

    tcase_add_checked_fixture(tests, ask_open, ask_close);
    tcase_add_test(tests, the_best_match_comes_first_and_there_are_no_more_than_asked_for);
    tcase_add_test(tests, an_unknown_or_no_competence_finds_nothing);
    tcase_add_test(tests, an_id_is_a_kind_and_a_code);
    tcase_add_test(tests, a_level_is_on_the_scale_of_its_kind);
    tcase_add_test(tests, a_wrong_kind_or_level_names_what_is_allowed_and_meant);
    tcase_add_test(tests, a_competence_is_asked_with_once_and_the_limit_is_a_limit);
    tcase_add_test(tests, five_hundred_competences_are_asked_with_and_no_more);
    tcase_add_test(tests, a_gap_is_from_an_occupation_by_id_or_slug);
    tcase_add_test(tests, an_occupation_that_is_not_there_is_named_by_the_problem);
    tcase_add_test(tests, a_slug_moves_to_the_id);
    tcase_add_test(tests, as_many_similar_occupations_as_are_asked_for);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(profiles_suite)
