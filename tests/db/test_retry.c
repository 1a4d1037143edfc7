#include "db/import/retry.h"
#include "tests/support/support.h"

enum { FIRST_MS = 250, LONGEST_MS = 30000 };

START_TEST(the_wait_doubles_up_to_a_limit)
{
    int64_t longest = FIRST_MS;

    for (unsigned failures = 1; failures < 40; failures++) {
        ck_assert_int_eq(retry_delay_ms(failures, FIRST_MS, 0, 0), longest);
        longest = longest * 2 > LONGEST_MS ? LONGEST_MS : longest * 2;
    }
}
END_TEST

START_TEST(half_of_the_wait_is_chance)
{
    bool differs = false;

    for (uint32_t chance = 0; chance < 10000; chance += 7) {
        int64_t delay = retry_delay_ms(3, FIRST_MS, chance, 0);

        ck_assert_int_ge(delay, 2 * FIRST_MS);
        ck_assert_int_le(delay, 4 * FIRST_MS);
        differs = differs || delay != 4 * FIRST_MS;
    }
    ck_assert(differs);
    ck_assert_int_ge(retry_delay_ms(1, FIRST_MS, UINT32_MAX, 0), FIRST_MS / 2);
}
END_TEST

START_TEST(what_the_server_asks_for_is_the_least)
{
    ck_assert_int_eq(retry_delay_ms(1, FIRST_MS, 5, 7), 7000);
    ck_assert_int_eq(retry_delay_ms(9, FIRST_MS, 0, 1), LONGEST_MS);
    ck_assert_int_eq(retry_delay_ms(1, FIRST_MS, 0, -5), FIRST_MS); /* a date that has passed */
}
END_TEST

START_TEST(only_what_may_pass_by_itself_is_asked_again)
{
    static const long again[] = {408, 425, 429, 500, 502, 503, 504}, never[] = {0, 200, 206, 304, 400, 403, 404, 501};

    for (size_t i = 0; i < sizeof again / sizeof *again; i++)
        ck_assert_msg(retry_status(again[i]), "%ld", again[i]);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        ck_assert_msg(!retry_status(never[i]), "%ld", never[i]);
    ck_assert(retry_code(CURLE_PARTIAL_FILE));
    ck_assert(retry_code(CURLE_COULDNT_CONNECT));
    ck_assert(!retry_code(CURLE_URL_MALFORMAT));
    ck_assert(!retry_code(CURLE_PEER_FAILED_VERIFICATION));
    ck_assert(!retry_code(CURLE_WRITE_ERROR));
}
END_TEST

static Suite *retry_suite(void)
{
    Suite *suite = suite_create("retry");
    TCase *tests = tcase_create("retry");

    tcase_add_test(tests, the_wait_doubles_up_to_a_limit);
    tcase_add_test(tests, half_of_the_wait_is_chance);
    tcase_add_test(tests, what_the_server_asks_for_is_the_least);
    tcase_add_test(tests, only_what_may_pass_by_itself_is_asked_again);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(retry_suite)
