/* Filters, keys and facets of occupations, on tests/support/dataset.sql. All of them together are held against a model
 * in tests/filters.py. */
#include "tests/support/cards.h"
#include "tests/support/dataset.h"
#include "tests/support/store.h"
#include "tests/support/support.h"

#include <string.h>

static const struct window all = {0};

/* The ids of the occupations that pass. */
static void assert_passing(struct occupation_filter filter, const char *ids)
{
    struct page page = {0};
    struct occupation_findings beside = {0};

    ck_assert_int_eq(store_occupations(fixture_store, fixture_arena, &filter, &all, &page, &beside), STORE_OK);
    ck_assert_int_eq(page.total, (int64_t)page.items.count);
    ck_assert_uint_eq(beside.facets.count, filter.facets.count);
    assert_field(&summary_shape, &page.items, "id", ids);
}

/* One or two bounds; a level below 0 is none. */
static struct list bounds(const char *a, int64_t a_level, const char *b, int64_t b_level)
{
    struct list list = {0};
    struct level_bound *bound = list_add(&list, fixture_arena, sizeof *bound);

    *bound = (struct level_bound){a, {a_level >= 0, a_level}};
    if (b) {
        bound = list_add(&list, fixture_arena, sizeof *bound);
        *bound = (struct level_bound){b, {b_level >= 0, b_level}};
    }
    return list;
}

static struct list sorted(const char *a, bool a_down, const char *b, bool b_down)
{
    struct list list = {0};
    struct sort_by *by = list_add(&list, fixture_arena, sizeof *by);

    *by = (struct sort_by){a, a_down};
    if (b) {
        by = list_add(&list, fixture_arena, sizeof *by);
        *by = (struct sort_by){b, b_down};
    }
    return list;
}

#define ONE(value) texts_of(value, NULL)
#define LEVEL(n)   ((struct figure){true, n})

START_TEST(ids_and_subfields_are_found)
{
    assert_passing((struct occupation_filter){.ids = texts_of("77", "neni")}, "77");
    assert_passing((struct occupation_filter){.ids = texts_of("cisnik", "8")}, "cisnik 8");
    assert_passing((struct occupation_filter){.subfields = ONE("rostlinna-vyroba")}, "chovatel"); /* its second one */
    assert_passing((struct occupation_filter){.subfields = texts_of("gastronomie", "zivocisna-vyroba")},
                   "15 77 chovatel");
}
END_TEST

START_TEST(a_concept_of_esco_leads_to_who_states_it_and_to_all_below_its_code)
{
    assert_passing((struct occupation_filter){.esco = ONE("http://data.europa.eu/esco/isco/C1221")}, "103332");
    assert_passing((struct occupation_filter){.esco = ONE("http://data.europa.eu/esco/occupation/f2cc5978")},
                   "77 cisnik");
    assert_passing((struct occupation_filter){.esco = ONE("5131")}, "77 cisnik");
    assert_passing((struct occupation_filter){.esco = texts_of("1221", "5131")}, "77 cisnik 103332");
    assert_passing((struct occupation_filter){.esco = ONE("51")}, ""); /* no concept has that code */
    assert_passing((struct occupation_filter){.esco = ONE("http://data.europa.eu/esco/isco/C9999")}, "");
    assert_passing((struct occupation_filter){.esco = ONE("http://data.europa.eu/esco/isco/C1")}, "");
}
END_TEST

START_TEST(qualification_levels_have_bounds)
{
    assert_passing((struct occupation_filter){.qualification_level_min = LEVEL(3)}, "15 cisnik chovatel 103332");
    assert_passing((struct occupation_filter){.qualification_level_min = LEVEL(4)}, "103332");
    assert_passing((struct occupation_filter){.qualification_level_max = LEVEL(6)}, "15 cisnik chovatel");
    assert_passing((struct occupation_filter){.qualification_level_min = LEVEL(4), .qualification_level_max = LEVEL(6)},
                   "");
    assert_passing((struct occupation_filter){.qualification_level_min = LEVEL(7), .qualification_level_max = LEVEL(3)},
                   "");
}
END_TEST

