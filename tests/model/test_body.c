/* The body of a request as a struct, or a problem that says where it is wrong. */
#include "model/body.h"
#include "tests/support/support.h"

#include <string.h>

struct wanted {
    const char *id;
    struct figure level;
};
struct question {
    struct list titles; /* const char * */
    struct list wanted; /* struct wanted */
    struct figure limit;
};
SHAPE(wanted_shape, "Wanted", wanted, FIELD(wanted, id, FIELD_TEXT), FIELD(wanted, level, FIELD_FIGURE));
SHAPE(question_shape, "Question", question, FIELD(question, titles, FIELD_TEXTS),
      FIELD_IN(question, wanted, FIELD_LIST, wanted_shape), FIELD(question, limit, FIELD_FIGURE));

static struct arena *arena;
static struct question question;
static struct problem problem;

static void open_arena(void)
{
    arena = arena_new();
    ck_assert_ptr_nonnull(arena);
    question = (struct question){0};
    problem = (struct problem){0};
}

static void close_arena(void)
{
    arena_free(arena);
}

static enum body_status read_bytes(const char *text, size_t length)
{
    question = (struct question){0};
    problem = (struct problem){0};
    return body_read(&question_shape, text, length, arena, &question, &problem);
}

START_TEST(a_body_is_read_into_the_struct_of_its_shape)
{
    static const char body[] =
        "{\"wanted\": [{\"id\": \"soft:2.1\", \"level\": 4}, {\"id\": \"digital:0110\", \"level\": null}],"
        " \"titles\": [\"\u0158idi\u010d\", \"kuchař\\u0000ka\"]}";
    const struct wanted *wanted;
    const char *const *titles;

    ck_assert_int_eq(read_bytes(body, strlen(body)), BODY_OK);
    wanted = question.wanted.at;
    titles = question.titles.at;
    ck_assert_uint_eq(question.wanted.count, 2);
    ck_assert_str_eq(wanted[0].id, "soft:2.1");
    ck_assert(wanted[0].level.known && wanted[0].level.value == 4);
    ck_assert_str_eq(wanted[1].id, "digital:0110");
    ck_assert(!wanted[1].level.known);
    ck_assert_uint_eq(question.titles.count, 2);
    ck_assert_str_eq(titles[0], "Řidič");
    ck_assert_str_eq(titles[1], "kuchař ka");
    ck_assert(!question.limit.known);
}
END_TEST

/* What is wrong, where, and with which value. */
static const struct wrong {
    const char *body, *parameter, *value, *detail;
} wrongs[] = {
    {"[]", "", "[]", "The body takes an object."},
    {"{}", "/titles", NULL, "/titles is missing."},
    {"{\"titles\": null, \"wanted\": []}", "/titles", "null", "/titles takes a list of texts."},
    {"{\"titles\": [\"a\", 7], \"wanted\": []}", "/titles/1", "7", "/titles/1 takes a text."},
    {"{\"titles\": [], \"wanted\": {}}", "/wanted", "{}", "/wanted takes a list of objects."},
    {"{\"titles\": [], \"wanted\": [{\"level\": 1}]}", "/wanted/0/id", NULL, "/wanted/0/id is missing."},
    {"{\"titles\": [], \"wanted\": [{\"id\": \"a\", \"level\": 4.5}]}", "/wanted/0/level", "4.5",
     "/wanted/0/level takes a whole number."},
    {"{\"titles\": [], \"wanted\": [{\"id\": \"a\", \"level\": \"4\"}]}", "/wanted/0/level", "4",
     "/wanted/0/level takes a whole number."},
    {"{\"titles\": [], \"wanted\": [], \"a/b~\": 1}", "/a~1b~0", "1",
     "There is no such member here; allowed has the names of those that are."},
    {"{\"titles\": [], \"titles\": [], \"wanted\": []}", "", NULL, NULL},
    {"{\"titles\": [", "", NULL, NULL},
    {"", "", NULL, NULL},
    {"{\"titles\": [], \"wanted\": [], \"limit\": 99999999999999999999}", "", NULL, NULL},
};

START_TEST(what_is_wrong_is_named_by_its_place_and_value)
{
    const struct wrong *wrong = &wrongs[_i];

    ck_assert_msg(read_bytes(wrong->body, strlen(wrong->body)) == BODY_REFUSED, "%s", wrong->body);
    ck_assert_int_eq(problem.kind, PROBLEM_BAD_BODY);
    ck_assert_str_eq(problem.parameter, wrong->parameter);
    ck_assert_pstr_eq(problem.value, wrong->value);
    if (wrong->detail)
        ck_assert_str_eq(problem.detail, wrong->detail);
    else
        ck_assert_msg(strncmp(problem.detail, "The body is no JSON: ", 21) == 0, "%s", problem.detail);
}
END_TEST

START_TEST(an_unknown_member_is_told_the_names_that_there_are_and_the_nearest)
{
    static const char body[] = "{\"titels\": [\"a\"], \"wanted\": []}";

    ck_assert_int_eq(read_bytes(body, strlen(body)), BODY_REFUSED);
    ck_assert_uint_eq(problem.allowed.count, 3);
    ck_assert_str_eq(problem.did_you_mean, "titles");
}
END_TEST

START_TEST(a_body_that_is_not_utf8_or_goes_on_behind_its_end_is_refused)
{
    ck_assert_int_eq(read_bytes("{\"titles\": [\"\xff\"], \"wanted\": []}", 31), BODY_REFUSED);
    ck_assert_int_eq(read_bytes("{\"titles\": [], \"wanted\": []} x", 32), BODY_REFUSED);
    ck_assert_int_eq(read_bytes("{\"titles\": [], \"wanted\": []}\0", 31), BODY_REFUSED);
}
END_TEST

static Suite *body_suite(void)
{
    Suite *suite = suite_create("body");
    TCase *tests = tcase_create("body");

    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, a_body_is_read_into_the_struct_of_its_shape);
    tcase_add_loop_test(tests, what_is_wrong_is_named_by_its_place_and_value, 0, (int)(sizeof wrongs / sizeof *wrongs));
    tcase_add_test(tests, an_unknown_member_is_told_the_names_that_there_are_and_the_nearest);
    tcase_add_test(tests, a_body_that_is_not_utf8_or_goes_on_behind_its_end_is_refused);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(body_suite)
