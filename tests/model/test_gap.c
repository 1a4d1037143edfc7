#include "model/gap.h"
#include "tests/support/support.h"

static struct arena *arena;
static struct gap gap;
static struct gap_side from, to;

static void open_sides(void)
{
    static struct summary first, second;

    arena = arena_new();
    ck_assert_ptr_nonnull(arena);
    gap = (struct gap){.from = &first, .to = &second};
    from = to = (struct gap_side){0};
}

static void close_sides(void)
{
    arena_free(arena);
}

static struct figure level(int64_t value)
{
    return (struct figure){value >= 0, value >= 0 ? value : 0};
}

/* A level of -1 is none. */
static void asks(struct gap_side *side, const char *id, int64_t value)
{
    struct competence *competence = list_add(&side->competences, arena, sizeof *competence);

    *competence = (struct competence){.id = id, .name = "Komunikace", .level = level(value)};
}

static void loads(struct gap_side *side, const char *factor, int64_t levels)
{
    struct working_condition *condition = list_add(&side->working_conditions, arena, sizeof *condition);

    *condition = (struct working_condition){.factor = factor, .name = "Hluk", .levels = levels};
}

static void suits(struct gap_side *side, const char *code, const char *type)
{
    struct education *education = list_add(&side->education, arena, sizeof *education);

    *education = (struct education){.code = code, .type = type};
}

static void find(void)
{
    ck_assert(gap_find(&gap, &from, &to, arena));
}

static const struct competence_step *step_of(const struct list *steps, const char *id)
{
    const struct competence_step *step = steps->at;

    ck_assert_uint_eq(steps->count, 1);
    ck_assert_str_eq(step->id, id);
    return step;
}

START_TEST(what_the_other_does_not_ask_for_is_to_be_gained)
{
    asks(&from, "soft:1", 2);
    asks(&from, "soft:2", 2);
    asks(&to, "soft:1", 2);
    asks(&to, "skill:1", 7);
    find();
    ck_assert_uint_eq(gap.gain.count, 1);
    ck_assert_str_eq(((const struct competence *)gap.gain.at)->id, "skill:1");
    ck_assert_int_eq(((const struct competence *)gap.gain.at)->level.value, 7);
    step_of(&gap.met, "soft:1");
    ck_assert_uint_eq(gap.raise.count, 0);
}
END_TEST

START_TEST(a_higher_level_is_to_be_raised_and_a_lower_one_is_met)
{
    const struct competence_step *step;

    asks(&from, "soft:1", 0);
    asks(&from, "soft:2", 5);
    asks(&to, "soft:1", 1);
    asks(&to, "soft:2", 4);
    find();
    step = step_of(&gap.raise, "soft:1");
    ck_assert_str_eq(step->name, "Komunikace");
    ck_assert(step->from.known);
    ck_assert_int_eq(step->from.value, 0);
    ck_assert_int_eq(step->to.value, 1);
    step_of(&gap.met, "soft:2");
}
END_TEST

START_TEST(an_unknown_level_is_never_the_lower_one)
{
    asks(&from, "skill:1", -1);
    asks(&to, "skill:1", 8);
    asks(&from, "skill:2", 1);
    asks(&to, "skill:2", -1);
    find();
    ck_assert_uint_eq(gap.met.count, 2);
    ck_assert_uint_eq(gap.raise.count, 0);
    ck_assert(!((const struct competence_step *)gap.met.at)->from.known);
}
END_TEST

START_TEST(loads_differ_only_where_both_are_known)
{
    const struct load_step *step;

    loads(&from, "noise", 1);
    loads(&from, "heat", 2);
    loads(&from, "cold", 0);
    loads(&to, "cold", 4);
    loads(&to, "dust", 4);
    loads(&to, "heat", 2);
    loads(&to, "noise", 6);
    find();
    ck_assert_uint_eq(gap.loads.count, 1);
    step = gap.loads.at;
    ck_assert_str_eq(step->factor, "noise");
    ck_assert_int_eq(step->from, 1);
    ck_assert_int_eq(step->to, 6);
}
END_TEST

START_TEST(fields_of_education_are_those_that_only_the_other_names)
{
    suits(&from, "62xxT", "kkov");
    suits(&to, "62xxT", "kkov");
    suits(&to, "62xxT", "rvp");
    find();
    ck_assert_uint_eq(gap.education->fields.count, 1);
    ck_assert_str_eq(((const struct education *)gap.education->fields.at)->type, "rvp");
}
END_TEST

START_TEST(levels_and_wages_stand_side_by_side_and_may_be_missing)
{
    struct qualification level_7 = {7, "Magisterský studijní program"};
    struct median_wage wage = {.amount = 61032};

    gap.from->qualification_level = NULL;
    gap.to->qualification_level = &level_7;
    gap.from->median_wage = &wage;
    gap.to->median_wage = NULL;
    find();
    ck_assert_ptr_null(gap.education->from);
    ck_assert_ptr_eq(gap.education->to, &level_7);
    ck_assert_ptr_eq(gap.wage->from, &wage);
    ck_assert_ptr_null(gap.wage->to);
    ck_assert_uint_eq(gap.compared.count, 0);
    gap.from->median_wage = NULL;
}
END_TEST

START_TEST(what_is_known_of_one_only_is_not_compared)
{
    asks(&to, "soft:1", 1);
    loads(&from, "noise", 1);
    loads(&to, "noise", 1);
    suits(&from, "62xxT", "kkov");
    find();
    ck_assert_uint_eq(gap.compared.count, 1);
    ck_assert_str_eq(((const char *const *)gap.compared.at)[0], "working_conditions");
    ck_assert_uint_eq(gap.gain.count, 1);
}
END_TEST

static Suite *gap_suite(void)
{
    Suite *suite = suite_create("gap");
    TCase *tests = tcase_create("gap");

    tcase_add_checked_fixture(tests, open_sides, close_sides);
    tcase_add_test(tests, what_the_other_does_not_ask_for_is_to_be_gained);
    tcase_add_test(tests, a_higher_level_is_to_be_raised_and_a_lower_one_is_met);
    tcase_add_test(tests, an_unknown_level_is_never_the_lower_one);
    tcase_add_test(tests, loads_differ_only_where_both_are_known);
    tcase_add_test(tests, fields_of_education_are_those_that_only_the_other_names);
    tcase_add_test(tests, levels_and_wages_stand_side_by_side_and_may_be_missing);
    tcase_add_test(tests, what_is_known_of_one_only_is_not_compared);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(gap_suite)
