/* Parameters against their row, and the one spelling that all requests for the same come to. */
#include "model/text.h"
#include "server/plan.h"
#include "tests/support/support.h"

#include <string.h>

static const char version[] = "0123456789abcdef";
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

/* What the API has no example of yet: free text, and several names to sort by. */
static enum outcome nothing(const struct params *in, struct store *store, struct arena *unused, struct answer *answer)
{
    (void)in;
    (void)store;
    (void)unused;
    (void)answer;
    return OUTCOME_NOT_FOUND;
}

static const char *const sorts[] = {"name", "median_wage", NULL};
static const struct param search_params[] = {
    {"q", PARAM_TEXT, .help = ""}, {"sort", PARAM_SORT, .many = true, .sorts = sorts, .help = ""}, {0}};
static const struct route search[] = {
    {METHOD_GET, "/search", nothing, search_params, AS_JSON, .shape = &summary_shape, .list = true}, {0}};

static const struct param exam_params[] = {{"isco", PARAM_ISCO, .help = "", .required = true},
                                           {"sphere", PARAM_CHOICE, .choices = spheres, .help = "", .required = true},
                                           {"q", PARAM_TEXT, .help = "", .required = true},
                                           {0}};
static const struct route exam[] = {{METHOD_GET, "/exam", nothing, exam_params, AS_JSON, .shape = &wage_shape}, {0}};

static struct plan planned_in(const struct route *table, const char *target)
{
    const struct request request = {.method = "GET", .target = target};
    struct plan plan;

    ck_assert(plan_request_in(table, &request, version, arena, &plan));
    return plan;
}

static struct plan answered(const char *target)
{
    struct plan plan = planned_in(routes, target);

    ck_assert_msg(plan.kind == PLAN_ANSWER, "%s: %s", target, plan.problem.detail);
    return plan;
}

static struct problem refused(const char *target)
{
    struct plan plan = planned_in(routes, target);

    ck_assert_msg(plan.kind == PLAN_PROBLEM, "%s", target);
    ck_assert_msg(plan.problem.kind == PROBLEM_BAD_PARAMETER, "%s", target);
    ck_assert_ptr_nonnull(plan.problem.detail);
    return plan.problem;
}

static int64_t number_of(const struct plan *plan, const char *name)
{
    const struct value *value = params_value(&plan->params, name);

    return value ? value->number : -1;
}

static const char *text_of(const struct plan *plan, const char *name)
{
    const struct value *value = params_value(&plan->params, name);

    return value ? value->text : NULL;
}

static void expect_canonical(const char *target, const char *canonical)
{
    struct plan plan = answered(target);

    ck_assert_str_eq(plan.canonical, canonical);
    ck_assert_str_eq(answered(canonical).canonical, canonical);
}

static void expect_problem(const char *target, const char *parameter, const char *value, const char *did_you_mean)
{
    struct problem problem = refused(target);

    ck_assert_pstr_eq(problem.parameter, parameter);
    ck_assert_pstr_eq(problem.value, value);
    ck_assert_pstr_eq(problem.did_you_mean, did_you_mean);
}

static void expect_allowed(const char *target, const char *const *allowed, size_t count)
{
    struct problem problem = refused(target);
    const char *const *texts = problem.allowed.at;

    ck_assert_uint_eq(problem.allowed.count, count);
    for (size_t i = 0; i < count; i++)
        ck_assert_str_eq(texts[i], allowed[i]);
}

static void expect_texts(const struct plan *plan, const char *name, const char *const *texts, size_t count)
{
    struct list values = params_values(&plan->params, name);
    const struct value *value = values.at;

    ck_assert_uint_eq(values.count, count);
    for (size_t i = 0; i < count; i++)
        ck_assert_str_eq(value[i].text, texts[i]);
}

START_TEST(several_values_may_be_joined_or_repeated)
{
    static const char *const targets[] = {"/v1/wages?isco=2141,1221", "/v1/wages?isco=1221&isco=2141",
                                          "/v1/wages?isco=2141%2C1221", "/v1/wages?isco=1221,2141&isco=1221"};
    static const char *const codes[] = {"1221", "2141"};

    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        struct plan plan = answered(targets[i]);

        expect_texts(&plan, "isco", codes, 2);
        ck_assert_str_eq(plan.canonical, "/v1/wages?isco=1221,2141");
    }
}
END_TEST