START_TEST(a_group_of_education_has_its_members_and_no_member_its_group)
{
    assert_passing((struct occupation_filter){.education = ONE("6208T")}, "103332");
    assert_passing((struct occupation_filter){.education = ONE("62xxT")}, "103332");
    assert_passing((struct occupation_filter){.education = ONE("62")}, "103332");
    assert_passing((struct occupation_filter){.education = ONE("29")}, "15 77");
    assert_passing((struct occupation_filter){.education = ONE("29-53-H/01")}, "15 77");
    assert_passing((struct occupation_filter){.education = texts_of("29-53-H/01", "6208T")}, "15 77 103332");
    assert_passing((struct occupation_filter){.education = ONE("6209T")}, "");
    assert_passing((struct occupation_filter){.education = ONE("6xxxR")}, "");
    assert_passing((struct occupation_filter){.education = ONE("6208")}, "");
}
END_TEST

START_TEST(a_group_of_education_is_found_by_its_members_alone)
{
    assert_passing((struct occupation_filter){.education = ONE("53xxR")}, "8");
    assert_passing((struct occupation_filter){.education = ONE("5341R")}, "8");
    assert_passing((struct occupation_filter){.education = ONE("62xxT")}, "chovatel 103332");
    assert_passing((struct occupation_filter){.education = ONE("6208T")},
                   "103332"); /* the breeder's is any of the group */
}
END_TEST

START_TEST(a_code_of_education_is_no_pattern)
{
    static const char *const odd[] = {"*", "6208?", "[0-9]208T", "6208*", "x", "%", "62x", "\""};

    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        assert_passing((struct occupation_filter){.education = ONE(odd[i])}, "");
}
END_TEST

START_TEST(all_competences_are_asked_for_at_least_at_their_levels)
{
    assert_passing((struct occupation_filter){.competences = bounds("soft:2.1", -1, NULL, 0)},
                   "cisnik chovatel 103332");
    assert_passing((struct occupation_filter){.competences = bounds("soft:2.1", 3, NULL, 0)}, "cisnik 103332");
    assert_passing((struct occupation_filter){.competences = bounds("soft:2.1", 2, NULL, 0)}, "cisnik chovatel 103332");
    assert_passing((struct occupation_filter){.competences = bounds("soft:2.1", 0, "soft:2.2", 0)}, "103332");
    assert_passing((struct occupation_filter){.competences = bounds("soft:2.2", 1, NULL, 0)}, "");
    assert_passing((struct occupation_filter){.competences = bounds("knowledge:2.1", -1, NULL, 0)}, "chovatel");
    assert_passing((struct occupation_filter){.competences = bounds("knowledge:2.1", 1, NULL, 0)},
                   ""); /* none is drawn */
    assert_passing((struct occupation_filter){.competences = bounds("soft:7.7", -1, NULL, 0)}, "");
}
END_TEST

START_TEST(no_load_is_above_its_level_and_an_unknown_one_does_not_pass)
{
    assert_passing((struct occupation_filter){.loads = bounds("physical", 4, NULL, 0)}, "cisnik chovatel 103332");
    assert_passing((struct occupation_filter){.loads = bounds("physical", 2, NULL, 0)}, "103332"); /* levels 1 and 2 */
    assert_passing((struct occupation_filter){.loads = bounds("physical", 3, NULL, 0)}, "cisnik 103332"); /* 2 and 3 */
    assert_passing((struct occupation_filter){.loads = bounds("physical", 1, NULL, 0)}, "");
    assert_passing((struct occupation_filter){.loads = bounds("visual", 1, "physical", 4)}, "chovatel");
    assert_passing((struct occupation_filter){.loads = bounds("mental", 4, NULL, 0)}, ""); /* its level is unknown */
}
END_TEST

