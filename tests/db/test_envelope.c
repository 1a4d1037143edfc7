#include "db/import/envelope.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <string.h>

enum { ROWS_ASKED = 3 };

static char reason[ENVELOPE_REASON_BYTES];

/* The keys of rows, separated by spaces; NULL if the answer is at fault: reason. */
static const char *keys_of(const char *rows)
{
    static char said[256];
    struct arena *arena = arena_new();
    struct envelope envelope;
    struct list keys = {0};
    char body[512];
    bool good;

    snprintf(body, sizeof body, "{\"code\":200,\"count\":1,\"data\":%s}", rows);
    ck_assert_int_eq(envelope_read(body, strlen(body), &envelope, reason), ENVELOPE_GOOD);
    good = envelope_keys(&envelope, "urlSlug", ROWS_ASKED, arena, &keys, reason);
    said[0] = '\0';
    for (size_t i = 0; i < keys.count; i++)
        snprintf(said + strlen(said), sizeof said - strlen(said), "%s%s", i > 0 ? " " : "",
                 ((const char *const *)keys.at)[i]);
    envelope_release(&envelope);
    arena_free(arena);
    return good ? said : NULL;
}

START_TEST(keys_are_texts_or_numbers)
{
    ck_assert_str_eq(keys_of("[{\"urlSlug\":\"kuchar\"},{\"urlSlug\":7}]"), "kuchar 7");
    ck_assert_str_eq(keys_of("[]"), "");
}
END_TEST

static enum envelope_status status_of(const char *body)
{
    struct envelope envelope;
    enum envelope_status status = envelope_read(body, strlen(body), &envelope, reason);

    envelope_release(&envelope);
    return status;
}

START_TEST(an_error_that_is_false_or_null_is_none)
{
    ck_assert_int_eq(status_of("{\"code\":200,\"data\":[],\"error\":false}"), ENVELOPE_GOOD);
    ck_assert_int_eq(status_of("{\"code\":200,\"data\":[],\"error\":null}"), ENVELOPE_GOOD);
    ck_assert_int_eq(status_of("{\"code\":200,\"data\":[],\"error\":\"busy\"}"), ENVELOPE_FAILURE);
    ck_assert_int_eq(status_of("{\"code\":200,\"data\":[],\"error\":true}"), ENVELOPE_FAILURE);
    ck_assert_int_eq(status_of("{\"code\":200,\"data\":[],\"error\":{}}"), ENVELOPE_FAILURE);
}
END_TEST

START_TEST(a_row_without_a_key_is_named)
{
    static const char *const rows[] = {
        "[{\"urlSlug\":\"a\"},{}]",
        "[{\"urlSlug\":\"a\"},{\"urlSlug\":\"\"}]",
        "[{\"urlSlug\":\"a\"},{\"urlSlug\":\"two\\nlines\"}]",
        "[{\"urlSlug\":\"a\"},{\"urlSlug\":\"kucha\\u0159\"}]",
        "[{\"urlSlug\":\"a\"},{\"urlSlug\":true}]",
        "[{\"urlSlug\":\"a\"},7]",
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_ptr_null(keys_of(rows[i]));
        ck_assert_str_eq(reason, "row 2 of the answer has no \"urlSlug\" that is a key");
    }
}
END_TEST

START_TEST(a_page_with_more_rows_than_were_asked_for_is_at_fault)
{
    ck_assert_ptr_nonnull(keys_of("[{\"urlSlug\":1},{\"urlSlug\":2},{\"urlSlug\":3}]"));
    ck_assert_ptr_null(keys_of("[{\"urlSlug\":1},{\"urlSlug\":2},{\"urlSlug\":3},{\"urlSlug\":4}]"));
    ck_assert_str_eq(reason, "the answer has 4 rows; expected at most 3");
}
END_TEST

START_TEST(a_key_has_an_end)
{
    char text[130];

    memset(text, 'a', sizeof text);
    text[129] = '\0';
    ck_assert(!envelope_is_key(text));
    text[128] = '\0';
    ck_assert(envelope_is_key(text));
}
END_TEST

static Suite *envelope_suite(void)
{
    Suite *suite = suite_create("envelope");
    TCase *tests = tcase_create("envelope");

    tcase_add_test(tests, keys_are_texts_or_numbers);
    tcase_add_test(tests, an_error_that_is_false_or_null_is_none);
    tcase_add_test(tests, a_row_without_a_key_is_named);
    tcase_add_test(tests, a_page_with_more_rows_than_were_asked_for_is_at_fault);
    tcase_add_test(tests, a_key_has_an_end);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(envelope_suite)
