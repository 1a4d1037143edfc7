#include "server/negotiate.h"
#include "server/plan.h"
#include "tests/support/support.h"

#include <string.h>

static const char version[] = "0123456789abcdef";
static const struct position last = {"řezník", "103332"};
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

static struct plan planned(const struct request *request)
{
    struct plan plan;

    ck_assert(plan_request(request, version, arena, &plan));
    return plan;
}

static struct plan got(const char *target)
{
    return planned(&(struct request){.method = "GET", .target = target});
}

static struct plan answered(const char *target)
{
    struct plan plan = got(target);

    ck_assert_msg(plan.kind == PLAN_ANSWER, "%s: %s", target, plan.problem.detail);
    return plan;
}

static struct problem refused(const char *target, enum problem_kind kind)
{
    struct plan plan = got(target);

    ck_assert_msg(plan.kind == PLAN_PROBLEM && plan.problem.kind == kind, "%s", target);
    ck_assert_ptr_nonnull(plan.problem.detail);
    return plan.problem;
}

static struct plan accepting(const char *target, const char *accept)
{
    return planned(&(struct request){.method = "GET", .target = target, .accept = accept});
}

/* A text of length bytes. */
static char *long_text(const char *begin, size_t length)
{
    char *text = arena_take(arena, length + 1);

    ck_assert_ptr_nonnull(text);
    memset(text, '1', length);
    memcpy(text, begin, strlen(begin));
    return text;
}

/* The same after one letter of a link's cursor was changed. */
static const char *tampered(const char *link)
{
    char *text = arena_text(arena, link, strlen(link));

    ck_assert_ptr_nonnull(text);
    text[strlen(text) - 1] = text[strlen(text) - 1] == 'A' ? 'B' : 'A';
    return text;
}

START_TEST(a_path_is_planned_with_its_segments)
{
    struct plan plan = answered("/v1/occupations/103332/competences");

    ck_assert_str_eq(plan.route->path, "/v1/occupations/{id}/competences");
    ck_assert_ptr_eq(plan.params.route, plan.route);
    ck_assert_str_eq(plan.params.segments[0], "103332");
    ck_assert_ptr_null(plan.params.segments[1]);
    ck_assert_uint_eq(plan.representation, AS_JSON);
    ck_assert(!plan.representation_by_path && !plan.head && !plan.close);
}
END_TEST

START_TEST(head_is_planned_as_get)
{
    struct plan plan = planned(&(struct request){.method = "HEAD", .target = "/v1/wages?isco=1221"});

    ck_assert_int_eq(plan.kind, PLAN_ANSWER);
    ck_assert(plan.head);
    ck_assert_str_eq(plan.canonical, "/v1/wages?isco=1221");
}
END_TEST

START_TEST(options_names_the_methods_of_a_path_and_of_the_whole_server)
{
    static const char *const targets[][2] = {{"/v1/wages", "GET, HEAD, OPTIONS"},
                                             {"/v1/wages?whatever", "GET, HEAD, OPTIONS"},
                                             {"/", "GET, HEAD, OPTIONS"},
                                             {"/v1/match/competences", "OPTIONS, POST"},
                                             {"*", "GET, HEAD, OPTIONS, POST"}};

    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        struct plan plan = planned(&(struct request){.method = "OPTIONS", .target = targets[i][0]});

        ck_assert_int_eq(plan.kind, PLAN_OPTIONS);
        ck_assert_str_eq(plan.allow, targets[i][1]);
    }
    ck_assert_int_eq(planned(&(struct request){.method = "OPTIONS", .target = "/v1/nothing"}).problem.kind,
                     PROBLEM_NOT_FOUND);
    refused("*", PROBLEM_BAD_REQUEST);
}
END_TEST

START_TEST(other_methods_are_405_with_those_that_are_allowed)
{
    static const char *const methods[] = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW", "get"};

    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        struct plan plan = planned(&(struct request){.method = methods[i], .target = "/v1/wages?no=matter"});

        ck_assert_int_eq(plan.kind, PLAN_PROBLEM);
        ck_assert_int_eq(plan.problem.kind, PROBLEM_METHOD_NOT_ALLOWED);
        ck_assert_str_eq(plan.allow, "GET, HEAD, OPTIONS");
        ck_assert_str_eq(plan.route->path, "/v1/wages");
        ck_assert_str_eq(plan.problem.instance, "/v1/wages");
    }
}
END_TEST