START_TEST(who_does_not_state_health_conditions_is_not_without_them)
{
    assert_passing((struct occupation_filter){.without_conditions = ONE("chronicka-onemocneni-kuze")}, "103332");
    assert_passing((struct occupation_filter){.without_conditions = ONE("astma")}, "");
    assert_passing(
        (struct occupation_filter){.without_conditions = texts_of("chronicka-onemocneni-kuze", "poruchy-chovani")}, "");
    assert_passing((struct occupation_filter){.without_conditions = ONE("neznama")}, "");
    assert_passing((struct occupation_filter){.without_conditions = texts_of("chronicka-onemocneni-kuze", "neznama")},
                   "");
}
END_TEST

/* Wages ----------------------------------------------------------------------------------------------------------- */

static void assert_medians(struct occupation_filter filter, const char *expected)
{
    struct page page = {0};
    struct occupation_findings beside = {0};

    filter.ids = texts_of("103332", "cisnik");
    filter.sorts = sorted("id", false, NULL, false);
    ck_assert_int_eq(store_occupations(fixture_store, fixture_arena, &filter, &all, &page, &beside), STORE_OK);
    assert_field(&summary_shape, &page.items, "median_wage.amount", expected);
}

START_TEST(a_median_is_of_the_region_sphere_and_year_that_are_asked_for)
{
    assert_medians((struct occupation_filter){0}, "{'amount':61032} {'amount':21500}");
    assert_medians((struct occupation_filter){.regions = ONE("CZ")}, "{'amount':61032} {'amount':21500}");
    assert_medians((struct occupation_filter){.regions = ONE("CZ010")}, "{'amount':98245} null");
    assert_medians((struct occupation_filter){.regions = ONE("CZ010"), .spheres = ONE("salary")},
                   "{'amount':63784} null");
    assert_medians((struct occupation_filter){.regions = ONE("CZ064")}, "null {'amount':22000}");
    assert_medians((struct occupation_filter){.regions = ONE("CZ080")}, "null null"); /* it is withheld */
    assert_medians((struct occupation_filter){.spheres = ONE("salary")},
                   "{'amount':58351} null"); /* withheld at 12214 */
    assert_medians((struct occupation_filter){.years = ONE("2025")}, "{'amount':80000} null");
    assert_medians((struct occupation_filter){.years = ONE("2020"), .spheres = ONE("wage")},
                   "{'amount':61032} {'amount':21500}");
    assert_medians((struct occupation_filter){.years = ONE("1999")}, "null null");
}
END_TEST

START_TEST(a_median_says_which_row_it_is)
{
    struct occupation_filter filter = {.ids = ONE("103332"), .regions = ONE("CZ010")};
    struct page page = {0};
    struct occupation_findings beside = {0};

    ck_assert_int_eq(store_occupations(fixture_store, fixture_arena, &filter, &all, &page, &beside), STORE_OK);
    assert_field(&summary_shape, &page.items, "median_wage",
                 "{'amount':98245,'isco':'1221','year':2020,'period':'2020','region':'CZ010','sphere':'wage',"
                 "'source':'nsp','rolled_up':true}");
}
END_TEST

START_TEST(bounds_of_the_median_wage_hold_for_the_one_that_is_meant)
{
    assert_passing((struct occupation_filter){.median_wage_min = LEVEL(21500)}, "cisnik 103332");
    assert_passing((struct occupation_filter){.median_wage_min = LEVEL(21501)}, "103332");
    assert_passing((struct occupation_filter){.median_wage_max = LEVEL(61031)}, "cisnik");
    assert_passing((struct occupation_filter){.median_wage_min = LEVEL(0)}, "cisnik 103332"); /* none is not 0 */
    assert_passing((struct occupation_filter){.median_wage_min = LEVEL(2), .median_wage_max = LEVEL(1)}, "");
    assert_passing((struct occupation_filter){.median_wage_min = LEVEL(90000), .regions = ONE("CZ010")}, "103332");
    assert_passing((struct occupation_filter){.median_wage_min = LEVEL(0), .regions = ONE("CZ064")}, "77 cisnik");
}
END_TEST

/* Order and facets ------------------------------------------------------------------------------------------------ */