START_TEST(values_come_with_their_types)
{
    struct plan plan = answered("/v1/occupations?regulated=true&qualification_level=7&limit=5");

    ck_assert_int_eq(number_of(&plan, "regulated"), 1);
    ck_assert_str_eq(text_of(&plan, "qualification_level"), "7");
    ck_assert_int_eq(plan.params.limit, 5);
    plan = answered("/v1/occupations?regulated=false");
    ck_assert_int_eq(number_of(&plan, "regulated"), 0);
    plan = answered("/v1/wages?median_min=0030000");
    ck_assert_int_eq(number_of(&plan, "median_min"), 30000);
    ck_assert_int_eq(number_of(&plan, "median_max"), -1);
    ck_assert_ptr_null(text_of(&plan, "region"));
    ck_assert_uint_eq(params_values(&plan.params, "region").count, 0);
}
END_TEST

START_TEST(requests_for_the_same_have_one_canonical_target)
{
    expect_canonical("/v1/wages", "/v1/wages");
    expect_canonical("/v1/wages?", "/v1/wages");
    expect_canonical("/v1/wages?limit=20", "/v1/wages");
    expect_canonical("/v1/wages?limit=020", "/v1/wages");
    expect_canonical("/v1/wages?limit=50&region=CZ020,CZ010&isco=1221",
                     "/v1/wages?isco=1221&region=CZ010,CZ020&limit=50");
    expect_canonical("/v1/wages?median_min=000&year=2020", "/v1/wages?year=2020&median_min=0");
    expect_canonical("/v1/occupations?sort=name", "/v1/occupations");
    expect_canonical("/v1/occupations?sort=-name", "/v1/occupations?sort=-name");
    expect_canonical("/v1/occupations?sort=name,-id,-name,id", "/v1/occupations?sort=name,-id");
    expect_canonical("/v1/occupations?sort=name,name", "/v1/occupations");
    expect_canonical("http://povolani.example/v1/%77ages?isco=%31221", "/v1/wages?isco=1221");
    expect_canonical("/v1/competences/soft%3a2.1", "/v1/competences/soft:2.1");
    expect_canonical("/v1/occupations?field=%C4%8Dist%C3%A9%2B&field=a/b",
                     "/v1/occupations?field=a/b,%C4%8Dist%C3%A9%2B");
    expect_canonical("/v1/wages.csv?limit=20", "/v1/wages.csv?limit=20");
    expect_canonical("/?", "/");
}
END_TEST

START_TEST(a_search_sorted_by_name_is_another_than_one_by_relevance)
{
    expect_canonical("/v1/occupations?sort=name&q=a", "/v1/occupations?q=a&sort=name");
    expect_canonical("/v1/occupations?sort=name&q=", "/v1/occupations");
}
END_TEST

START_TEST(fields_are_written_in_the_order_of_the_shape)
{
    expect_canonical("/v1/occupations?fields=name,id", "/v1/occupations?fields=id,name");
    expect_canonical("/v1/occupations?fields=isco.name,id&fields=isco.code",
                     "/v1/occupations?fields=id,isco.code,isco.name");
    expect_canonical("/v1/occupations?fields=isco.name,isco", "/v1/occupations?fields=isco");
    expect_canonical("/v1/occupations/103332?fields=health_conditions.limiting.name",
                     "/v1/occupations/103332?fields=health_conditions.limiting.name");
    ck_assert_ptr_null(answered("/v1/occupations").fields);
    ck_assert_ptr_nonnull(answered("/v1/occupations?fields=id").fields);
}
END_TEST

START_TEST(an_unknown_parameter_is_refused_with_the_names_of_all)
{
    static const char *const names[] = {"q", "kind", "fields", "limit", "cursor"};

    expect_problem("/v1/competences?knd=soft", "knd", "soft", "kind");
    expect_problem("/v1/competences?KIND=soft", "KIND", "soft", "kind");
    expect_problem("/v1/competences?=", "", "", NULL);
    expect_problem("/v1/competences?%C5%BEena", "žena", "", NULL);
    expect_allowed("/v1/competences?knd=soft", names, 5);
    expect_problem("/docs?utm_source=x", "utm_source", "x", NULL);
    expect_allowed("/docs?utm_source=x", NULL, 0);
}
END_TEST

START_TEST(a_single_value_given_twice_is_refused)
{
    expect_problem("/v1/wages?median_min=1&median_min=1", "median_min", "1", NULL);
    expect_problem("/v1/wages?limit=1&limit=2", "limit", "2", NULL);
    expect_problem("/v1/occupations?regulated=true,false", "regulated", "true,false", NULL);
}
END_TEST

