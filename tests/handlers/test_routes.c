/* The table of routes is read by the router, the parameter checks, the openapi.yaml test and people: is every row sane?
 */
#include "handlers/routes.h"
#include "model/problem.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct param *param_of(const struct route *route, const char *name)
{
    for (const struct param *param = route->params; param && param->name; param++)
        if (strcmp(param->name, name) == 0)
            return param;
    return NULL;
}

START_TEST(every_path_is_there_once_and_has_at_most_two_places)
{
    for (const struct route *route = routes; route->path; route++) {
        int places = 0;

        ck_assert_msg(route->path[0] == '/' && !strchr(route->path, ' ') && !strstr(route->path, "//"), "%s",
                      route->path);
        for (const char *at = route->path; *at; at++)
            places += *at == '{';
        ck_assert_msg(places <= 2, "%s", route->path);
        for (const struct route *other = routes; other < route; other++)
            ck_assert_msg(strcmp(other->path, route->path) != 0 || other->method != route->method, "%s twice",
                          route->path);
    }
}
END_TEST

START_TEST(a_path_stands_after_the_one_that_it_lies_below)
{
    for (const struct route *route = routes; route->path; route++) {
        const char *last = strrchr(route->path, '/');
        size_t length = (size_t)(last - route->path);
        bool parent_is_later = false;

        for (const struct route *later = route + 1; later->path; later++)
            parent_is_later |= strlen(later->path) == length && strncmp(later->path, route->path, length) == 0;
        ck_assert_msg(!parent_is_later, "%s stands before its parent", route->path);
    }
}
END_TEST

START_TEST(a_row_is_a_resource_with_a_shape_or_a_file_or_a_page)
{
    for (const struct route *route = routes; route->path; route++) {
        bool file = (route->representations & AS_FILE) != 0;
        bool resource = strncmp(route->path, "/v1/", 4) == 0 && !file;

        ck_assert_msg(route->summary && *route->summary, "%s has no summary", route->path);
        ck_assert_msg((route->answer != NULL) == resource, "%s", route->path);
        ck_assert_msg((route->shape != NULL) == resource, "%s", route->path);
        ck_assert_msg((route->page == NULL) == (resource || file), "%s", route->path);
        ck_assert_msg(!file || (route->representations == AS_FILE && !route->params), "%s", route->path);
        ck_assert_msg(((route->representations & AS_JSON) != 0) == resource, "%s", route->path);
        ck_assert_msg(!(route->representations & AS_CSV) || route->list, "%s", route->path);
        ck_assert_msg(!route->beside || route->list, "%s", route->path);
        ck_assert_msg((route->body != NULL) == (route->method == METHOD_POST), "%s", route->path);
    }
}
END_TEST

START_TEST(every_export_is_a_file_below_v1_export_once)
{
    for (enum export which = 0; which < EXPORT_COUNT; which++) {
        char path[64];
        int found = 0;

        snprintf(path, sizeof path, "/v1/export/%s", exports[which].name);
        for (const struct route *route = routes; route->path; route++)
            if (route->representations & AS_FILE && route->export == which)
                found += strcmp(route->path, path) == 0 ? 1 : 10;
        ck_assert_msg(found == 1, "%s", path);
    }
}
END_TEST

static void check_param(const struct route *route, const struct param *param)
{
    ck_assert_msg(param->help && strlen(param->help) > 5, "%s %s has no help", route->path, param->name);
    ck_assert_msg(!strchr(param->help, '\n'), "%s %s", route->path, param->name);
    ck_assert_uint_eq(strspn(param->name, "abcdefghijklmnopqrstuvwxyz_"), strlen(param->name));
    ck_assert_msg((param->type == PARAM_CHOICE) == (param->choices != NULL), "%s %s", route->path, param->name);
    ck_assert_msg((param->type == PARAM_SORT) == (param->sorts != NULL), "%s %s", route->path, param->name);
    ck_assert_msg((param->type == PARAM_NUMBER) == (param->min < param->max), "%s %s", route->path, param->name);
    ck_assert_msg(param_of(route, param->name) == param, "%s %s twice", route->path, param->name);
}

START_TEST(every_parameter_is_there_once_and_says_what_it_takes)
{
    for (const struct route *route = routes; route->path; route++)
        for (const struct param *param = route->params; param && param->name; param++)
            check_param(route, param);
}
END_TEST

