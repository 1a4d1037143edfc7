/* Which files the store opens, and what it says of those that it refuses. */
#include "db/store.h"
#include "tests/support/dataset.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct store *opened(const char *path)
{
    char reason[STORE_REASON_BYTES] = "";
    struct store *store = NULL;

    ck_assert_msg(store_open(path, &store, reason) == STORE_OK, "%s: %s", path, reason);
    return store;
}

/* The file is refused, and the reason says so. */
static void assert_refused(const char *path, const char *says)
{
    char reason[STORE_REASON_BYTES] = "";
    struct store *store = NULL;

    ck_assert_msg(store_open(path, &store, reason) == STORE_DAMAGED, "%s was opened", path);
    ck_assert_ptr_null(store);
    ck_assert_msg(strstr(reason, says) != NULL, "\"%s\" does not say \"%s\"", reason, says);
    ck_assert_msg(reason[strlen(reason) - 1] == '.', "no sentence: %s", reason);
}

static void assert_name(struct store *store, const char *id, const char *name)
{
    struct arena *arena = arena_new();
    struct occupation occupation = {0};

    ck_assert_int_eq(store_occupation(store, arena, id, &occupation), STORE_OK);
    ck_assert_str_eq(occupation.name, name);
    arena_free(arena);
}

START_TEST(an_open_store_knows_version_and_date)
{
    struct store *store = opened(dataset_write(support_folder(), "data.db", ""));

    ck_assert_str_eq(store_version(store), "0123456789abcdef");
    ck_assert_int_eq(store_last_modified(store), 1751241600); /* date -ud 2025-06-30 +%s */
    store_close(store);
}
END_TEST

START_TEST(a_path_is_only_a_path)
{
    static const char *const names[] = {"a?mode=memory.db", "100%41#b.db", "žluťoučký kůň.db", ":memory:", "a&b=c.db"};
    const char *folder = support_folder();
    char doubled[600];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = dataset_write(folder, names[i], "");

        store_close(opened(path));
        snprintf(doubled, sizeof doubled, "/%s", path);
        store_close(opened(doubled));
    }
}
END_TEST

START_TEST(a_relative_path_is_allowed)
{
    char *home = getcwd(NULL, 0);
    const char *folder = support_folder();

    dataset_write(folder, "a?b.db", "");
    ck_assert_int_eq(chdir(folder), 0);
    store_close(opened("a?b.db"));
    ck_assert_int_eq(chdir(home), 0);
    free(home);
}
END_TEST

START_TEST(what_is_no_file_is_refused)
{
    const char *folder = support_folder();
    char pipe[600];

    snprintf(pipe, sizeof pipe, "%s/pipe", folder);
    ck_assert_int_eq(mkfifo(pipe, 0600), 0);
    assert_refused("/nowhere/data.db", "No such file");
    assert_refused(folder, "no regular file");
    assert_refused(pipe, "no regular file");
}
END_TEST

START_TEST(what_is_no_dataset_is_refused)
{
    const char *folder = support_folder();
    const char *text = "Ředitel zákaznických služeb\n";
    const char *foreign = support_write(folder, "foreign.db", "", 0);
    sqlite3 *db;

    ck_assert_int_eq(sqlite3_open(foreign, &db), SQLITE_OK);
    dataset_execute(db, "CREATE TABLE note (text)");
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    assert_refused(foreign, "no dataset");
    assert_refused(support_write(folder, "empty", "", 0), "empty");
    assert_refused(support_write(folder, "text", text, strlen(text)), "no dataset");
    assert_refused(support_write(folder, "start", "SQLite format 3", 16), "no dataset");
}
END_TEST

START_TEST(a_file_that_was_cut_off_is_refused_wherever_it_ends)
{
    const char *folder = support_folder();
    size_t length;
    char *bytes = support_read(dataset_write(folder, "whole.db", ""), &length);

    for (size_t kept = 4096; kept < length; kept += 4096)
        assert_refused(support_write(folder, "cut.db", bytes, kept), "damaged");
    assert_refused(support_write(folder, "cut.db", bytes, length - 1), "damaged");
    assert_refused(support_write(folder, "cut.db", bytes, 99), "no dataset");
    free(bytes);
}
END_TEST

