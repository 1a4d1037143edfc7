#include "model/wage_position.h"
#include "tests/support/support.h"

#include <string.h>

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

static struct figure czk(int64_t amount)
{
    return (struct figure){true, amount};
}

/* Figures of CZ-ISCO 1221 in 2025, Czechia, wages: ISPV. */
static struct wage with_percentiles(void)
{
    return (struct wage){
        .p10 = czk(47358), .p25 = czk(67807), .median = czk(102539), .p75 = czk(162527), .p90 = czk(239002)};
}

/* Those of the same group in Prague, 2020: card 103332. */
static struct wage with_range(void)
{
    return (struct wage){.from = czk(39220), .median = czk(98245), .to = czk(238519)};
}

static struct wage_position found(struct wage row, int64_t amount)
{
    struct wage_position position = {.amount = amount, .row = &row};

    ck_assert(wage_position_find(&position, arena));
    position.row = NULL;
    return position;
}

static void expect_band(struct wage row, int64_t amount, const char *band)
{
    struct wage_position position = found(row, amount);

    ck_assert_msg(strcmp(position.band, band) == 0, "%lld: %s", (long long)amount, position.band);
}

/* estimate -1: not known */
static void expect_percentile(struct wage row, int64_t amount, int64_t low, int64_t estimate, int64_t high,
                              const char *method)
{
    struct wage_position position = found(row, amount);

    ck_assert_ptr_nonnull(position.percentile);
    ck_assert_int_eq(position.percentile->low, low);
    ck_assert_int_eq(position.percentile->high, high);
    ck_assert_int_eq(position.percentile->estimate.known, estimate >= 0);
    ck_assert_int_eq(position.percentile->estimate.value,
                     estimate >= 0 ? estimate : position.percentile->estimate.value);
    ck_assert_str_eq(position.method, method);
}

START_TEST(between_percentiles_the_estimate_is_linear_and_whole)
{
    expect_percentile(with_percentiles(), 47359, 10, 10, 25, "linear_interpolation");
    expect_percentile(with_percentiles(), 57582, 10, 17, 25, "linear_interpolation"); /* 17.5 less a little */
    expect_percentile(with_percentiles(), 57583, 10, 18, 25, "linear_interpolation");
    expect_percentile(with_percentiles(), 90000, 25, 41, 50, "linear_interpolation");  /* 25 + 25 * 22193 / 34732 */
    expect_percentile(with_percentiles(), 132533, 50, 63, 75, "linear_interpolation"); /* 62.5 */
    expect_percentile(with_percentiles(), 239001, 75, 90, 90, "linear_interpolation");
}
END_TEST

START_TEST(beyond_the_outermost_percentiles_nothing_is_estimated)
{
    expect_percentile(with_percentiles(), 1, 0, -1, 10, "beyond_percentiles");
    expect_percentile(with_percentiles(), 47357, 0, -1, 10, "beyond_percentiles");
    expect_percentile(with_percentiles(), 239003, 90, -1, 100, "beyond_percentiles");
    expect_percentile(with_percentiles(), 1000000000, 90, -1, 100, "beyond_percentiles");
}
END_TEST

START_TEST(a_published_figure_is_its_percentile)
{
    struct wage flat = with_percentiles();

    expect_percentile(with_percentiles(), 47358, 10, 10, 10, "published_percentile");
    expect_percentile(with_percentiles(), 102539, 50, 50, 50, "published_percentile");
    expect_percentile(with_percentiles(), 239002, 90, 90, 90, "published_percentile");
    flat.p25 = flat.p10 = flat.median;
    expect_percentile(flat, 102539, 10, -1, 50, "published_percentile");
    expect_percentile(flat, 102538, 0, -1, 10, "beyond_percentiles");
}
END_TEST

START_TEST(a_band_holds_its_lower_end_and_the_highest_its_upper_end)
{
    expect_band(with_percentiles(), 47357, "below_p10");
    expect_band(with_percentiles(), 47358, "p10_to_p25");
    expect_band(with_percentiles(), 67806, "p10_to_p25");
    expect_band(with_percentiles(), 67807, "p25_to_median");
    expect_band(with_percentiles(), 102539, "median_to_p75");
    expect_band(with_percentiles(), 162527, "p75_to_p90");
    expect_band(with_percentiles(), 239002, "p75_to_p90");
    expect_band(with_percentiles(), 239003, "above_p90");
    expect_band(with_range(), 39219, "below_from");
    expect_band(with_range(), 39220, "from_to_median");
    expect_band(with_range(), 98244, "from_to_median");
    expect_band(with_range(), 98245, "median_to_to");
    expect_band(with_range(), 238519, "median_to_to");
    expect_band(with_range(), 238520, "above_to");
}
END_TEST

START_TEST(the_bounds_of_a_card_are_no_percentiles)
{
    struct wage_position position = found(with_range(), 50000);

    ck_assert_ptr_null(position.percentile);
    ck_assert_str_eq(position.method, "band_only");
}
END_TEST

START_TEST(a_median_alone_tells_what_is_below_at_and_above_it)
{
    struct wage row = {.median = czk(61032)};

    expect_band(row, 61031, "below_median");
    expect_band(row, 61032, "at_median");
    expect_band(row, 61033, "above_median");
    ck_assert_ptr_null(found(row, 61032).percentile);
}
END_TEST

START_TEST(figures_that_are_not_known_are_passed_over)
{
    struct wage row = {.p10 = czk(30000), .median = czk(40000)};

    expect_band(row, 35000, "p10_to_median");
    expect_percentile(row, 35000, 10, 30, 50, "linear_interpolation");
    expect_band(row, 40001, "above_median");
    expect_percentile(row, 40001, 50, -1, 100, "beyond_percentiles");
    row.from = czk(20000); /* a row with percentiles is read by them */
    expect_band(row, 25000, "below_p10");
}
END_TEST

static Suite *wage_position_suite(void)
{
    Suite *suite = suite_create("wage_position");
    TCase *tests = tcase_create("wage_position");

    tcase_add_checked_fixture(tests, open_arena, close_arena);
    tcase_add_test(tests, between_percentiles_the_estimate_is_linear_and_whole);
    tcase_add_test(tests, beyond_the_outermost_percentiles_nothing_is_estimated);
    tcase_add_test(tests, a_published_figure_is_its_percentile);
    tcase_add_test(tests, a_band_holds_its_lower_end_and_the_highest_its_upper_end);
    tcase_add_test(tests, the_bounds_of_a_card_are_no_percentiles);
    tcase_add_test(tests, a_median_alone_tells_what_is_below_at_and_above_it);
    tcase_add_test(tests, figures_that_are_not_known_are_passed_over);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(wage_position_suite)
