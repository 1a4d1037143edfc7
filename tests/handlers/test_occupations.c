#include "tests/support/ask.h"
#include "tests/support/bytes.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const parts[] = {"/v1/occupations/{id}",
                                    "/v1/occupations/{id}/wages",
                                    "/v1/occupations/{id}/competences",
                                    "/v1/occupations/{id}/working-conditions",
                                    "/v1/occupations/{id}/education",
                                    "/v1/occupations/{id}/health-conditions"};
enum { PART_PATHS = sizeof parts / sizeof *parts };

/* The ids of a list of occupations. */
static void assert_ids(const char *given, const char *expected)
{
    char *asked;

    ck_assert_int_gt(asprintf(&asked, "%s%sfields=id", given, *given ? "&" : ""), 0);
    assert_bytes(ask_json("/v1/occupations", NULL, asked), expected);
    free(asked);
}

START_TEST(names_are_in_czech_alphabetical_order_and_minus_turns_it_round)
{
    const char *fields = "fields=id,name";

    assert_bytes(ask_json("/v1/occupations", NULL, fields),
                 "{\"items\":[{\"id\":\"15\",\"name\":\"Cukrář\"},{\"id\":\"77\",\"name\":\"Cukrář\"},"
                 "{\"id\":\"cisnik\",\"name\":\"Číšník\"},{\"id\":\"chovatel\",\"name\":\"Chovatel\"},"
                 "{\"id\":\"8\",\"name\":\"Obsluha \\\"drtiče\\\"\"},"
                 "{\"id\":\"103332\",\"name\":\"Ředitel zákaznických služeb\"}],\"total\":6,\"next\":null}\n");
    assert_ids("sort=-name", "{\"items\":[{\"id\":\"103332\"},{\"id\":\"8\"},{\"id\":\"chovatel\"},{\"id\":\"cisnik\"},"
                             "{\"id\":\"15\"},{\"id\":\"77\"}],\"total\":6,\"next\":null}\n");
}
END_TEST

START_TEST(filters_are_or_inside_and_and_between)
{
    static const char nobody[] = "{\"items\":[],\"total\":0,\"next\":null}\n";

    assert_ids("isco=122,61", "{\"items\":[{\"id\":\"chovatel\"},{\"id\":\"103332\"}],\"total\":2,\"next\":null}\n");
    assert_ids("isco=5131&type=specialization", "{\"items\":[{\"id\":\"77\"}],\"total\":1,\"next\":null}\n");
    assert_ids("field=management", "{\"items\":[{\"id\":\"103332\"}],\"total\":1,\"next\":null}\n");
    assert_ids("qualification_level=7,1", "{\"items\":[{\"id\":\"103332\"}],\"total\":1,\"next\":null}\n");
    assert_ids("regulated=true", "{\"items\":[{\"id\":\"chovatel\"}],\"total\":1,\"next\":null}\n");
    assert_ids("regulated=true&isco=5131", nobody);
}
END_TEST

START_TEST(every_parameter_reaches_its_filter)
{
    static const char breeder[] = "{\"items\":[{\"id\":\"chovatel\"}],\"total\":1,\"next\":null}\n";
    static const char director[] = "{\"items\":[{\"id\":\"103332\"}],\"total\":1,\"next\":null}\n";
    static const char waiter[] = "{\"items\":[{\"id\":\"cisnik\"}],\"total\":1,\"next\":null}\n";
    static const char *const of_director[] = {
        "id=103332,nikdo",
        "esco=https://data.europa.eu/esco/isco/C1221/",
        "esco=1221",
        "qualification_level_min=4",
        "education=62xxT",
        "competence=soft:2.1:4,soft:2.2",
        "without_health_condition=chronicka-onemocneni-kuze",
        "load_max=physical:2,visual:3",
        "median_wage_min=30000",
        "median_wage_min=1&region=CZ010",
        "median_wage_min=1&sphere=salary",
        "median_wage_min=1&year=2025",
    };

    for (size_t i = 0; i < sizeof of_director / sizeof *of_director; i++)
        assert_ids(of_director[i], director);
    assert_ids("subfield=rostlinna-vyroba", breeder);
    assert_ids("qualification_level_max=3&competence=soft:2.1:3", waiter);
    assert_ids("median_wage_max=30000", waiter);
}
END_TEST