START_TEST(a_file_with_one_changed_bit_is_refused)
{
    const char *folder = support_folder();
    size_t length;
    char *bytes = support_read(dataset_write(folder, "whole.db", ""), &length);

    for (size_t at = 20; at < length; at += 997) {
        if (at >= 68 && at < 72)
            continue; /* the application id: another refusal */
        bytes[at] = (char)(bytes[at] ^ 0x10);
        assert_refused(support_write(folder, "changed.db", bytes, length), "damaged");
        bytes[at] = (char)(bytes[at] ^ 0x10);
    }
    free(bytes);
}
END_TEST

START_TEST(a_file_that_was_never_sealed_is_refused)
{
    const char *path = dataset_write(support_folder(), "data.db", "");
    sqlite3 *db;

    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    dataset_execute(db, "UPDATE dataset SET version = 'fedcba9876543210'");
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    assert_refused(path, "damaged");
}
END_TEST

START_TEST(a_sealed_file_with_the_wrong_content_is_refused)
{
    const char *folder = support_folder();
    const char *empty = support_write(folder, "empty.db", "", 0);
    sqlite3 *db = dataset_create(empty);

    dataset_execute(db, "INSERT INTO dataset VALUES (1, 6, '0123456789abcdef', '2025-06-30')");
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    dataset_seal(empty);
    assert_refused(empty, "no occupation");
    assert_refused(dataset_write(folder, "schema.db", "UPDATE dataset SET schema_version = 99"), "schema 99");
    assert_refused(dataset_write(folder, "date.db", "UPDATE dataset SET last_modified = '2025-1x-01'"), "2025-1x-01");
    assert_refused(dataset_write(folder, "none.db", "DELETE FROM dataset"), "cannot be read or is empty");
    assert_refused(dataset_write(folder, "table.db", "DROP TABLE dataset"), "cannot be read or is empty");
}
END_TEST

START_TEST(a_second_connection_is_to_the_same_file_whatever_has_its_name)
{
    const char *folder = support_folder();
    const char *path = dataset_write(folder, "data.db", "");
    const char *other = dataset_write(folder, "other.db", "UPDATE occupation SET name = 'Jiný' WHERE id = 'cisnik'");
    struct store *first = opened(path), *second = NULL, *third = NULL;
    char reason[STORE_REASON_BYTES] = "";

    ck_assert_int_eq(rename(other, path), 0);
    ck_assert_int_eq(store_open_again(first, &second, reason), STORE_OK);
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(store_open_again(first, &third, reason), STORE_OK);
    ck_assert_str_eq(store_version(second), "0123456789abcdef");
    ck_assert_int_eq(store_last_modified(second), store_last_modified(first));
    ck_assert_int_eq(store_occupation_count(second), store_occupation_count(first));
    store_close(first);
    assert_name(second, "cisnik", "Číšník");
    assert_name(third, "cisnik", "Číšník");
    store_close(second);
    store_close(third);
}
END_TEST

START_TEST(an_open_store_goes_on_when_its_file_is_replaced)
{
    const char *folder = support_folder();
    const char *path = dataset_write(folder, "data.db", "");
    const char *other = dataset_write(folder, "other.db", "UPDATE occupation SET name = 'Jiný' WHERE id = 'cisnik'");
    struct store *store = opened(path);

    ck_assert_int_eq(rename(other, path), 0);
    assert_name(store, "cisnik", "Číšník");
    store_close(store);
}
END_TEST

START_TEST(a_file_that_is_cut_off_under_the_store_is_an_error_and_no_crash)
{
    const char *path = dataset_write(support_folder(), "data.db", "");
    struct store *store = opened(path);
    struct arena *arena = arena_new();
    struct occupation occupation = {0};

    ck_assert_int_eq(truncate(path, 4096), 0);
    ck_assert_int_eq(store_occupation(store, arena, "103332", &occupation), STORE_DAMAGED);
    ck_assert_ptr_null(occupation.id);
    arena_free(arena);
    store_close(store);
}
END_TEST

/* What a whole file and a damaged one answer: the same, or the damaged one says that it is. @return does it say so? */
static bool answers_or_is_damaged(const char *path, const struct occupation *expected)
{
    char reason[STORE_REASON_BYTES] = "";
    struct occupation occupation = {0};
    struct store *store = NULL;
    struct arena *arena = arena_new();
    enum store_status status = store_open_at_once(path, &store, reason);

    if (status == STORE_OK)
        status = store_occupation(store, arena, expected->id, &occupation);
    ck_assert(status == STORE_OK || status == STORE_DAMAGED);
    if (status == STORE_OK)
        ck_assert_str_eq(occupation.description, expected->description);
    store_close(store);
    arena_free(arena);
    return status == STORE_DAMAGED;
}

