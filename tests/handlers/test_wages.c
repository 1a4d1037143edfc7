#include "tests/support/ask.h"
#include "tests/support/bytes.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>

/* The medians of the rows that a filter leaves. */
static void assert_medians(const char *given, const char *expected)
{
    char *asked, *json;

    ck_assert_int_gt(asprintf(&asked, "%s&fields=median", given), 0);
    ck_assert_int_gt(asprintf(&json, "{\"items\":[%s,\"next\":null}\n", expected), 0);
    assert_bytes(ask_json("/v1/wages", NULL, asked), json);
    free(asked);
    free(json);
}

START_TEST(a_group_stands_for_all_below_it)
{
    assert_medians("isco=122&region=CZ&sphere=wage",
                   "{\"median\":80000},{\"median\":74546},{\"median\":61032}],\"total\":3");
    assert_medians("isco=12214&sphere=wage", "{\"median\":61032}],\"total\":1");
}
END_TEST

START_TEST(each_filter_narrows_the_rows)
{
    assert_medians("level=5&status=published", "{\"median\":61032}],\"total\":1");
    assert_medians("isco=1221&region=CZ010", "{\"median\":98245},{\"median\":63784}],\"total\":2");
    assert_medians("region=CZ010,CZ064&sphere=wage", "{\"median\":98245},{\"median\":22000}],\"total\":2");
    assert_medians("year=2025", "{\"median\":80000}],\"total\":1");
    assert_medians("source=ispv", "{\"median\":80000}],\"total\":1");
    assert_medians("status=suppressed", "{\"median\":null},{\"median\":null}],\"total\":2");
}
END_TEST

START_TEST(bounds_of_the_median_are_inclusive_and_leave_out_what_is_withheld)
{
    assert_medians("median_min=80000", "{\"median\":80000},{\"median\":98245}],\"total\":2");
    assert_medians("median_max=22000", "{\"median\":21500},{\"median\":22000}],\"total\":2");
    assert_medians("median_min=0&isco=12214", "{\"median\":61032}],\"total\":1");
    assert_medians("median_min=80001&median_max=80002", "],\"total\":0");
}
END_TEST

START_TEST(a_row_says_where_when_and_for_whom)
{
    assert_bytes(ask_json("/v1/wages", NULL, "isco=1221&region=CZ010&sphere=salary"),
                 "{\"items\":[{\"source\":\"nsp\",\"isco\":\"1221\","
                 "\"isco_name\":\"Řídící pracovníci v oblasti obchodu a marketingu\",\"year\":2020,"
                 "\"period\":\"2020\",\"region\":\"CZ010\",\"region_name\":\"Hlavní město Praha\","
                 "\"sphere\":\"salary\",\"status\":\"published\",\"from\":44443,\"median\":63784,\"to\":96507,"
                 "\"p10\":null,\"p25\":null,\"p75\":null,\"p90\":null,\"mean\":null,\"employees\":null}],"
                 "\"total\":1,\"next\":null}\n");
}
END_TEST

static Suite *wages_suite(void)
{
    Suite *suite = suite_create("wages");
    TCase *tests = tcase_create("wages");

    tcase_add_checked_fixture(tests, ask_open, ask_close);
    tcase_add_test(tests, a_group_stands_for_all_below_it);
    tcase_add_test(tests, each_filter_narrows_the_rows);
    tcase_add_test(tests, bounds_of_the_median_are_inclusive_and_leave_out_what_is_withheld);
    tcase_add_test(tests, a_row_says_where_when_and_for_whom);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(wages_suite)