START_TEST(post_is_planned_where_a_row_has_it)
{
    static const struct route table[] = {{METHOD_GET, "/both", .page = "both"},
                                         {METHOD_POST, "/both", .page = "both"},
                                         {METHOD_POST, "/posted", .page = "posted"},
                                         {0}};
    struct request request = {.method = "POST", .target = "/both"};
    struct plan plan;

    ck_assert(plan_request_in(table, &request, version, arena, &plan));
    ck_assert_int_eq(plan.kind, PLAN_ANSWER);
    ck_assert_ptr_eq(plan.route, &table[1]);
    request.method = "DELETE";
    ck_assert(plan_request_in(table, &request, version, arena, &plan));
    ck_assert_str_eq(plan.allow, "GET, HEAD, OPTIONS, POST");
    request = (struct request){.method = "HEAD", .target = "/posted"};
    ck_assert(plan_request_in(table, &request, version, arena, &plan));
    ck_assert_int_eq(plan.problem.kind, PROBLEM_METHOD_NOT_ALLOWED);
    ck_assert_str_eq(plan.allow, "OPTIONS, POST");
}
END_TEST

static const struct field place_fields[] = {FIELD_AT(place, FIELD_TEXT, 0, NULL), {0}};
static const struct shape place_shape = {"Place", sizeof(const char *), place_fields};
static const struct route posted[] = {
    {METHOD_POST, "/posted", .page = "posted", .body = &place_shape, .representations = AS_JSON}, {0}};

static struct plan with_body(const char *body, const char *content_type, const char *content_encoding)
{
    struct request request = {
        .method = "POST",
        .target = "/posted",
        .body = body,
        .body_bytes = body ? strlen(body) : 0,
        .content_type = content_type,
        .content_encoding = content_encoding,
    };
    struct plan plan;

    ck_assert(plan_request_in(posted, &request, version, arena, &plan));
    return plan;
}

START_TEST(a_body_is_read_as_json)
{
    static const char *const types[] = {"application/json", "Application/JSON; charset=utf-8", "application/json ;x"};

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct plan plan = with_body("{\"place\":\"Žďár\"}", types[i], NULL);

        ck_assert_int_eq(plan.kind, PLAN_ANSWER);
        ck_assert_str_eq(*(const char *const *)plan.params.body, "Žďár");
    }
}
END_TEST

START_TEST(a_body_of_another_type_is_415)
{
    static const char *const types[] = {NULL, "", "text/json", "application/jsonp",
                                        "application/x-www-form-urlencoded"};

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        ck_assert_int_eq(with_body("{\"place\":\"Žďár\"}", types[i], NULL).problem.kind,
                         PROBLEM_UNSUPPORTED_MEDIA_TYPE);
    ck_assert_int_eq(with_body("x", "application/json", "gzip").problem.kind, PROBLEM_UNSUPPORTED_MEDIA_TYPE);
}
END_TEST

START_TEST(a_body_that_is_wrong_is_400_and_says_where)
{
    struct plan plan = with_body("{\"place\":7}", "application/json", "identity");

    ck_assert_int_eq(plan.problem.kind, PROBLEM_BAD_BODY);
    ck_assert_str_eq(plan.problem.parameter, "/place");
    ck_assert_str_eq(plan.problem.instance, "/posted");
    ck_assert_int_eq(with_body(NULL, "application/json", NULL).problem.kind, PROBLEM_BAD_BODY);
}
END_TEST

START_TEST(an_unknown_path_is_404_and_says_what_is_near)
{
    struct problem problem = refused("/v1/ocupations/103332?x=1", PROBLEM_NOT_FOUND);

    ck_assert_str_eq(problem.instance, "/v1/ocupations/103332");
    ck_assert_str_eq(problem.did_you_mean, "/v1/occupations/103332");
    ck_assert_str_eq(refused("/v1/wages/", PROBLEM_NOT_FOUND).did_you_mean, "/v1/wages");
    ck_assert_str_eq(refused("/v1/dataset.csv", PROBLEM_NOT_FOUND).did_you_mean, "/v1/dataset");
    ck_assert_ptr_null(refused("/wp-login.php", PROBLEM_NOT_FOUND).did_you_mean);
}
END_TEST