START_TEST(a_value_outside_a_closed_set_is_refused_with_the_set)
{
    static const char *const spheres_allowed[] = {"wage", "salary"};
    static const char *const truths[] = {"false", "true"};

    expect_problem("/v1/wages?sphere=wages", "sphere", "wages", "wage");
    expect_allowed("/v1/wages?sphere=wages", spheres_allowed, 2);
    expect_problem("/v1/wages?region=CZ010,CZ0l0", "region", "CZ0l0", "CZ010");
    expect_problem("/v1/wages?region=cz010", "region", "cz010", "CZ010");
    expect_problem("/v1/wages?region=Kraj+Vyso%C4%8Dina", "region", "Kraj Vysočina", "CZ063");
    expect_problem("/v1/wages?region=praha", "region", "praha", "CZ010");
    expect_problem("/v1/wages?region=South+Moravia", "region", "South Moravia", "CZ064");
    expect_problem("/v1/wages?region=morav", "region", "morav", NULL);
    expect_problem("/v1/wages?sphere=mzdov%C3%A1", "sphere", "mzdová", "wage");
    expect_problem("/v1/wages?region=%C5%BE%C5%BE%C5%BE", "region", "žžž", NULL);
    expect_problem("/v1/occupations?regulated=tru", "regulated", "tru", "true");
    expect_problem("/v1/occupations?regulated=1", "regulated", "1", NULL);
    expect_allowed("/v1/occupations?regulated=1", truths, 2);
    expect_problem("/v1/occupations?sort=-nmae", "sort", "-nmae", "-name");
    expect_problem("/v1/occupations?sort=id,-median_wag", "sort", "-median_wag", "-median_wage");
    ck_assert_uint_eq(refused("/v1/occupations?sort=-nmae").allowed.count, 18);
    expect_problem("/v1/occupations?qualification_level_min=10", "qualification_level_min", "10", "8");
    expect_problem("/v1/occupations?qualification_level_min=0", "qualification_level_min", "0", "1");
    expect_problem("/v1/occupations?qualification_level_min=x", "qualification_level_min", "x", NULL);
    expect_problem("/v1/occupations?median_wage_min=10000000000", "median_wage_min", "10000000000", NULL);
    expect_problem("/v1/occupations?facets=fild", "facets", "fild", "field");
    expect_problem("/v1/occupations?region=CZ010,CZ020", "region", "CZ010,CZ020", NULL);
    expect_problem("/v1/occupations?region=CZ010&region=CZ010", "region", "CZ010", NULL);
}
END_TEST

START_TEST(a_competence_has_a_known_kind_and_a_level_of_its_scale)
{
    static const char *const kinds[] = {"skill", "knowledge", "generic", "digital", "soft"};
    static const char *const levels[] = {"digital:1.1:1", "digital:1.1:2", "digital:1.1:3", "digital:1.1:4"};
    struct plan plan = answered("/v1/occupations?competence=soft:2.1:0,skill:h14.Z.2121");
    const struct value *values = params_values(&plan.params, "competence").at;

    ck_assert_int_eq(values[0].number, LEVEL_NONE);
    ck_assert_int_eq(values[1].number, 0);
    ck_assert_str_eq(values[1].text, "soft:2.1:0");
    ck_assert_str_eq(plan.canonical, "/v1/occupations?competence=skill:h14.Z.2121,soft:2.1:0");
    expect_problem("/v1/occupations?competence=sofd:2.1:3", "competence", "sofd:2.1:3", "soft:2.1:3");
    expect_problem("/v1/occupations?competence=digital:1.1:0", "competence", "digital:1.1:0", "digital:1.1:1");
    expect_problem("/v1/occupations?competence=digital:1.1:12", "competence", "digital:1.1:12", "digital:1.1:4");
    expect_problem("/v1/occupations?competence=digital:1.1:x", "competence", "digital:1.1:x", NULL);
    expect_problem("/v1/occupations?competence=digital:1.1:", "competence", "digital:1.1:", NULL);
    expect_problem("/v1/occupations?competence=digital:1.1:1:1", "competence", "digital:1.1:1:1", NULL);
    expect_problem("/v1/occupations?competence=soft:", "competence", "soft:", NULL);
    expect_problem("/v1/occupations?competence=soft", "competence", "soft", NULL);
    expect_problem("/v1/occupations?competence=soft::3", "competence", "soft::3", NULL);
    expect_problem("/v1/occupations?competence=", "competence", "", NULL);
    expect_allowed("/v1/occupations?competence=sofd:2.1", kinds, 5);
    expect_allowed("/v1/occupations?competence=digital:1.1:9", levels, 4);
}
END_TEST