START_TEST(every_resource_takes_fields_and_pages_have_both_limit_and_cursor)
{
    for (const struct route *route = routes; route->path; route++) {
        const struct param *fields = param_of(route, "fields");
        const struct param *limit = param_of(route, "limit");
        const struct param *cursor = param_of(route, "cursor");

        if (!route->shape)
            continue;
        ck_assert_msg(fields && fields->type == PARAM_FIELDS && fields->many, "%s", route->path);
        /* Without a cursor a limit is how many of the best are wanted. */
        ck_assert_msg(!limit || limit->type == (cursor ? PARAM_LIMIT : PARAM_NUMBER), "%s", route->path);
        ck_assert_msg(!cursor || (limit && cursor->type == PARAM_CURSOR), "%s", route->path);
        /* A list is cut into pages unless it is a part of one occupation or a ranking, which is no table. */
        ck_assert_msg((cursor != NULL) == (route->list && !strchr(route->path, '{') && route->representations & AS_CSV),
                      "%s", route->path);
    }
}
END_TEST

START_TEST(wages_of_an_occupation_have_the_filters_of_all_wages)
{
    const struct route *all = routes, *own = routes;

    while (strcmp(all->path, "/v1/wages") != 0)
        all++;
    while (strcmp(own->path, "/v1/occupations/{id}/wages") != 0)
        own++;
    for (const struct param *param = all->params; param->name; param++)
        if (param->type != PARAM_LIMIT && param->type != PARAM_CURSOR)
            ck_assert_msg(param_of(own, param->name) != NULL, "%s", param->name);
    for (const struct param *param = own->params; param->name; param++)
        ck_assert_msg(param_of(all, param->name) != NULL, "%s", param->name);
}
END_TEST

START_TEST(the_choice_of_regions_is_the_14_and_the_country)
{
    for (const struct route *route = routes; route->path; route++) {
        const struct param *region = param_of(route, "region");

        if (region) {
            ck_assert_ptr_nonnull(entry_by_code(region->choices, "CZ010"));
            ck_assert_str_eq(region->choices[REGION_COUNT].code, "CZ");
            ck_assert_ptr_null(region->choices[REGION_COUNT + 1].code);
        }
    }
}
END_TEST

static void assert_names(const char *page, const char *before, const char *what, const char *after)
{
    char wanted[128];

    snprintf(wanted, sizeof wanted, "%s%s%s", before, what, after);
    ck_assert_msg(strstr(page, wanted) != NULL, "docs.html does not have %s", wanted);
}

START_TEST(the_reference_names_every_resource_filter_and_problem)
{
    char *page = support_read("server/www/docs.html", NULL);

    for (const struct route *route = routes; route->path; route++) {
        if (!route->shape)
            continue;
        assert_names(page, "<code>", route->path, "</code>");
        for (const struct param *param = route->params; param->name; param++)
            if (param->type < PARAM_FIELDS)
                assert_names(page, "<code>", param->name, "</code>");
    }
    for (int kind = 0; kind < PROBLEM_KIND_COUNT; kind++)
        assert_names(page, "\"docs/problems/", problem_kinds[kind].name, "\"");
    free(page);
}
END_TEST

START_TEST(every_status_of_the_store_has_its_outcome)
{
    ck_assert_int_eq(outcome_of_store(STORE_OK), OUTCOME_ANSWER);
    ck_assert_int_eq(outcome_of_store(STORE_NOT_FOUND), OUTCOME_NOT_FOUND);
    ck_assert_int_eq(outcome_of_store(STORE_NO_MEMORY), OUTCOME_NO_MEMORY);
    ck_assert_int_eq(outcome_of_store(STORE_DAMAGED), OUTCOME_FAILED);
}
END_TEST

static Suite *routes_suite(void)
{
    Suite *suite = suite_create("routes");
    TCase *tests = tcase_create("routes");

    tcase_add_test(tests, every_path_is_there_once_and_has_at_most_two_places);
    tcase_add_test(tests, a_path_stands_after_the_one_that_it_lies_below);
    tcase_add_test(tests, a_row_is_a_resource_with_a_shape_or_a_file_or_a_page);
    tcase_add_test(tests, every_export_is_a_file_below_v1_export_once);
    tcase_add_test(tests, every_parameter_is_there_once_and_says_what_it_takes);
    tcase_add_test(tests, every_resource_takes_fields_and_pages_have_both_limit_and_cursor);
    tcase_add_test(tests, wages_of_an_occupation_have_the_filters_of_all_wages);
    tcase_add_test(tests, the_choice_of_regions_is_the_14_and_the_country);
    tcase_add_test(tests, the_reference_names_every_resource_filter_and_problem);
    tcase_add_test(tests, every_status_of_the_store_has_its_outcome);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(routes_suite)
