/* Rules that hold for every row of the table of routes. */
#include "model/problem.h"
#include "tests/support/client.h"
#include "tests/support/example.h"

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

/** The path and query of the example of a row, in a static buffer. @param more  a parameter; NULL: none */
static const char *target_of(const struct route *route, const char *more)
{
    static char target[512];
    const char *query = example_of(route).query;

    snprintf(target, sizeof target, "%s%s%s%s%s", example_path(route, NULL), *query || more ? "?" : "", query,
             *query && more ? "&" : "", more ? more : "");
    return target;
}

/** Asks the example of a row. */
static struct seen ask_row(const struct route *route, const char *more)
{
    const char *target = target_of(route, more);

    return route->method == METHOD_POST ? client_post(&server, target, example_of(route).body)
                                        : client_get(&server, target);
}

/** What the paths' rows have, as Allow tells it. */
static const char *allow_of(const struct route *route)
{
    static const char *const allow[] = {
        [1] = "GET, HEAD, OPTIONS", [2] = "OPTIONS, POST", [3] = "GET, HEAD, OPTIONS, POST"};
    unsigned methods = 0;

    for (const struct route *other = routes; other->path; other++)
        if (strcmp(other->path, route->path) == 0)
            methods |= 1u << other->method;
    return allow[methods];
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

START_TEST(every_path_is_there)
{
    struct seen answer = ask_row(&routes[_i], NULL);

    ck_assert_msg(answer.status == 200, "%s: %ld\n%s", routes[_i].path, answer.status, answer.body);
    ck_assert_uint_gt(answer.length, 0);
    seen_release(&answer);
}
END_TEST

START_TEST(what_names_nothing_is_404)
{
    const char *path = example_path(&routes[_i], "neni");
    struct seen answer;
    char target[512];

    if (!strchr(routes[_i].path, '{'))
        return;
    snprintf(target, sizeof target, "%s?%s", path, example_of(&routes[_i]).query);
    answer = client_get(&server, target);
    check_problem(&answer, 404, path);
}
END_TEST

START_TEST(an_unknown_parameter_is_400_and_names_it)
{
    struct seen answer = ask_row(&routes[_i], "nesmysl=1");

    ck_assert_ptr_nonnull(strstr(answer.body, "\"parameter\":\"nesmysl\""));
    check_problem(&answer, 400, example_path(&routes[_i], NULL));
}
END_TEST

START_TEST(another_method_is_405_with_allow)
{
    static const char *const methods[] = {"PUT", "DELETE", "PATCH", "get", "VYMYSLENA", "GET", "POST"};
    const char *path = example_path(&routes[_i], NULL);

    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        struct seen answer;

        if (strstr(allow_of(&routes[_i]), methods[i]))
            continue;
        answer = client_ask(server.url, methods[i], path, NULL);

        ck_assert_msg(answer.status == 405, "%s %s: %ld", methods[i], path, answer.status);
        ck_assert_str_eq(seen_header(&answer, "Allow"), allow_of(&routes[_i]));
        check_problem(&answer, 405, path);
    }
}
END_TEST

START_TEST(options_says_what_may_be_done_from_any_origin)
{
    struct seen answer =
        client_ask(server.url, "OPTIONS", example_path(&routes[_i], NULL),
                   (const char *const[]){"Origin: https://example.cz", "Access-Control-Request-Method: GET", NULL});

    ck_assert_int_eq(answer.status, 204);
    ck_assert_str_eq(seen_header(&answer, "Allow"), allow_of(&routes[_i]));
    ck_assert_str_eq(seen_header(&answer, "Access-Control-Allow-Origin"), "*");
    ck_assert_str_eq(seen_header(&answer, "Access-Control-Allow-Methods"), allow_of(&routes[_i]));
    ck_assert_ptr_nonnull(seen_header(&answer, "Access-Control-Max-Age"));
    ck_assert_ptr_null(seen_header(&answer, "Content-Length"));
    seen_release(&answer);
}
END_TEST

START_TEST(an_accept_that_nothing_satisfies_is_406)
{
    struct seen answer;

    if (!routes[_i].answer)
        return;
    answer = client_ask(server.url, routes[_i].method == METHOD_GET ? "GET" : "POST", target_of(&routes[_i], NULL),
                        (const char *const[]){"Accept: image/png", NULL});
    check_problem(&answer, 406, example_path(&routes[_i], NULL));
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
