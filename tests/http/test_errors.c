/* Rules that hold for every row of the table of routes. */
#include "handlers/routes.h"
#include "model/problem.h"
#include "tests/support/client.h"

#include <stdio.h>
#include <string.h>

static struct server server;

static void start(void)
{
    server_start(&server, server_dataset(), NULL);
}

static void stop(void)
{
    server_stop(&server);
}

/** A path of a row that is there. @param there  false: what stands for the {…} names nothing */
static const char *path_of(const struct route *route, bool there)
{
    static const char *const examples[][2] = {{"/v1/occupations/{", "103332"},
                                              {"/v1/competences/{", "soft:2.1"},
                                              {"/v1/health-conditions/{", "poruchy-videni"},
                                              {"/v1/working-conditions/{", "visual"},
                                              {"/v1/isco/{", "1221"},
                                              {"/docs/problems/{", "not-found"}};
    static char path[256];
    const char *open = strchr(route->path, '{');
    const char *segment = "neni";

    if (!open)
        return route->path;
    for (size_t i = 0; there && i < sizeof examples / sizeof *examples; i++)
        if (strncmp(route->path, examples[i][0], strlen(examples[i][0])) == 0)
            segment = examples[i][1];
    snprintf(path, sizeof path, "%.*s%s%s", (int)(open - route->path), route->path, segment, strchr(open, '}') + 1);
    return path;
}

/** Checks that an answer is a whole problem of that status, and releases it. */
static void check_problem(struct seen *answer, int status, const char *path)
{
    json_t *problem;
    const char *type;
    struct seen page;

    ck_assert_msg(answer->status == status, "%s: status %ld\n%s", path, answer->status, answer->body);
    ck_assert_str_eq(seen_header(answer, "Content-Type"), "application/problem+json");
    ck_assert_str_eq(seen_header(answer, "Content-Language"), "en");
    problem = seen_json(answer);
    type = json_string_value(json_object_get(problem, "type"));
    ck_assert_int_eq(json_integer_value(json_object_get(problem, "status")), status);
    ck_assert_str_eq(json_string_value(json_object_get(problem, "instance")), path);
    ck_assert(json_is_string(json_object_get(problem, "title")));
    ck_assert(json_is_string(json_object_get(problem, "detail")));
    page = client_get(&server, type);
    ck_assert_msg(page.status == 200, "%s is no page", type);
    ck_assert_str_eq(seen_header(&page, "Content-Type"), "text/html; charset=utf-8");
    seen_release(&page);
    json_decref(problem);
    seen_release(answer);
}

/* What a path cannot be asked without. */
static const char *required_of(const struct route *route)
{
    static const char *const required[][2] = {
        {"/v1/wages/position", "?isco=1221&region=CZ010&sphere=wage&amount=60000"}};

    for (size_t i = 0; i < sizeof required / sizeof *required; i++)
        if (strcmp(route->path, required[i][0]) == 0)
            return required[i][1];
    return "";
}

START_TEST(every_path_is_there)
{
    char target[512];
    struct seen answer;

    snprintf(target, sizeof target, "%s%s", path_of(&routes[_i], true), required_of(&routes[_i]));
    answer = client_get(&server, target);
    ck_assert_msg(answer.status == 200, "%s: %ld\n%s", target, answer.status, answer.body);
    ck_assert_uint_gt(answer.length, 0);
    seen_release(&answer);
}
END_TEST

START_TEST(what_names_nothing_is_404)
{
    const char *path = path_of(&routes[_i], false);
    struct seen answer;

    if (!strchr(routes[_i].path, '{'))
        return;
    answer = client_get(&server, path);
    check_problem(&answer, 404, path);
}
END_TEST

START_TEST(an_unknown_parameter_is_400_and_names_it)
{
    const char *path = path_of(&routes[_i], true);
    char target[512];
    struct seen answer;

    snprintf(target, sizeof target, "%s?nesmysl=1", path);
    answer = client_get(&server, target);
    ck_assert_ptr_nonnull(strstr(answer.body, "\"parameter\":\"nesmysl\""));
    check_problem(&answer, 400, path);
}
END_TEST

