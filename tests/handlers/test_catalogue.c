#include "tests/support/ask.h"
#include "tests/support/bytes.h"
#include "tests/support/example.h"
#include "tests/support/support.h"

#include <string.h>

START_TEST(a_competence_is_found_by_kind_and_code)
{
    assert_bytes(ask_json("/v1/competences/{id}", "soft:2.1", ""),
                 "{\"id\":\"soft:2.1\",\"kind\":\"soft\",\"code\":\"2.1\",\"name\":\"Efektivní komunikace\","
                 "\"scale\":{\"min\":0,\"max\":5},\"guide\":\"https://nsp.cz/mekke-kompetence\",\"occupations\":3,"
                 "\"levels\":[{\"level\":2,\"occupations\":1},{\"level\":5,\"occupations\":2}],"
                 "\"url\":\"/v1/competences/soft:2.1\"}\n");
    ck_assert_int_eq(ask("/v1/competences/{id}", "2.1", "", NULL).outcome, OUTCOME_NOT_FOUND);
    ck_assert_int_eq(ask("/v1/competences/{id}", "digital:2.1", "", NULL).outcome, OUTCOME_NOT_FOUND);
}
END_TEST

START_TEST(competences_are_filtered_by_kind)
{
    assert_bytes(ask_json("/v1/competences", NULL, "kind=skill,knowledge&fields=id"),
                 "{\"items\":[{\"id\":\"skill:h14.Z.2121\"},{\"id\":\"knowledge:2.1\"}],\"total\":2,\"next\":null}\n");
    assert_bytes(ask_json("/v1/competences", NULL, "kind=digital"), "{\"items\":[],\"total\":0,\"next\":null}\n");
}
END_TEST

START_TEST(a_health_condition_counts_whom_it_limits_and_excludes)
{
    assert_bytes(ask_json("/v1/health-conditions/{id}", "astma", ""),
                 "{\"id\":\"astma\",\"name\":\"Astma\",\"limits\":2,\"excludes\":1,"
                 "\"url\":\"/v1/health-conditions/astma\"}\n");
    assert_bytes(ask_json("/v1/health-conditions", NULL, "fields=name"),
                 "{\"items\":[{\"name\":\"Astma\"},{\"name\":\"Chronická onemocnění kůže\"},"
                 "{\"name\":\"Poruchy chování\"},{\"name\":\"Poruchy vidění\"}],\"total\":4,\"next\":null}\n");
    ck_assert_int_eq(ask("/v1/health-conditions/{id}", "rýma", "", NULL).outcome, OUTCOME_NOT_FOUND);
}
END_TEST

START_TEST(load_factors_have_the_legend_beside_them)
{
    assert_bytes(ask_json("/v1/working-conditions", NULL, "fields=factor"),
                 "{\"items\":[{\"factor\":\"visual\"},{\"factor\":\"physical\"},{\"factor\":\"mental\"}],"
                 "\"total\":3,\"next\":null,\"legend\":["
                 "{\"level\":1,\"name\":\"Stupeň zátěže (minimální zdravotní riziko)\","
                 "\"description\":\"Faktor se nevyskytuje nebo je zátěž minimální.\"},"
                 "{\"level\":2,\"name\":\"Stupeň zátěže (únosná míra zdravotního rizika)\","
                 "\"description\":\"Míra zátěže je únosná.\"}]}\n");
    assert_bytes(ask_json("/v1/working-conditions/{factor}", "physical", "fields=factor,occupations"),
                 "{\"factor\":\"physical\",\"occupations\":3}\n");
    ck_assert_int_eq(ask("/v1/working-conditions/{factor}", "boredom", "", NULL).outcome, OUTCOME_NOT_FOUND);
}
END_TEST

START_TEST(the_isco_tree_is_walked_by_level_and_parent)
{
    assert_bytes(ask_json("/v1/isco", NULL, "level=1,5&fields=code"),
                 "{\"items\":[{\"code\":\"1\"},{\"code\":\"12214\"},{\"code\":\"5\"},{\"code\":\"6\"},"
                 "{\"code\":\"61210\"}],\"total\":5,\"next\":null}\n");
    assert_bytes(ask_json("/v1/isco", NULL, "parent=1221&fields=code,parent.code"),
                 "{\"items\":[{\"code\":\"12214\",\"parent\":{\"code\":\"1221\"}}],\"total\":1,\"next\":null}\n");
}
END_TEST