START_TEST(facets_stand_beside_the_items_and_count_all_of_them)
{
    assert_bytes(ask_json("/v1/occupations", NULL, "facets=regulated,qualification_level&fields=id&limit=1&isco=5,6"),
                 "{\"items\":[{\"id\":\"77\"}],\"total\":3,\"next\":null,\"facets\":{"
                 "\"regulated\":[{\"value\":\"false\",\"name\":\"Ne\",\"count\":1},"
                 "{\"value\":\"true\",\"name\":\"Ano\",\"count\":1}],"
                 "\"qualification_level\":[{\"value\":\"3\",\"name\":\"Střední vzdělání s výučním listem\","
                 "\"count\":2}]}}\n");
}
END_TEST

START_TEST(several_keys_sort_one_after_the_other)
{
    assert_ids("sort=-qualification_level,-name&isco=1,5,6",
               "{\"items\":[{\"id\":\"103332\"},{\"id\":\"chovatel\"},{\"id\":\"cisnik\"},{\"id\":\"77\"}],"
               "\"total\":4,\"next\":null}\n");
}
END_TEST

START_TEST(what_is_not_known_to_be_regulated_is_neither)
{
    assert_ids("regulated=false", "{\"items\":[{\"id\":\"15\"},{\"id\":\"cisnik\"},{\"id\":\"103332\"}],"
                                  "\"total\":3,\"next\":null}\n");
}
END_TEST

START_TEST(a_code_that_the_dataset_lacks_is_an_empty_list)
{
    assert_ids("isco=99999", "{\"items\":[],\"total\":0,\"next\":null}\n");
    assert_ids("field=kosmonautika", "{\"items\":[],\"total\":0,\"next\":null}\n");
}
END_TEST

START_TEST(an_occupation_is_found_by_its_id)
{
    assert_bytes(ask_json("/v1/occupations/{id}", "103332", "fields=id,name,isco.code,median_wage.amount,related"),
                 "{\"id\":\"103332\",\"name\":\"Ředitel zákaznických služeb\",\"isco\":[{\"code\":\"12214\"},"
                 "{\"code\":\"1221\"}],\"median_wage\":{\"amount\":61032},\"related\":{\"parent\":null,"
                 "\"specializations\":[],\"siblings\":[]}}\n");
}
END_TEST

START_TEST(an_id_that_is_a_slug_does_not_move)
{
    struct asked asked = ask("/v1/occupations/{id}", "cisnik", "", NULL);

    ck_assert_int_eq(asked.outcome, OUTCOME_ANSWER);
    ck_assert_ptr_null(asked.answer.moved_to);
}
END_TEST

START_TEST(a_slug_moves_to_the_id_and_keeps_the_part)
{
    static const char *const moved[PART_PATHS] = {"/v1/occupations/103332",
                                                  "/v1/occupations/103332/wages",
                                                  "/v1/occupations/103332/competences",
                                                  "/v1/occupations/103332/working-conditions",
                                                  "/v1/occupations/103332/education",
                                                  "/v1/occupations/103332/health-conditions"};

    for (int i = 0; i < PART_PATHS; i++) {
        struct asked asked = ask(parts[i], "reditel-zakaznickych-sluz", "", NULL);

        ck_assert_int_eq(asked.outcome, OUTCOME_ANSWER);
        ck_assert_str_eq(asked.answer.moved_to, moved[i]);
    }
}
END_TEST

START_TEST(an_occupation_that_is_not_there_has_no_parts_either)
{
    for (int i = 0; i < PART_PATHS; i++) {
        ck_assert_int_eq(ask(parts[i], "103333", "", NULL).outcome, OUTCOME_NOT_FOUND);
        ck_assert_int_eq(ask(parts[i], "řezník", "", NULL).outcome, OUTCOME_NOT_FOUND);
    }
}
END_TEST

START_TEST(a_part_that_an_occupation_does_not_have_is_an_empty_list)
{
    for (int i = 1; i < PART_PATHS - 1; i++)
        assert_bytes(ask_json(parts[i], "8", ""), "{\"items\":[],\"total\":0,\"next\":null}\n");
    assert_bytes(ask_json("/v1/occupations/{id}/health-conditions", "8", ""),
                 "{\"items\":[],\"total\":0,\"next\":null,\"note\":null}\n");
}
END_TEST

START_TEST(competences_are_whole_and_in_the_source_s_order)
{
    assert_bytes(ask_json("/v1/occupations/{id}/competences", "103332", "fields=id,level,scale,suitability"),
                 "{\"items\":[{\"id\":\"skill:h14.Z.2121\",\"level\":7,\"scale\":{\"min\":1,\"max\":8},"
                 "\"suitability\":2},{\"id\":\"soft:2.2\",\"level\":0,\"scale\":{\"min\":0,\"max\":5},"
                 "\"suitability\":null},{\"id\":\"soft:2.1\",\"level\":5,\"scale\":{\"min\":0,\"max\":5},"
                 "\"suitability\":null}],\"total\":3,\"next\":null}\n");
}
END_TEST

