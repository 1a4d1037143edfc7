#include "model/occupation.h"
#include "tests/support/support.h"

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

START_TEST(a_dotted_path_selects_only_what_is_inside)
{
    struct selection *wanted = NULL;
    const struct selection *inside;

    ck_assert_int_eq(selection_add(&wanted, arena, &occupation_shape, "isco.code"), SELECTION_OK);
    ck_assert(selection_has(wanted, shape_field(&occupation_shape, "isco", 4), &inside));
    ck_assert(selection_has(inside, shape_field(&isco_ref_shape, "code", 4), &inside));
    ck_assert(!selection_has(wanted, shape_field(&occupation_shape, "name", 4), &inside));
    ck_assert(selection_has(wanted, shape_field(&occupation_shape, "isco", 4), &inside));
    ck_assert(!selection_has(inside, shape_field(&isco_ref_shape, "name", 4), &inside));
}
END_TEST

START_TEST(the_whole_of_a_field_wins_over_a_part_of_it)
{
    static const char *const orders[][2] = {{"isco", "isco.code"}, {"isco.code", "isco"}};

    for (size_t i = 0; i < 2; i++) {
        struct selection *wanted = NULL;
        const struct selection *inside;

        ck_assert_int_eq(selection_add(&wanted, arena, &occupation_shape, orders[i][0]), SELECTION_OK);
        ck_assert_int_eq(selection_add(&wanted, arena, &occupation_shape, orders[i][1]), SELECTION_OK);
        ck_assert(selection_has(wanted, shape_field(&occupation_shape, "isco", 4), &inside));
        ck_assert_ptr_null(inside);
    }
}
END_TEST

START_TEST(a_path_that_the_shape_does_not_have_is_unknown)
{
    static const char *const unknown[] = {"",      ".",        "nme",        "name.", "name.code",
                                          "isco.", "isco.nme", "isco..code", ".name"};

    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        struct selection *wanted = NULL;

        ck_assert_msg(selection_add(&wanted, arena, &occupation_shape, unknown[i]) == SELECTION_UNKNOWN, "\"%s\"",
                      unknown[i]);
    }
}
END_TEST

START_TEST(a_list_keeps_its_items_while_it_grows)
{
    struct list list = {0};

    for (int64_t i = 0; i < 1000; i++) {
        struct qualification *item = list_add(&list, arena, sizeof *item);

        ck_assert_ptr_nonnull(item);
        ck_assert_int_eq(item->level, 0);
        item->level = i;
    }
    for (int64_t i = 0; i < 1000; i++)
        ck_assert_int_eq(((const struct qualification *)list.at)[i].level, i);
}
END_TEST

static Suite *shape_suite(void)
{
    Suite *suite = suite_create("shape");
    TCase *tests = tcase_create("shape");

    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, a_dotted_path_selects_only_what_is_inside);
    tcase_add_test(tests, the_whole_of_a_field_wins_over_a_part_of_it);
    tcase_add_test(tests, a_path_that_the_shape_does_not_have_is_unknown);
    tcase_add_test(tests, a_list_keeps_its_items_while_it_grows);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(shape_suite)