START_TEST(a_group_keeps_its_zeros_and_shows_its_children_and_wages)
{
    assert_bytes(ask_json("/v1/isco/{code}", "0110", "fields=code,level,name,parent,children"),
                 "{\"code\":\"0110\",\"level\":4,\"name\":\"Generálové a vyšší důstojníci\",\"parent\":null,"
                 "\"children\":[]}\n");
    assert_bytes(ask_json("/v1/isco/{code}", "1221", "fields=code,children.code,occupations,wages.period"),
                 "{\"code\":\"1221\",\"children\":[{\"code\":\"12214\"}],\"occupations\":1,\"wages\":["
                 "{\"period\":\"2025-H1\"},{\"period\":\"2020\"},{\"period\":\"2020\"},{\"period\":\"2020\"},"
                 "{\"period\":\"2020\"},{\"period\":\"2020\"}]}\n");
    ck_assert_int_eq(ask("/v1/isco/{code}", "110", "", NULL).outcome, OUTCOME_NOT_FOUND);
}
END_TEST

START_TEST(an_address_of_esco_is_found_as_browsers_show_it)
{
    static const char *const asked[] = {"uri=http://data.europa.eu/esco/isco/C1221&fields=code",
                                        "uri=https://data.europa.eu/esco/isco/C1221&fields=code",
                                        "uri=http://data.europa.eu/esco/isco/C1221/&fields=code",
                                        "uri=https://data.europa.eu/esco/isco/C1221/&fields=code"};

    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        assert_bytes(ask_json("/v1/esco", NULL, asked[i]),
                     "{\"items\":[{\"code\":\"1221\"}],\"total\":1,\"next\":null}\n");
    assert_bytes(ask_json("/v1/esco", NULL, "uri=/&fields=code"), "{\"items\":[],\"total\":0,\"next\":null}\n");
}
END_TEST

START_TEST(a_code_of_five_digits_leads_to_the_group_of_isco_08_that_it_lies_in)
{
    static const char group[] =
        "{\"items\":[{\"code\":\"1221\",\"isco\":{\"code\":\"1221\"}}],\"total\":1,\"next\":null}\n";

    assert_bytes(ask_json("/v1/esco", NULL, "code=1221&fields=code,isco.code"), group);
    assert_bytes(ask_json("/v1/esco", NULL, "code=12214&fields=code,isco.code"), group);
    assert_bytes(ask_json("/v1/esco", NULL, "code=12214,12219,1221&fields=code,isco.code"), group);
    assert_bytes(ask_json("/v1/esco", NULL, "code=12&fields=code"), "{\"items\":[],\"total\":0,\"next\":null}\n");
}
END_TEST

START_TEST(a_code_of_isco_08_alone_has_no_group_of_cz_isco)
{
    assert_bytes(ask_json("/v1/esco", NULL, "code=9999&fields=code,isco,occupations"),
                 "{\"items\":[{\"code\":\"9999\",\"isco\":null,\"occupations\":[]}],\"total\":1,\"next\":null}\n");
    ck_assert_int_eq(ask("/v1/isco/{code}", "9999", "", NULL).outcome, OUTCOME_NOT_FOUND);
    assert_bytes(ask_json("/v1/isco/{code}", "12214", "fields=parent.code,esco"),
                 "{\"parent\":{\"code\":\"1221\"},\"esco\":null}\n");
}
END_TEST

START_TEST(each_vocabulary_is_its_own_and_the_country_is_no_region)
{
    assert_bytes(ask_json("/v1/regions", NULL, "fields=code"),
                 "{\"items\":[{\"code\":\"CZ010\"},{\"code\":\"CZ064\"},{\"code\":\"CZ080\"}],"
                 "\"total\":3,\"next\":null}\n");
    assert_bytes(ask_json("/v1/fields", NULL, "fields=name"),
                 "{\"items\":[{\"name\":\"Chemie\"},{\"name\":\"Management\"},"
                 "{\"name\":\"Pohostinství a cestovní ruch\"},{\"name\":\"Zemědělství a veterinární péče\"}],"
                 "\"total\":4,\"next\":null}\n");
    assert_bytes(ask_json("/v1/education-fields", NULL, "fields=code,type"),
                 "{\"items\":[{\"code\":\"29-53-H/01\",\"type\":\"rvp\"},{\"code\":\"6208T\",\"type\":\"kkov\"},"
                 "{\"code\":\"62xxT\",\"type\":\"kkov\"},{\"code\":\"62xxT\",\"type\":\"rvp\"}],"
                 "\"total\":4,\"next\":null}\n");
    assert_bytes(ask_json("/v1/qualification-levels", NULL, "fields=level,occupations"),
                 "{\"items\":[{\"level\":1,\"occupations\":0},{\"level\":3,\"occupations\":3},"
                 "{\"level\":6,\"occupations\":0},{\"level\":7,\"occupations\":1}],\"total\":4,\"next\":null}\n");
}
END_TEST

