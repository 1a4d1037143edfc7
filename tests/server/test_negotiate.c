#include "server/negotiate.h"
#include "tests/support/support.h"

static void expect_representation(const char *accept, unsigned offered, unsigned expected)
{
    ck_assert_msg(negotiate_representation(accept, offered) == expected, "Accept: %s", accept ? accept : "(absent)");
}

static void expect_encoding(const char *accept_encoding, enum encoding expected)
{
    ck_assert_msg(negotiate_encoding(accept_encoding, ENCODINGS_ALL) == expected, "Accept-Encoding: %s",
                  accept_encoding ? accept_encoding : "(absent)");
}

START_TEST(json_is_given_to_who_does_not_say)
{
    static const char *const indifferent[] = {
        NULL, "", " ", ",", "*/*", "*/*;q=0.1", "application/*", "text/csv, */*;q=1"};

    for (size_t i = 0; i < sizeof indifferent / sizeof *indifferent; i++)
        expect_representation(indifferent[i], AS_JSON | AS_CSV, AS_JSON);
}
END_TEST

START_TEST(the_highest_weight_wins)
{
    expect_representation("text/csv", AS_JSON | AS_CSV, AS_CSV);
    expect_representation("text/*", AS_JSON | AS_CSV, AS_CSV);
    expect_representation("TEXT/CSV;header=present", AS_JSON | AS_CSV, AS_CSV);
    expect_representation("application/json;q=0.8, text/csv;q=0.9", AS_JSON | AS_CSV, AS_CSV);
    expect_representation("text/csv;q=0.9,application/json;q=0.9", AS_JSON | AS_CSV, AS_JSON);
    expect_representation("text/csv;q=0.001, application/json;q=0", AS_JSON | AS_CSV, AS_CSV);
    expect_representation("text/html, application/xhtml+xml, */*;q=0.8", AS_JSON | AS_CSV, AS_JSON);
}
END_TEST

START_TEST(the_closest_range_gives_the_weight)
{
    expect_representation("*/*, application/json;q=0.1", AS_JSON | AS_CSV, AS_CSV);
    expect_representation("*/*;q=1, application/*;q=0.5, application/json;q=0", AS_JSON | AS_CSV, AS_CSV);
    expect_representation("application/*;q=0, application/json", AS_JSON | AS_CSV, AS_JSON);
    expect_representation("application/*, application/json;q=0.1, text/csv;q=0.5", AS_JSON | AS_CSV, AS_CSV);
}
END_TEST

START_TEST(nothing_is_given_to_who_accepts_none_of_it)
{
    expect_representation("text/html", AS_JSON | AS_CSV, 0);
    expect_representation("text/csv", AS_JSON, 0);
    expect_representation("application/json;q=0", AS_JSON, 0);
    expect_representation("*/*;q=0.0", AS_JSON | AS_CSV, 0);
    expect_representation("application/jsonl, application/jso, json", AS_JSON, 0);
    expect_representation("application/json;q=high", AS_JSON, 0);
}
END_TEST

START_TEST(odd_but_real_headers_are_understood)
{
    expect_representation("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", AS_JSON, AS_JSON); /* Java */
    expect_representation("text/csv;header=\"a,b;q=0\";q=0.5", AS_JSON | AS_CSV, AS_CSV);
    expect_representation("text/csv ; q=1.5 , application/json;Q=0.9", AS_JSON | AS_CSV, AS_CSV);
    expect_representation("text/csv;header=\"open", AS_JSON | AS_CSV, AS_CSV);
}
END_TEST

START_TEST(every_form_is_found_by_its_media_type_and_anything_else_is_json)
{
    static const unsigned wages = AS_JSON | AS_CSV | AS_SVG;

    expect_representation("application/ld+json", AS_JSON | AS_JSONLD, AS_JSONLD);
    expect_representation("application/ld+json;q=0.9, application/json;q=0.5", AS_JSON | AS_JSONLD, AS_JSONLD);
    expect_representation("application/*", AS_JSON | AS_JSONLD, AS_JSON);
    expect_representation("image/avif,image/webp,image/svg+xml,image/*;q=0.8,*/*;q=0.5", wages, AS_SVG);
    expect_representation("image/*, */*;q=0.1", wages, AS_SVG);
    expect_representation("image/svg+xml;q=0, */*;q=0.1", wages, AS_JSON);
    expect_representation("image/svg+xml", AS_JSON | AS_CSV, 0);
    ck_assert_str_eq(media_type_of(AS_SVG)->suffix, ".svg");
    ck_assert_ptr_null(media_type_of(AS_FILE)->type);
}
END_TEST

START_TEST(brotli_comes_before_gzip_where_both_are_liked_alike)
{
    expect_encoding("gzip, deflate, br", ENCODING_BR);
    expect_encoding("br;q=0.5, gzip;q=0.5", ENCODING_BR);
    expect_encoding("br;q=0.5, gzip;q=0.6", ENCODING_GZIP);
    expect_encoding("*", ENCODING_BR);
    expect_encoding("*, br;q=0", ENCODING_GZIP);
    expect_encoding("identity, gzip", ENCODING_GZIP);
    expect_encoding("gzip;q=0.1", ENCODING_GZIP);
    expect_encoding("GZip", ENCODING_GZIP);
    expect_encoding("x-gzip", ENCODING_GZIP);
}
END_TEST

START_TEST(plain_bytes_are_sent_where_no_encoding_is_liked_better)
{
    static const char *const plain[] = {
        NULL,
        "",
        "identity",
        "deflate, zstd",
        "gzip;q=0",
        "gzip;q=0, br;q=0.000",
        "gzip;q=0.5, identity;q=1",
        "identity;q=0",
        "*;q=0",
        "br;q=x",
        "gz",
        "brotli",
    };

    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        expect_encoding(plain[i], ENCODING_IDENTITY);
}
END_TEST

static Suite *negotiate_suite(void)
{
    Suite *suite = suite_create("negotiate");
    TCase *tests = tcase_create("negotiate");

    tcase_add_test(tests, json_is_given_to_who_does_not_say);
    tcase_add_test(tests, the_highest_weight_wins);
    tcase_add_test(tests, the_closest_range_gives_the_weight);
    tcase_add_test(tests, nothing_is_given_to_who_accepts_none_of_it);
    tcase_add_test(tests, odd_but_real_headers_are_understood);
    tcase_add_test(tests, every_form_is_found_by_its_media_type_and_anything_else_is_json);
    tcase_add_test(tests, brotli_comes_before_gzip_where_both_are_liked_alike);
    tcase_add_test(tests, plain_bytes_are_sent_where_no_encoding_is_liked_better);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(negotiate_suite)