START_TEST(what_was_damaged_is_never_answered_by_a_store_that_was_opened_at_once)
{
    const char *folder = support_folder(), *path = dataset_write(folder, "whole.db", "");
    struct store *store = opened(path);
    struct arena *arena = arena_new();
    struct occupation expected = {0};
    size_t length, damaged = 0;
    char *bytes = support_read(path, &length);

    ck_assert_int_eq(store_occupation(store, arena, "103332", &expected), STORE_OK);
    for (size_t at = 50; at < length; at += 4096) { /* once in each block */
        bytes[at] = (char)(bytes[at] ^ 0x10);
        damaged += answers_or_is_damaged(support_write(folder, "changed.db", bytes, length), &expected);
        bytes[at] = (char)(bytes[at] ^ 0x10);
    }
    ck_assert_uint_gt(damaged, 10);                /* by far not all blocks are read: */
    ck_assert_uint_lt(damaged, length / 4096 / 2); /* so opening does not read them */
    free(bytes);
    store_close(store);
    arena_free(arena);
}
END_TEST

/* Checks all of a store's file. */
static enum store_status checked(struct file_check *check, char reason[static STORE_REASON_BYTES])
{
    enum store_status status = STORE_OK;
    bool ended = false;

    while (!ended)
        status = file_check_go_on(check, &ended, reason);
    file_check_free(check);
    return status;
}

START_TEST(what_was_opened_at_once_is_checked_later_whatever_became_of_the_store)
{
    const char *folder = support_folder(), *path = dataset_write(folder, "whole.db", "");
    char reason[STORE_REASON_BYTES] = "";
    struct store *store = NULL;
    struct file_check *check;
    size_t length;
    char *bytes = support_read(path, &length);

    ck_assert_int_eq(store_open_at_once(path, &store, reason), STORE_OK);
    check = file_check_new(store);
    store_close(store);
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(checked(check, reason), STORE_OK);
    bytes[(length / 4096 - 1) * 4096] ^= 1; /* the last page: opening does not read it */
    path = support_write(folder, "changed.db", bytes, length);
    ck_assert_int_eq(store_open_at_once(path, &store, reason), STORE_OK);
    ck_assert_int_eq(checked(file_check_new(store), reason), STORE_DAMAGED);
    ck_assert_ptr_nonnull(strstr(reason, "The file is damaged: its 4096 bytes from "));
    store_close(store);
    free(bytes);
}
END_TEST

START_TEST(closing_no_store_is_allowed)
{
    store_close(NULL);
}
END_TEST

static Suite *store_open_suite(void)
{
    Suite *suite = suite_create("store_open");
    TCase *tests = tcase_create("store_open");

    tcase_add_test(tests, an_open_store_knows_version_and_date);
    tcase_add_test(tests, a_path_is_only_a_path);
    tcase_add_test(tests, a_relative_path_is_allowed);
    tcase_add_test(tests, what_is_no_file_is_refused);
    tcase_add_test(tests, what_is_no_dataset_is_refused);
    tcase_add_test(tests, a_file_that_was_cut_off_is_refused_wherever_it_ends);
    tcase_add_test(tests, a_file_with_one_changed_bit_is_refused);
    tcase_add_test(tests, a_file_that_was_never_sealed_is_refused);
    tcase_add_test(tests, a_sealed_file_with_the_wrong_content_is_refused);
    tcase_add_test(tests, a_second_connection_is_to_the_same_file_whatever_has_its_name);
    tcase_add_test(tests, an_open_store_goes_on_when_its_file_is_replaced);
    tcase_add_test(tests, a_file_that_is_cut_off_under_the_store_is_an_error_and_no_crash);
    tcase_add_test(tests, what_was_damaged_is_never_answered_by_a_store_that_was_opened_at_once);
    tcase_add_test(tests, what_was_opened_at_once_is_checked_later_whatever_became_of_the_store);
    tcase_add_test(tests, closing_no_store_is_allowed);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(store_open_suite)