START_TEST(two_lengths_of_a_body_are_refused_before_all_else_and_close)
{
    struct plan plan = planned(&(struct request){
        .method = "GET", .target = long_text("/", 9000), .body_bytes = 1 << 20, .framing_is_ambiguous = true});

    ck_assert_int_eq(plan.kind, PLAN_PROBLEM);
    ck_assert_int_eq(plan.problem.kind, PROBLEM_BAD_REQUEST);
    ck_assert(plan.close);
}
END_TEST

START_TEST(what_is_too_large_is_refused_and_what_just_fits_is_not)
{
    const char *longest = long_text("/v1/occupations?field=", TARGET_BYTES_MAX);
    struct request request = {
        .method = "GET", .target = "/v1/wages", .header_bytes = HEADER_BYTES_MAX, .body_bytes = BODY_BYTES_MAX};
    struct plan plan;

    ck_assert_int_eq(planned(&request).kind, PLAN_ANSWER);
    refused(longest, PROBLEM_BAD_PARAMETER);
    request.body_bytes++;
    plan = planned(&request);
    ck_assert_int_eq(plan.problem.kind, PROBLEM_CONTENT_TOO_LARGE);
    ck_assert(plan.close);
    request.header_bytes++;
    plan = planned(&request);
    ck_assert_int_eq(plan.problem.kind, PROBLEM_HEADERS_TOO_LARGE);
    ck_assert_str_eq(plan.problem.instance, "/v1/wages");
    request.target = long_text("/", TARGET_BYTES_MAX + 1);
    plan = planned(&request);
    ck_assert_int_eq(plan.problem.kind, PROBLEM_URI_TOO_LONG);
    ck_assert_ptr_null(plan.problem.instance);
}
END_TEST

START_TEST(a_target_that_cannot_be_read_is_a_bad_request)
{
    ck_assert_ptr_nonnull(strstr(refused("/v1/wages?isco=%4", PROBLEM_BAD_REQUEST).detail, "byte 15"));
    ck_assert_ptr_nonnull(strstr(refused("/v1/wages?isco=1&%FF=1", PROBLEM_BAD_REQUEST).detail, "byte 17"));
    ck_assert_str_eq(refused("/v1/\xff\x01 %zz", PROBLEM_BAD_REQUEST).instance, "/v1/%FF%01%20%zz");
    ck_assert_ptr_null(refused("wages", PROBLEM_BAD_REQUEST).instance);
}
END_TEST

START_TEST(a_suffix_wins_over_accept)
{
    struct plan plan = accepting("/v1/wages.csv?isco=1221", "application/json");

    ck_assert_uint_eq(plan.representation, AS_CSV);
    ck_assert(plan.representation_by_path);
    ck_assert_str_eq(plan.canonical, "/v1/wages.csv?isco=1221");
    plan = accepting("/v1/wages", "text/csv");
    ck_assert_uint_eq(plan.representation, AS_CSV);
    ck_assert(!plan.representation_by_path);
    plan = accepting("/v1/occupations/103332.jsonld", "application/json");
    ck_assert_uint_eq(plan.representation, AS_JSONLD);
    ck_assert_str_eq(plan.canonical, "/v1/occupations/103332.jsonld");
    ck_assert_str_eq(plan.params.segments[0], "103332");
    ck_assert_uint_eq(accepting("/v1/occupations/103332", "application/ld+json").representation, AS_JSONLD);
    ck_assert_uint_eq(accepting("/v1/occupations/103332/wages.svg", NULL).representation, AS_SVG);
    ck_assert_uint_eq(accepting("/v1/occupations/103332/wages", "image/*").representation, AS_SVG);
}
END_TEST

START_TEST(nothing_acceptable_is_406_with_what_there_is)
{
    struct plan plan = accepting("/v1/wages", "text/html");
    const char *const *allowed = plan.problem.allowed.at;

    ck_assert_int_eq(plan.kind, PLAN_PROBLEM);
    ck_assert_int_eq(plan.problem.kind, PROBLEM_NOT_ACCEPTABLE);
    ck_assert_uint_eq(plan.problem.allowed.count, 2);
    ck_assert_str_eq(allowed[0], "application/json");
    ck_assert_str_eq(allowed[1], "text/csv");
    ck_assert_int_eq(accepting("/v1/dataset", "text/csv").problem.kind, PROBLEM_NOT_ACCEPTABLE);
}
END_TEST

