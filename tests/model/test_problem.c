#include "model/problem.h"
#include "tests/support/bytes.h"
#include "tests/support/support.h"

#include <string.h>

START_TEST(a_problem_has_its_type_title_status_and_only_the_members_that_it_needs)
{
    const struct problem problem = {.kind = PROBLEM_NOT_FOUND,
                                    .detail = "Povolání \"řezník\" tu není.",
                                    .instance = "/v1/occupations/%C5%99ezn%C3%ADk"};

    assert_bytes(
        problem_json(&problem, ""),
        "{\"type\":\"/docs/problems/not-found\",\"title\":\"There is no such resource\",\"status\":404,"
        "\"detail\":\"Povolání \\\"řezník\\\" tu není.\",\"instance\":\"/v1/occupations/%C5%99ezn%C3%ADk\"}\n");
}
END_TEST

START_TEST(a_bad_parameter_says_what_was_given_and_what_may_be)
{
    static const char *allowed[] = {"wage", "salary"};
    const struct problem problem = {.kind = PROBLEM_BAD_PARAMETER,
                                    .detail = "sphere is not a known code",
                                    .instance = "/v1/wages",
                                    .parameter = "sphere",
                                    .value = "wagé",
                                    .allowed = {.at = allowed, .count = 2},
                                    .did_you_mean = "wage"};

    assert_bytes(problem_json(&problem, "https://example.cz/api"),
                 "{\"type\":\"https://example.cz/api/docs/problems/bad-parameter\","
                 "\"title\":\"A query parameter is wrong\",\"status\":400,\"detail\":\"sphere is not a known code\","
                 "\"instance\":\"https://example.cz/api/v1/wages\",\"parameter\":\"sphere\",\"value\":\"wagé\","
                 "\"allowed\":[\"wage\",\"salary\"],\"did_you_mean\":\"wage\"}\n");
}
END_TEST

START_TEST(the_link_to_start_again_stands_behind_the_public_url)
{
    const struct problem problem = {.kind = PROBLEM_CURSOR_EXPIRED, .restart = "/v1/wages?isco=1221"};

    assert_bytes(problem_json(&problem, "https://example.cz"),
                 "{\"type\":\"https://example.cz/docs/problems/cursor-expired\","
                 "\"title\":\"The dataset has changed since the cursor was made\",\"status\":410,"
                 "\"restart\":\"https://example.cz/v1/wages?isco=1221\"}\n");
}
END_TEST

START_TEST(a_value_that_is_not_utf8_is_cut_where_it_stops_being_text)
{
    const struct problem problem = {.kind = PROBLEM_BAD_PARAMETER, .parameter = "q", .value = "ře\xC5zník"};

    assert_bytes(problem_json(&problem, ""),
                 "{\"type\":\"/docs/problems/bad-parameter\",\"title\":\"A query parameter is wrong\",\"status\":400,"
                 "\"parameter\":\"q\",\"value\":\"ře\"}\n");
}
END_TEST

START_TEST(every_kind_has_a_name_of_its_own_a_status_a_title_and_an_explanation)
{
    for (int i = 0; i < PROBLEM_KIND_COUNT; i++) {
        const struct problem_kind_info *kind = &problem_kinds[i];

        ck_assert_msg(kind->name != NULL, "kind %d is not in the table", i);
        ck_assert_uint_eq(strspn(kind->name, "abcdefghijklmnopqrstuvwxyz-"), strlen(kind->name));
        ck_assert_msg(kind->status >= 400 && kind->status <= 599, "%s", kind->name);
        ck_assert_msg(kind->title[0] && kind->title[strlen(kind->title) - 1] != '.', "%s", kind->name);
        ck_assert_msg(strlen(kind->explanation) > 40, "%s", kind->name);
        for (int other = 0; other < i; other++)
            ck_assert_str_ne(problem_kinds[other].name, kind->name);
    }
}
END_TEST

START_TEST(the_statuses_are_those_that_the_contract_names)
{
    static const int statuses[] = {400, 404, 405, 406, 410, 413, 414, 415, 416, 431, 500, 503};
    size_t next = 0, count = sizeof statuses / sizeof *statuses;

    for (int i = 0; i < PROBLEM_KIND_COUNT; i++) {
        if (next > 0 && problem_kinds[i].status == statuses[next - 1])
            continue;
        ck_assert_uint_lt(next, count);
        ck_assert_int_eq(problem_kinds[i].status, statuses[next++]);
    }
    ck_assert_uint_eq(next, count);
}
END_TEST

static Suite *problem_suite(void)
{
    Suite *suite = suite_create("problem");
    TCase *tests = tcase_create("problem");

    tcase_add_test(tests, a_problem_has_its_type_title_status_and_only_the_members_that_it_needs);
    tcase_add_test(tests, a_bad_parameter_says_what_was_given_and_what_may_be);
    tcase_add_test(tests, the_link_to_start_again_stands_behind_the_public_url);
    tcase_add_test(tests, a_value_that_is_not_utf8_is_cut_where_it_stops_being_text);
    tcase_add_test(tests, every_kind_has_a_name_of_its_own_a_status_a_title_and_an_explanation);
    tcase_add_test(tests, the_statuses_are_those_that_the_contract_names);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(problem_suite)