START_TEST(a_load_has_a_known_factor_and_a_level)
{
    static const char *const levels[] = {"noise:1", "noise:2", "noise:3", "noise:4"};
    struct plan plan = answered("/v1/occupations?load_max=noise:2&load_max=trunk-static:4");
    const struct value *values = params_values(&plan.params, "load_max").at;

    ck_assert_int_eq(values[0].number, 2);
    ck_assert_int_eq(values[1].number, 4);
    ck_assert_str_eq(plan.canonical, "/v1/occupations?load_max=noise:2,trunk-static:4");
    expect_problem("/v1/occupations?load_max=nosie:2", "load_max", "nosie:2", "noise:2");
    expect_problem("/v1/occupations?load_max=Z%C3%A1t%C4%9B%C5%BE+hlukem:2", "load_max", "Zátěž hlukem:2", "noise:2");
    expect_problem("/v1/occupations?load_max=hluk:2", "load_max", "hluk:2", "noise:2");
    expect_problem("/v1/occupations?load_max=z%C3%A1t%C4%9B%C5%BE:2", "load_max", "zátěž:2", NULL);
    expect_problem("/v1/occupations?load_max=noise:5", "load_max", "noise:5", "noise:4");
    expect_problem("/v1/occupations?load_max=noise:0", "load_max", "noise:0", "noise:1");
    expect_problem("/v1/occupations?load_max=noise", "load_max", "noise", NULL);
    expect_problem("/v1/occupations?load_max=noise:", "load_max", "noise:", NULL);
    expect_problem("/v1/occupations?load_max=noise:2:2", "load_max", "noise:2:2", NULL);
    expect_problem("/v1/occupations?load_max=", "load_max", "", NULL);
    expect_allowed("/v1/occupations?load_max=noise:9", levels, 4);
    ck_assert_uint_eq(refused("/v1/occupations?load_max=nosie:2").allowed.count, LOAD_FACTOR_COUNT);
}
END_TEST

START_TEST(malformed_values_are_refused)
{
    static const char *const targets[] = {
        "/v1/wages?isco=",           "/v1/wages?isco",
        "/v1/wages?isco=122144",     "/v1/wages?isco=12a",
        "/v1/wages?isco=1221,",      "/v1/wages?isco=,1221",
        "/v1/wages?isco=1,,2",       "/v1/wages?isco=1%00",
        "/v1/wages?level=0",         "/v1/wages?level=6",
        "/v1/wages?year=-2020",      "/v1/wages?year=2020.0",
        "/v1/wages?year=+2020",      "/v1/wages?limit=0",
        "/v1/wages?limit=101",       "/v1/wages?limit=abc",
        "/v1/wages?limit=",          "/v1/wages?year=99999999999999999999999999",
        "/v1/wages?region=",         "/v1/occupations?field=",
        "/v1/occupations?field=a+b", "/v1/occupations?field=a%0A",
        "/v1/occupations?field=%7F", "/v1/occupations?regulated=",
        "/v1/occupations?sort=",     "/v1/occupations?sort=--name",
        "/v1/occupations?fields=",   "/v1/wages?cursor=%00",
        "/v1/wages?isco=%C5%99",     "/v1/wages?region=CZ010%00",
    };

    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        refused(targets[i]);
    ck_assert_str_eq(refused("/v1/wages?limit=101").detail, "limit takes whole numbers from 1 to 100.");
    ck_assert_str_eq(refused("/v1/wages?level=6").detail, "level takes whole numbers from 1 to 5.");
}
END_TEST

START_TEST(an_unknown_field_is_refused_with_the_fields_of_the_outermost_level)
{
    const char *const *allowed;
    struct problem problem;

    expect_problem("/v1/occupations?fields=id,isco.cod", "fields", "isco.cod", "isco.code");
    expect_problem("/v1/occupations?fields=nmae", "fields", "nmae", "name");
    expect_problem("/v1/occupations?fields=name.first", "fields", "name.first", NULL);
    expect_problem("/v1/occupations?fields=id,", "fields", "", NULL);
    problem = refused("/v1/occupations?fields=nmae");
    allowed = problem.allowed.at;
    for (size_t i = 0; i < problem.allowed.count; i++)
        ck_assert_str_eq(allowed[i], summary_shape.fields[i].name);
    ck_assert_ptr_null(summary_shape.fields[problem.allowed.count].name);
}
END_TEST

START_TEST(text_takes_whatever_is_typed)
{
    struct plan plan = planned_in(search, "/search?q=+%C5%99ezn%C3%ADk,+uzen%C3%A1%C5%99%00%0A%22%25&");

    ck_assert_int_eq(plan.kind, PLAN_ANSWER);
    ck_assert_str_eq(text_of(&plan, "q"), " řezník, uzenář \n\"%");
    ck_assert_str_eq(plan.canonical, "/search?q=%20%C5%99ezn%C3%ADk,%20uzen%C3%A1%C5%99%20%0A%22%25");
    ck_assert_str_eq(planned_in(search, plan.canonical).canonical, plan.canonical);
}
END_TEST