START_TEST(a_page_is_served_whatever_is_accepted)
{
    struct plan plan = accepting("/docs/problems/not-found", "image/png");

    ck_assert_int_eq(plan.kind, PLAN_ANSWER);
    ck_assert_str_eq(plan.route->page, "problems");
    ck_assert_str_eq(plan.params.segments[0], "not-found");
    ck_assert(plan.representation_by_path);
}
END_TEST

START_TEST(the_encoding_is_chosen_for_problems_too)
{
    struct request request = {.method = "GET", .target = "/v1/nothing", .accept_encoding = "gzip"};

    ck_assert_int_eq(planned(&request).encoding, ENCODING_GZIP);
}
END_TEST

START_TEST(a_page_of_json_has_twenty_items_and_csv_has_all)
{
    ck_assert_int_eq(answered("/v1/wages").params.limit, 20);
    ck_assert_int_eq(answered("/v1/wages?limit=100").params.limit, 100);
    ck_assert_int_eq(answered("/v1/wages.csv").params.limit, 0);
    ck_assert_int_eq(answered("/v1/wages.csv?limit=20").params.limit, 20);
    ck_assert_int_eq(accepting("/v1/wages", "text/csv").params.limit, 0);
    ck_assert_int_eq(answered("/v1/occupations/103332/wages").params.limit, 0);
}
END_TEST

START_TEST(the_next_page_is_the_same_query_from_the_last_position)
{
    static const char *const targets[] = {"/v1/wages", "/v1/wages?isco=1221&fields=median&limit=5",
                                          "/v1/wages.csv?limit=5"};

    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        struct plan first = answered(targets[i]);
        const char *next = plan_next(&first, version, &last, arena);
        struct plan second = answered(next);

        ck_assert_ptr_null(first.params.after.id);
        ck_assert_str_eq(second.params.after.key, last.key);
        ck_assert_str_eq(second.params.after.id, last.id);
        ck_assert_str_eq(second.canonical, next);
        ck_assert_str_eq(second.restart, first.canonical);
        ck_assert_int_eq(second.params.limit, first.params.limit);
        ck_assert_str_eq(plan_next(&second, version, &last, arena), next);
    }
}
END_TEST

START_TEST(the_limit_may_change_from_page_to_page)
{
    struct plan first = answered("/v1/wages?isco=1221");
    const char *next = plan_next(&first, version, &last, arena);
    struct plan second = answered(arena_format(arena, "%s&limit=7", next));

    ck_assert_int_eq(second.params.limit, 7);
    ck_assert_str_eq(second.params.after.id, last.id);
    ck_assert_str_eq(second.restart, "/v1/wages?isco=1221&limit=7");
}
END_TEST

START_TEST(a_cursor_of_another_query_is_refused)
{
    struct plan first = answered("/v1/wages?isco=1221");
    const char *cursor = strstr(plan_next(&first, version, &last, arena), "cursor=");

    refused(arena_format(arena, "/v1/wages?%s", cursor), PROBLEM_BAD_CURSOR);
    refused(arena_format(arena, "/v1/wages?isco=1222&%s", cursor), PROBLEM_BAD_CURSOR);
    refused(arena_format(arena, "/v1/wages?isco=1221&fields=median&%s", cursor), PROBLEM_BAD_CURSOR);
    refused(arena_format(arena, "/v1/isco?%s", cursor), PROBLEM_BAD_CURSOR);
}
END_TEST

START_TEST(a_cursor_that_was_changed_or_made_up_is_refused)
{
    struct plan first = answered("/v1/wages");

    refused(tampered(plan_next(&first, version, &last, arena)), PROBLEM_BAD_CURSOR);
    refused("/v1/wages?cursor=", PROBLEM_BAD_CURSOR);
    refused("/v1/wages?cursor=2", PROBLEM_BAD_CURSOR);
    refused("/v1/wages?cursor=%20%C5%99", PROBLEM_BAD_CURSOR);
}
END_TEST

START_TEST(a_cursor_of_another_dataset_expires_with_the_link_to_start_again)
{
    static const char *const versions[] = {"fedcba9876543210", NULL};
    struct plan first = answered("/v1/wages?limit=5&isco=1221");
    struct request request = {.method = "GET", .target = plan_next(&first, version, &last, arena)};

    for (size_t i = 0; i < 2; i++) {
        struct plan plan;

        ck_assert(plan_request(&request, versions[i], arena, &plan));
        ck_assert_int_eq(plan.kind, PLAN_PROBLEM);
        ck_assert_int_eq(plan.problem.kind, PROBLEM_CURSOR_EXPIRED);
        ck_assert_str_eq(plan.problem.restart, "/v1/wages?isco=1221&limit=5");
        ck_assert_str_eq(plan.problem.instance, "/v1/wages");
    }
}
END_TEST