START_TEST(the_dataset_tells_its_version_and_counts)
{
    assert_bytes(ask_json("/v1/dataset", NULL, "fields=version,last_modified,currency,unit,counts.occupations"),
                 "{\"version\":\"0123456789abcdef\",\"last_modified\":\"2025-06-30\",\"currency\":\"CZK\","
                 "\"unit\":\"month\",\"counts\":{\"occupations\":6}}\n");
}
END_TEST

static bool is_paged(const struct route *route)
{
    for (const struct param *param = route->params; param && param->name; param++)
        if (param->type == PARAM_CURSOR)
            return true;
    return false;
}

START_TEST(every_list_walked_page_by_page_is_the_whole_list)
{
    for (const struct route *route = routes; route->path; route++) {
        struct asked whole, page = {0};
        size_t seen = 0;

        if (!is_paged(route))
            continue;
        whole = ask(route->path, NULL, "", NULL);
        ck_assert_int_gt(whole.answer.page.total, 2);
        ck_assert_uint_eq(whole.answer.page.items.count, (size_t)whole.answer.page.total);
        do {
            const char *all = whole.answer.page.items.at;
            struct answer expected = {.shape = route->shape}, got = {.shape = route->shape};
            const struct style style = {.link_prefix = ""};

            page = ask(route->path, NULL, "limit=2", seen > 0 ? &page.answer.page.last : NULL);
            ck_assert_int_eq(page.outcome, OUTCOME_ANSWER);
            ck_assert_int_eq(page.answer.page.total, whole.answer.page.total);
            ck_assert_uint_gt(page.answer.page.items.count, 0);
            got.page.items = page.answer.page.items;
            expected.page.items = (struct list){.at = (void *)(uintptr_t)(all + seen * route->shape->size),
                                                .count = page.answer.page.items.count};
            seen += page.answer.page.items.count;
            ck_assert_uint_le(seen, whole.answer.page.items.count);
            assert_same(answer_json(&got, &style), answer_json(&expected, &style));
        } while (page.answer.page.more);
        ck_assert_msg(seen == whole.answer.page.items.count, "%s: %zu of %zu", route->path, seen,
                      whole.answer.page.items.count);
    }
}
END_TEST

START_TEST(every_resource_answers_in_the_shape_of_its_row)
{
    for (const struct route *route = routes; route->path; route++) {
        const struct example example = example_of(route);
        struct asked asked;

        if (!route->answer)
            continue;
        asked = route->method == METHOD_POST ? ask_posted(route->path, example.body)
                                             : ask(route->path, example.segment, example.query, NULL);
        ck_assert_msg(asked.outcome == OUTCOME_ANSWER, "%s", route->path);
        ck_assert_msg(asked.answer.shape == route->shape, "%s", route->path);
        ck_assert_msg(asked.answer.beside_shape == route->beside, "%s", route->path);
        ck_assert_msg((asked.answer.object == NULL) == route->list, "%s", route->path);
    }
}
END_TEST

static Suite *catalogue_suite(void)
{
    Suite *suite = suite_create("catalogue");
    TCase *tests = tcase_create("catalogue");

    tcase_add_checked_fixture(tests, ask_open, ask_close);
    tcase_add_test(tests, a_competence_is_found_by_kind_and_code);
    tcase_add_test(tests, competences_are_filtered_by_kind);
    tcase_add_test(tests, a_health_condition_counts_whom_it_limits_and_excludes);
    tcase_add_test(tests, load_factors_have_the_legend_beside_them);
    tcase_add_test(tests, the_isco_tree_is_walked_by_level_and_parent);
    tcase_add_test(tests, a_group_keeps_its_zeros_and_shows_its_children_and_wages);
    tcase_add_test(tests, a_code_of_five_digits_leads_to_the_group_of_isco_08_that_it_lies_in);
    tcase_add_test(tests, a_code_of_isco_08_alone_has_no_group_of_cz_isco);
    tcase_add_test(tests, an_address_of_esco_is_found_as_browsers_show_it);
    tcase_add_test(tests, each_vocabulary_is_its_own_and_the_country_is_no_region);
    tcase_add_test(tests, the_dataset_tells_its_version_and_counts);
    tcase_add_test(tests, every_list_walked_page_by_page_is_the_whole_list);
    tcase_add_test(tests, every_resource_answers_in_the_shape_of_its_row);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(catalogue_suite)