START_TEST(empty_text_is_as_if_it_were_not_given)
{
    struct plan plan = planned_in(search, "/search?q=&q=a&q=");

    ck_assert_int_eq(plan.kind, PLAN_ANSWER);
    ck_assert_str_eq(text_of(&plan, "q"), "a");
    plan = planned_in(search, "/search?q=");
    ck_assert_ptr_null(text_of(&plan, "q"));
    ck_assert_str_eq(plan.canonical, "/search");
    ck_assert_int_eq(planned_in(search, "/search?q=a&q=b").kind, PLAN_PROBLEM);
}
END_TEST

static void expect_absence(const char *target, const char *parameter, const char *detail, size_t allowed)
{
    struct problem problem = planned_in(exam, target).problem;

    ck_assert_int_eq(problem.kind, PROBLEM_BAD_PARAMETER);
    ck_assert_pstr_eq(problem.parameter, parameter);
    ck_assert_pstr_eq(problem.detail, detail);
    ck_assert_ptr_null(problem.value);
    ck_assert_uint_eq(problem.allowed.count, allowed);
}

START_TEST(a_required_parameter_that_is_not_given_is_named_with_what_it_takes)
{
    expect_absence("/exam", "isco", "isco is needed here: isco takes CZ-ISCO codes of 1 to 5 digits.", 0);
    expect_absence("/exam?isco=1221&q=a", "sphere", "sphere is needed here: sphere takes one of the values in allowed.",
                   2);
    expect_absence("/exam?sphere=wage&isco=1221&q=", "q", "q is needed here: q takes text.", 0);
    ck_assert_int_eq(planned_in(exam, "/exam?sphere=wage&isco=1221&q=a").kind, PLAN_ANSWER);
    ck_assert_str_eq(planned_in(exam, "/exam?ico=1").problem.parameter, "ico");
}
END_TEST

START_TEST(names_to_sort_by_keep_their_order)
{
    static const char *const names[] = {"name", "median_wage"};
    struct plan plan = planned_in(search, "/search?sort=-name,median_wage");

    ck_assert_int_eq(plan.kind, PLAN_ANSWER);
    expect_texts(&plan, "sort", names, 2);
    ck_assert(((const struct value *)params_values(&plan.params, "sort").at)->descending);
    ck_assert_str_eq(plan.canonical, "/search?sort=-name,median_wage");
}
END_TEST

START_TEST(a_long_value_is_shown_cut_at_the_end_of_a_character)
{
    char target[512] = "/v1/occupations?sort=x";
    struct problem problem;

    for (size_t i = 0; i < 150; i++)
        strcat(target, "ž");
    problem = refused(target);
    ck_assert_uint_eq(strlen(problem.value), 199);
    ck_assert_uint_eq(text_invalid_utf8(problem.value, 199), 199);
}
END_TEST

static Suite *parameters_suite(void)
{
    Suite *suite = suite_create("parameters");
    TCase *tests = tcase_create("parameters");

    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, several_values_may_be_joined_or_repeated);
    tcase_add_test(tests, values_come_with_their_types);
    tcase_add_test(tests, requests_for_the_same_have_one_canonical_target);
    tcase_add_test(tests, a_search_sorted_by_name_is_another_than_one_by_relevance);
    tcase_add_test(tests, fields_are_written_in_the_order_of_the_shape);
    tcase_add_test(tests, an_unknown_parameter_is_refused_with_the_names_of_all);
    tcase_add_test(tests, a_single_value_given_twice_is_refused);
    tcase_add_test(tests, a_value_outside_a_closed_set_is_refused_with_the_set);
    tcase_add_test(tests, a_competence_has_a_known_kind_and_a_level_of_its_scale);
    tcase_add_test(tests, a_load_has_a_known_factor_and_a_level);
    tcase_add_test(tests, malformed_values_are_refused);
    tcase_add_test(tests, an_unknown_field_is_refused_with_the_fields_of_the_outermost_level);
    tcase_add_test(tests, text_takes_whatever_is_typed);
    tcase_add_test(tests, empty_text_is_as_if_it_were_not_given);
    tcase_add_test(tests, a_required_parameter_that_is_not_given_is_named_with_what_it_takes);
    tcase_add_test(tests, names_to_sort_by_keep_their_order);
    tcase_add_test(tests, a_long_value_is_shown_cut_at_the_end_of_a_character);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(parameters_suite)