START_TEST(keys_follow_each_other_and_what_is_null_comes_last_either_way)
{
    assert_passing((struct occupation_filter){.sorts = sorted("median_wage", false, NULL, false)},
                   "cisnik 103332 15 77 8 chovatel");
    assert_passing((struct occupation_filter){.sorts = sorted("median_wage", true, NULL, false)},
                   "103332 cisnik 15 77 8 chovatel");
    assert_passing((struct occupation_filter){.sorts = sorted("qualification_level", true, "name", true)},
                   "103332 chovatel cisnik 15 8 77");
    assert_passing((struct occupation_filter){.sorts = sorted("type", true, "id", true)},
                   "77 cisnik chovatel 15 103332 8");
    assert_passing((struct occupation_filter){.sorts = sorted("nsp_id", true, NULL, false)},
                   "103332 77 15 8 chovatel cisnik");
    assert_passing((struct occupation_filter){.sorts = sorted("field", false, "slug", true)},
                   "103332 cisnik 15 77 chovatel 8");
    assert_passing((struct occupation_filter){.sorts = sorted("regulated", true, "name", false)},
                   "chovatel 15 cisnik 103332 77 8");
}
END_TEST

static enum store_status by_median(const struct window *window, struct page *page)
{
    const struct occupation_filter filter = {.sorts = sorted("median_wage", true, "type", false)};
    struct occupation_findings beside = {0};

    return store_occupations(fixture_store, fixture_arena, &filter, window, page, &beside);
}

static enum store_status by_level_in_prague(const struct window *window, struct page *page)
{
    const struct occupation_filter filter = {.sorts = sorted("qualification_level", false, "median_wage", true),
                                             .regions = ONE("CZ010")};
    struct occupation_findings beside = {0};

    return store_occupations(fixture_store, fixture_arena, &filter, window, page, &beside);
}

START_TEST(pages_by_several_keys_make_the_whole_list)
{
    assert_pages_make_the_whole(&summary_shape, by_median);
    assert_pages_make_the_whole(&summary_shape, by_level_in_prague);
}
END_TEST

START_TEST(a_position_that_is_none_is_behind_all)
{
    static const char *const odd[] = {"", "x", "6", "-1", "1x", "99999999999999999999999"};

    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        const struct window window = {.limit = 2, .after = {odd[i], "77"}};
        struct page page = {0};

        ck_assert_int_eq(by_median(&window, &page), STORE_OK);
        ck_assert_uint_eq(page.items.count, 0);
        ck_assert_int_eq(page.total, 6);
    }
}
END_TEST

START_TEST(facets_count_the_whole_result_the_most_frequent_first)
{
    const struct window window = {.limit = 1};
    struct occupation_filter filter = {.facets = texts_of("isco_major", "field"), .qualification_level_min = LEVEL(3)};
    struct page page = {0};
    struct occupation_findings beside = {0};

    ck_assert_int_eq(store_occupations(fixture_store, fixture_arena, &filter, &window, &page, &beside), STORE_OK);
    assert_items(&facet_shape, &beside.facets,
                 "{'of':'isco_major','values':[{'value':'1','name':'Zákonodárci a řídící pracovníci','count':1},"
                 "{'value':'5','name':'Pracovníci ve službách a prodeji','count':1},"
                 "{'value':'6','name':'Kvalifikovaní pracovníci v zemědělství','count':1}]}\n"
                 "{'of':'field','values':[{'value':'pohostinstvi-a-cestovni-ruch',"
                 "'name':'Pohostinství a cestovní ruch','count':2},"
                 "{'value':'management','name':'Management','count':1},"
                 "{'value':'zemedelstvi-a-veterinarni-pece','name':'Zemědělství a veterinární péče','count':1}]}");
}
END_TEST

