#include "server/plan.h"
#include "tests/support/support.h"

static const char etag[] = "\"2c26b46b68ffc68f-br\"";
enum { LAST_MODIFIED = 784111777 }; /* Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110 */

static bool has_current(const char *method, const char *if_none_match, const char *if_modified_since)
{
    const struct request request = {
        .method = method, .if_none_match = if_none_match, .if_modified_since = if_modified_since};

    return request_has_current(&request, etag, LAST_MODIFIED);
}

START_TEST(a_tag_matches_alone_in_a_list_and_in_its_weak_form)
{
    static const char *const matching[] = {
        "\"2c26b46b68ffc68f-br\"",
        "W/\"2c26b46b68ffc68f-br\"",
        "  \"2c26b46b68ffc68f-br\"  ",
        "\"other\", \"2c26b46b68ffc68f-br\"",
        "\"other\",W/\"a,b\" ,, W/\"2c26b46b68ffc68f-br\"",
        "*",
        " * ",
    };

    for (size_t i = 0; i < sizeof matching / sizeof *matching; i++)
        ck_assert_msg(has_current("GET", matching[i], NULL), "%s", matching[i]);
}
END_TEST

START_TEST(other_tags_and_what_is_no_tag_do_not_match)
{
    static const char *const others[] = {
        "",
        ",",
        "\"2c26b46b68ffc68f\"",
        "\"2c26b46b68ffc68f-br",
        "2c26b46b68ffc68f-br",
        "w/\"2c26b46b68ffc68f-br\"",
        "\"\"",
        "W/",
        "**",
        "*, \"x\"",
        "\"x2c26b46b68ffc68f-br\"",
    };

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!has_current("GET", others[i], NULL), "%s", others[i]);
}
END_TEST

START_TEST(a_date_is_read_in_all_three_forms)
{
    static const char *const same[] = {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                                       "Sun Nov  6 08:49:37 1994"};
    static const char *const earlier[] = {"Sun, 06 Nov 1994 08:49:36 GMT", "Sunday, 06-Nov-94 08:49:36 GMT",
                                          "Sun Nov  6 08:49:36 1994"};

    for (size_t i = 0; i < 3; i++) {
        ck_assert_msg(has_current("GET", NULL, same[i]), "%s", same[i]);
        ck_assert_msg(!has_current("GET", NULL, earlier[i]), "%s", earlier[i]);
    }
    ck_assert(has_current("HEAD", NULL, "Mon, 23 Nov 2026 00:00:00 GMT"));
}
END_TEST

START_TEST(what_is_no_date_is_as_if_it_were_absent)
{
    ck_assert(!has_current("GET", NULL, ""));
    ck_assert(!has_current("GET", NULL, "yesterday"));
    ck_assert(!has_current("GET", NULL, NULL));
}
END_TEST

START_TEST(a_tag_that_does_not_match_wins_over_a_date_that_does)
{
    ck_assert(!has_current("GET", "\"other\"", "Mon, 23 Nov 2026 00:00:00 GMT"));
    ck_assert(!has_current("GET", "", "Mon, 23 Nov 2026 00:00:00 GMT"));
    ck_assert(has_current("GET", etag, "Sat, 01 Jan 1994 00:00:00 GMT"));
}
END_TEST

START_TEST(only_get_and_head_can_be_answered_by_what_the_client_has)
{
    ck_assert(has_current("HEAD", etag, NULL));
    ck_assert(!has_current("POST", etag, NULL));
    ck_assert(!has_current("POST", NULL, "Mon, 23 Nov 2026 00:00:00 GMT"));
}
END_TEST

static Suite *conditional_suite(void)
{
    Suite *suite = suite_create("conditional");
    TCase *tests = tcase_create("conditional");

    tcase_add_test(tests, a_tag_matches_alone_in_a_list_and_in_its_weak_form);
    tcase_add_test(tests, other_tags_and_what_is_no_tag_do_not_match);
    tcase_add_test(tests, a_date_is_read_in_all_three_forms);
    tcase_add_test(tests, what_is_no_date_is_as_if_it_were_absent);
    tcase_add_test(tests, a_tag_that_does_not_match_wins_over_a_date_that_does);
    tcase_add_test(tests, only_get_and_head_can_be_answered_by_what_the_client_has);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(conditional_suite)
