/* What lists do with q, and what they say beside their items. */
#include "tests/support/ask.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

static void assert_answer(const char *path, const char *given, const char *expected)
{
    struct bytes json = ask_json(path, NULL, given);

    ck_assert_msg(json.length == strlen(expected) && memcmp(json.at, expected, json.length) == 0,
                  "\n     got %.*sexpected %s", (int)json.length, json.at, expected);
    free(json.at);
}

START_TEST(an_empty_q_is_no_filter_and_one_without_a_letter_finds_nothing)
{
    assert_answer("/v1/occupations", "q=&fields=id&limit=1",
                  "{\"items\":[{\"id\":\"15\"}],\"total\":6,\"next\":null}\n");
    assert_answer("/v1/occupations", "q=  &fields=id&limit=1",
                  "{\"items\":[{\"id\":\"15\"}],\"total\":6,\"next\":null}\n");
    assert_answer("/v1/occupations", "q=!!&fields=id", "{\"items\":[],\"total\":0,\"next\":null}\n");
    assert_answer("/v1/competences", "q=!!&fields=id", "{\"items\":[],\"total\":0,\"next\":null}\n");
    assert_answer("/v1/isco", "q=!!&fields=code", "{\"items\":[],\"total\":0,\"next\":null}\n");
    assert_answer("/v1/suggest", "q=!!&fields=id", "{\"items\":[],\"total\":0,\"next\":null}\n");
    assert_answer("/v1/suggest", "fields=id", "{\"items\":[],\"total\":0,\"next\":null}\n");
}
END_TEST

START_TEST(what_was_corrected_stands_beside_the_items)
{
    assert_answer(
        "/v1/occupations", "q=reditlel&fields=id",
        "{\"items\":[{\"id\":\"103332\"}],\"total\":1,\"next\":null,\"corrected\":{\"reditlel\":\"reditel\"}}\n");
    assert_answer(
        "/v1/competences", "q=kooperavce&fields=id",
        "{\"items\":[{\"id\":\"soft:2.2\"}],\"total\":1,\"next\":null,\"corrected\":{\"kooperavce\":\"kooperace\"}}\n");
    assert_answer(
        "/v1/isco", "q=obchoud&level=4&fields=code",
        "{\"items\":[{\"code\":\"1221\"}],\"total\":1,\"next\":null,\"corrected\":{\"obchoud\":\"obchodu\"}}\n");
    assert_answer(
        "/v1/suggest", "q=chovtel&fields=id&limit=1",
        "{\"items\":[{\"id\":\"chovatel\"}],\"total\":1,\"next\":null,\"corrected\":{\"chovtel\":\"chovatel\"}}\n");
}
END_TEST

static Suite *search_suite(void)
{
    Suite *suite = suite_create("search of handlers");
    TCase *tests = tcase_create("search");

    tcase_add_checked_fixture(tests, ask_open, ask_close);
    tcase_add_test(tests, an_empty_q_is_no_filter_and_one_without_a_letter_finds_nothing);
    tcase_add_test(tests, what_was_corrected_stands_beside_the_items);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(search_suite)