START_TEST(what_is_null_is_in_no_facet)
{
    struct occupation_filter filter = {.facets = texts_of("qualification_level", "regulated")};
    struct page page = {0};
    struct occupation_findings beside = {0};

    ck_assert_int_eq(store_occupations(fixture_store, fixture_arena, &filter, &all, &page, &beside), STORE_OK);
    assert_items(&facet_shape, &beside.facets,
                 "{'of':'qualification_level','values':[{'value':'3','name':'Střední vzdělání s výučním listem',"
                 "'count':3},{'value':'7','name':'Magisterský studijní program','count':1}]}\n"
                 "{'of':'regulated','values':[{'value':'false','name':'Ne','count':3},"
                 "{'value':'true','name':'Ano','count':1}]}");
    filter.ids = ONE("8");
    ck_assert_int_eq(store_occupations(fixture_store, fixture_arena, &filter, &all, &page, &beside), STORE_OK);
    assert_items(&facet_shape, &beside.facets,
                 "{'of':'qualification_level','values':[]}\n{'of':'regulated','values':[]}");
}
END_TEST

START_TEST(a_place_without_a_summary_is_damage)
{
    const char *path = dataset_write(support_folder(), "odd.db", "");
    const struct window window = {.limit = 100};
    struct occupation_findings beside = {0};
    char reason[STORE_REASON_BYTES] = "";
    struct page page = {0};

    cards_change(path, "PRAGMA foreign_keys = OFF; DELETE FROM occupation_summary WHERE id = 'chovatel'");
    store_close(fixture_store);
    ck_assert_msg(store_open(path, &fixture_store, reason) == STORE_OK, "%s", reason);
    ck_assert_int_eq(
        store_occupations(fixture_store, fixture_arena, &(struct occupation_filter){0}, &window, &page, &beside),
        STORE_DAMAGED);
}
END_TEST

static void open_with_members(void)
{
    store_fixture_open_with("INSERT INTO education_field VALUES ('5341R', 'kkov', 'Ošetřovatelství');"
                            "INSERT INTO occupation_education VALUES ('8', '5341R', 'kkov', 1, 'suitable'),"
                            "    ('chovatel', '62xxT', 'kkov', 1, 'suitable');");
}

static Suite *store_filter_suite(void)
{
    Suite *suite = suite_create("store_filter");
    TCase *tests = tcase_create("store_filter"), *members = tcase_create("members");

    tcase_add_checked_fixture(tests, store_fixture_open, store_fixture_close);
    tcase_add_test(tests, ids_and_subfields_are_found);
    tcase_add_test(tests, a_concept_of_esco_leads_to_who_states_it_and_to_all_below_its_code);
    tcase_add_test(tests, qualification_levels_have_bounds);
    tcase_add_test(tests, a_group_of_education_has_its_members_and_no_member_its_group);
    tcase_add_test(tests, a_code_of_education_is_no_pattern);
    tcase_add_test(tests, all_competences_are_asked_for_at_least_at_their_levels);
    tcase_add_test(tests, no_load_is_above_its_level_and_an_unknown_one_does_not_pass);
    tcase_add_test(tests, who_does_not_state_health_conditions_is_not_without_them);
    tcase_add_test(tests, a_median_is_of_the_region_sphere_and_year_that_are_asked_for);
    tcase_add_test(tests, a_median_says_which_row_it_is);
    tcase_add_test(tests, bounds_of_the_median_wage_hold_for_the_one_that_is_meant);
    tcase_add_test(tests, keys_follow_each_other_and_what_is_null_comes_last_either_way);
    tcase_add_test(tests, pages_by_several_keys_make_the_whole_list);
    tcase_add_test(tests, a_position_that_is_none_is_behind_all);
    tcase_add_test(tests, facets_count_the_whole_result_the_most_frequent_first);
    tcase_add_test(tests, what_is_null_is_in_no_facet);
    tcase_add_test(tests, a_place_without_a_summary_is_damage);
    suite_add_tcase(suite, tests);
    tcase_add_checked_fixture(members, open_with_members, store_fixture_close);
    tcase_add_test(members, a_group_of_education_is_found_by_its_members_alone);
    suite_add_tcase(suite, members);
    return suite;
}

TEST_MAIN(store_filter_suite)