START_TEST(loads_are_sets_of_levels_and_an_unknown_one_is_empty)
{
    assert_bytes(ask_json("/v1/occupations/{id}/working-conditions", "103332", "fields=factor,levels"),
                 "{\"items\":[{\"factor\":\"visual\",\"levels\":[2]},{\"factor\":\"physical\",\"levels\":[1,2]},"
                 "{\"factor\":\"mental\",\"levels\":[]}],\"total\":3,\"next\":null}\n");
}
END_TEST

START_TEST(education_says_how_well_it_suits)
{
    assert_bytes(ask_json("/v1/occupations/{id}/education", "103332", ""),
                 "{\"items\":[{\"code\":\"6208T\",\"name\":\"Ekonomika a management\",\"type\":\"kkov\","
                 "\"suitability\":\"most_suitable\"},{\"code\":\"62xxT\",\"name\":\"Ekonomie\",\"type\":\"kkov\","
                 "\"suitability\":\"suitable\"}],\"total\":2,\"next\":null}\n");
}
END_TEST

START_TEST(health_conditions_have_their_effect_and_the_note_beside_them)
{
    assert_bytes(ask_json("/v1/occupations/{id}/health-conditions", "103332", ""),
                 "{\"items\":[{\"id\":\"poruchy-videni\",\"name\":\"Poruchy vidění\",\"effect\":\"limiting\"},"
                 "{\"id\":\"astma\",\"name\":\"Astma\",\"effect\":\"limiting\"},"
                 "{\"id\":\"poruchy-chovani\",\"name\":\"Poruchy chování\",\"effect\":\"excluding\"}],\"total\":3,"
                 "\"next\":null,\"note\":\"Onemocnění je nutno konzultovat s lékařem.\"}\n");
}
END_TEST

START_TEST(wages_of_an_occupation_say_which_group_is_broader_and_take_filters)
{
    assert_bytes(ask_json(parts[1], "103332", "region=CZ&source=nsp&fields=isco,sphere,status,median,rolled_up"),
                 "{\"items\":[{\"isco\":\"1221\",\"sphere\":\"wage\",\"status\":\"published\",\"median\":74546,"
                 "\"rolled_up\":true},{\"isco\":\"1221\",\"sphere\":\"salary\",\"status\":\"published\","
                 "\"median\":58351,\"rolled_up\":true},{\"isco\":\"12214\",\"sphere\":\"wage\","
                 "\"status\":\"published\",\"median\":61032,\"rolled_up\":false},{\"isco\":\"12214\","
                 "\"sphere\":\"salary\",\"status\":\"suppressed\",\"median\":null,\"rolled_up\":false}],"
                 "\"total\":4,\"next\":null}\n");
}
END_TEST

static Suite *occupations_suite(void)
{
    Suite *suite = suite_create("occupations");
    TCase *tests = tcase_create("occupations");

    tcase_add_checked_fixture(tests, ask_open, ask_close);
    tcase_add_test(tests, names_are_in_czech_alphabetical_order_and_minus_turns_it_round);
    tcase_add_test(tests, filters_are_or_inside_and_and_between);
    tcase_add_test(tests, every_parameter_reaches_its_filter);
    tcase_add_test(tests, facets_stand_beside_the_items_and_count_all_of_them);
    tcase_add_test(tests, several_keys_sort_one_after_the_other);
    tcase_add_test(tests, what_is_not_known_to_be_regulated_is_neither);
    tcase_add_test(tests, a_code_that_the_dataset_lacks_is_an_empty_list);
    tcase_add_test(tests, an_occupation_is_found_by_its_id);
    tcase_add_test(tests, an_id_that_is_a_slug_does_not_move);
    tcase_add_test(tests, a_slug_moves_to_the_id_and_keeps_the_part);
    tcase_add_test(tests, an_occupation_that_is_not_there_has_no_parts_either);
    tcase_add_test(tests, a_part_that_an_occupation_does_not_have_is_an_empty_list);
    tcase_add_test(tests, competences_are_whole_and_in_the_source_s_order);
    tcase_add_test(tests, loads_are_sets_of_levels_and_an_unknown_one_is_empty);
    tcase_add_test(tests, education_says_how_well_it_suits);
    tcase_add_test(tests, health_conditions_have_their_effect_and_the_note_beside_them);
    tcase_add_test(tests, wages_of_an_occupation_say_which_group_is_broader_and_take_filters);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(occupations_suite)