START_TEST(another_method_is_405_with_allow)
{
    static const char *const methods[] = {"POST", "PUT", "DELETE", "PATCH", "get", "VYMYSLENA"};
    const char *path = path_of(&routes[_i], true);

    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        struct seen answer = client_ask(server.url, methods[i], path, NULL);

        ck_assert_msg(answer.status == 405, "%s %s: %ld", methods[i], path, answer.status);
        ck_assert_str_eq(seen_header(&answer, "Allow"), "GET, HEAD, OPTIONS");
        check_problem(&answer, 405, path);
    }
}
END_TEST

START_TEST(options_says_what_may_be_done_from_any_origin)
{
    struct seen answer =
        client_ask(server.url, "OPTIONS", path_of(&routes[_i], true),
                   (const char *const[]){"Origin: https://example.cz", "Access-Control-Request-Method: GET", NULL});

    ck_assert_int_eq(answer.status, 204);
    ck_assert_str_eq(seen_header(&answer, "Allow"), "GET, HEAD, OPTIONS");
    ck_assert_str_eq(seen_header(&answer, "Access-Control-Allow-Origin"), "*");
    ck_assert_str_eq(seen_header(&answer, "Access-Control-Allow-Methods"), "GET, HEAD, OPTIONS");
    ck_assert_ptr_nonnull(seen_header(&answer, "Access-Control-Max-Age"));
    ck_assert_ptr_null(seen_header(&answer, "Content-Length"));
    seen_release(&answer);
}
END_TEST

START_TEST(an_accept_that_nothing_satisfies_is_406)
{
    const char *path = path_of(&routes[_i], true);
    struct seen answer;

    if (!routes[_i].answer)
        return;
    answer = client_ask(server.url, "GET", path, (const char *const[]){"Accept: image/png", NULL});
    check_problem(&answer, 406, path);
}
END_TEST

START_TEST(a_path_that_is_not_there_is_404_and_suggests_the_nearest)
{
    struct seen answer = client_get(&server, "/v1/ocupations");

    ck_assert_ptr_nonnull(strstr(answer.body, "\"did_you_mean\":\"/v1/occupations\""));
    check_problem(&answer, 404, "/v1/ocupations");
}
END_TEST

START_TEST(an_unknown_region_is_400_and_suggests_the_nearest)
{
    struct seen answer = client_get(&server, "/v1/wages?region=CZ01");

    ck_assert_ptr_nonnull(strstr(answer.body, "\"parameter\":\"region\""));
    ck_assert_ptr_nonnull(strstr(answer.body, "\"did_you_mean\":\"CZ010\""));
    check_problem(&answer, 400, "/v1/wages");
}
END_TEST

START_TEST(every_problem_has_a_page)
{
    char path[128];
    struct seen page;

    snprintf(path, sizeof path, "/docs/problems/%s", problem_kinds[_i].name);
    page = client_get(&server, path);
    ck_assert_int_eq(page.status, 200);
    ck_assert_ptr_nonnull(strstr(page.body, problem_kinds[_i].title));
    ck_assert_ptr_null(strchr(page.body, '`'));
    seen_release(&page);
}
END_TEST

static Suite *errors_suite(void)
{
    Suite *suite = suite_create("errors over HTTP");
    TCase *tests = tcase_create("errors over HTTP");
    int count = 0;

    while (routes[count].path)
        count++;
    tcase_add_unchecked_fixture(tests, start, stop);
    tcase_add_loop_test(tests, every_path_is_there, 0, count);
    tcase_add_loop_test(tests, what_names_nothing_is_404, 0, count);
    tcase_add_loop_test(tests, an_unknown_parameter_is_400_and_names_it, 0, count);
    tcase_add_loop_test(tests, another_method_is_405_with_allow, 0, count);
    tcase_add_loop_test(tests, options_says_what_may_be_done_from_any_origin, 0, count);
    tcase_add_loop_test(tests, an_accept_that_nothing_satisfies_is_406, 0, count);
    tcase_add_test(tests, a_path_that_is_not_there_is_404_and_suggests_the_nearest);
    tcase_add_test(tests, an_unknown_region_is_400_and_suggests_the_nearest);
    tcase_add_loop_test(tests, every_problem_has_a_page, 0, PROBLEM_KIND_COUNT);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(errors_suite)