static bool requires_something(const struct route *route)
{
    for (const struct param *param = route->params; param && param->name; param++)
        if (param->required)
            return true;
    return false;
}

/* Each suffix leads to the row where it offers that, and nowhere else. */
static void check_suffixes(const struct route *route)
{
    for (const struct media_type *media = media_types; media->type; media++) {
        bool offered = (route->representations & media->representation) != 0;

        if (media->suffix)
            ck_assert_msg((got(arena_format(arena, "%s%s", route->path, media->suffix)).route == route) == offered,
                          "%s%s", route->path, media->suffix);
    }
}

START_TEST(every_route_plans_to_its_own_row)
{
    for (const struct route *route = routes; route->path; route++) {
        struct plan plan = got(route->path);

        if (route->method != METHOD_GET)
            continue;
        ck_assert_msg((plan.kind == PLAN_ANSWER) != requires_something(route), "%s", route->path);
        ck_assert_msg(plan.route == route, "%s", route->path);
        ck_assert_msg(!strchr(route->path, '{') == !plan.params.segments[0], "%s", route->path);
        check_suffixes(route);
        plan = got(arena_format(arena, "%s?no_such_parameter=1", route->path));
        ck_assert_int_eq(plan.problem.kind, PROBLEM_BAD_PARAMETER);
    }
}
END_TEST

START_TEST(a_host_that_is_unclear_is_refused_and_closes)
{
    struct plan plan = planned(&(struct request){.method = "GET", .target = "/v1/wages", .host_is_unclear = true});

    ck_assert_int_eq(plan.kind, PLAN_PROBLEM);
    ck_assert_int_eq(plan.problem.kind, PROBLEM_BAD_REQUEST);
    ck_assert_ptr_nonnull(strstr(plan.problem.detail, "Host"));
    ck_assert(plan.close);
}
END_TEST

static Suite *plan_suite(void)
{
    Suite *suite = suite_create("plan");
    TCase *tests = tcase_create("plan");

    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, a_path_is_planned_with_its_segments);
    tcase_add_test(tests, head_is_planned_as_get);
    tcase_add_test(tests, options_names_the_methods_of_a_path_and_of_the_whole_server);
    tcase_add_test(tests, other_methods_are_405_with_those_that_are_allowed);
    tcase_add_test(tests, post_is_planned_where_a_row_has_it);
    tcase_add_test(tests, a_body_is_read_as_json);
    tcase_add_test(tests, a_body_of_another_type_is_415);
    tcase_add_test(tests, a_body_that_is_wrong_is_400_and_says_where);
    tcase_add_test(tests, an_unknown_path_is_404_and_says_what_is_near);
    tcase_add_test(tests, two_lengths_of_a_body_are_refused_before_all_else_and_close);
    tcase_add_test(tests, what_is_too_large_is_refused_and_what_just_fits_is_not);
    tcase_add_test(tests, a_target_that_cannot_be_read_is_a_bad_request);
    tcase_add_test(tests, a_suffix_wins_over_accept);
    tcase_add_test(tests, nothing_acceptable_is_406_with_what_there_is);
    tcase_add_test(tests, a_page_is_served_whatever_is_accepted);
    tcase_add_test(tests, the_encoding_is_chosen_for_problems_too);
    tcase_add_test(tests, a_page_of_json_has_twenty_items_and_csv_has_all);
    tcase_add_test(tests, the_next_page_is_the_same_query_from_the_last_position);
    tcase_add_test(tests, the_limit_may_change_from_page_to_page);
    tcase_add_test(tests, a_cursor_of_another_query_is_refused);
    tcase_add_test(tests, a_cursor_that_was_changed_or_made_up_is_refused);
    tcase_add_test(tests, a_cursor_of_another_dataset_expires_with_the_link_to_start_again);
    tcase_add_test(tests, every_route_plans_to_its_own_row);
    tcase_add_test(tests, a_host_that_is_unclear_is_refused_and_closes);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(plan_suite)
