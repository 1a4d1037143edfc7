/* `povolani check`: what it finds in datasets that were whole once. */
#include "db/dataset_file.h"
#include "db/import/dataset_check.h"
#include "tests/support/cards.h"
#include "tests/support/support.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *dataset;

static void import_the_card(void)
{
    dataset = cards_path(support_folder(), "out.db");
    IMPORTED(dataset, CARD_103332);
}

/* What a check says: its findings, or its report if there are none; the caller frees. */
static enum dataset_check_status checked(const char *path, char **text)
{
    size_t length, report_length;
    char *report;
    FILE *out = open_memstream(&report, &report_length);
    struct findings findings = {.out = open_memstream(text, &length)};
    enum dataset_check_status status = dataset_check_run(&(struct dataset_check_options){.path = path}, out, &findings);

    ck_assert_int_eq(fclose(out) | fclose(findings.out), 0);
    ck_assert((status == DATASET_GOOD) == (findings.errors == 0));
    ck_assert((status == DATASET_GOOD) == (report_length > 0));
    if (status != DATASET_GOOD) {
        free(report);
        return status;
    }
    free(*text);
    *text = report;
    return status;
}

static void assert_faulty(const char *path, const char *finding)
{
    char *text;

    ck_assert_int_eq(checked(path, &text), DATASET_FAULTY);
    ck_assert_int_eq(strncmp(text, path, strlen(path)), 0);
    ck_assert_str_eq(text + strlen(path), finding);
    free(text);
}

/* Among other things. */
static void assert_found(const char *path, const char *finding)
{
    char *text;

    ck_assert_int_eq(checked(path, &text), DATASET_FAULTY);
    ck_assert_msg(strstr(text, finding) != NULL, "%s", text);
    free(text);
}

START_TEST(a_good_dataset_is_reported_in_numbers)
{
    char *text;

    ck_assert_int_eq(checked(dataset, &text), DATASET_GOOD);
    ck_assert_ptr_nonnull(strstr(text, "integrity ok\n"));
    ck_assert_ptr_nonnull(strstr(text, "  occupations                                        1\n"));
    ck_assert_ptr_nonnull(strstr(text, "  published wage rows                               18   56.2 %\n"));
    free(text);
}
END_TEST

START_TEST(a_flipped_byte_is_found)
{
    int fd = open(dataset, O_RDWR);
    char byte;

    ck_assert_int_eq(pread(fd, &byte, 1, 20000), 1);
    byte ^= 1;
    ck_assert_int_eq(pwrite(fd, &byte, 1, 20000), 1);
    close(fd);
    assert_faulty(dataset, ":1: error: its 4096 bytes from 16384 on are not those that were written; "
                           "expected a file as `povolani import` of this version wrote it\n");
}
END_TEST

START_TEST(a_file_that_was_cut_off_is_found)
{
    struct stat whole;

    ck_assert_int_eq(stat(dataset, &whole), 0);
    ck_assert_int_eq(truncate(dataset, 40960), 0);
    assert_faulty(dataset,
                  ":1: error: does not fit its seal; expected a file as `povolani import` of this version wrote it\n");
    ck_assert_int_eq(truncate(dataset, whole.st_size), 0);
    ck_assert(dataset_file_seal(dataset)); /* as if it had been sealed with what is left */
    assert_found(dataset, ":1: error: ");
}
END_TEST

START_TEST(what_is_no_dataset_is_refused)
{
    assert_faulty(CARD_103332, ":1: error: is no dataset; expected a file that `povolani import` wrote\n");
    assert_faulty("data/none.db", ":1: error: No such file or directory\n");
    assert_faulty("data", ":1: error: is no dataset; expected a file that `povolani import` wrote\n");
}
END_TEST

START_TEST(a_pipe_is_refused_and_not_waited_for)
{
    const char *pipe = cards_path(support_folder(), "pipe");

    ck_assert_int_eq(mkfifo(pipe, 0600), 0);
    assert_faulty(pipe, ":1: error: is no dataset; expected a file that `povolani import` wrote\n");
}
END_TEST

START_TEST(another_schema_is_found)
{
    cards_change(dataset, "UPDATE dataset SET schema_version = 3");
    assert_faulty(dataset, ":1: error: is of schema 3; expected 6\n");
    cards_change(dataset, "DELETE FROM dataset");
    assert_faulty(dataset, ":1: error: is of schema unknown; expected 6\n");
    cards_change(dataset, "DROP TABLE dataset");
    assert_faulty(dataset, ":1: error: no such table: dataset\n");
}
END_TEST

START_TEST(a_missing_index_and_a_column_too_many_are_found)
{
    cards_change(dataset, "DROP INDEX isco_by_parent");
    assert_faulty(dataset, ":1: error: has other tables, columns or indexes; expected those of this program\n");
    IMPORTED(dataset, CARD_103332);
    cards_change(dataset, "ALTER TABLE isco ADD COLUMN note TEXT");
    assert_faulty(dataset, ":1: error: has other tables, columns or indexes; expected those of this program\n");
}
END_TEST

START_TEST(content_that_does_not_fit_the_version_is_found)
{
    static const char *const changes[] = {
        "UPDATE occupation SET name = 'Číšník'",  "UPDATE wage SET median_czk = median_czk + 1 WHERE id = 3",
        "UPDATE document SET name = '1' || name", "UPDATE wage SET employees = 1 WHERE id = 3",
        "UPDATE occupation SET regulated = NULL", "DELETE FROM occupation_health",
    };

    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        IMPORTED(dataset, CARD_103332);
        cards_change(dataset, changes[i]);
        assert_found(dataset,
                     cards_ask(dataset, "SELECT ':1: error: has version ' || version || '; expected ' FROM dataset"));
    }
}
END_TEST

START_TEST(a_reference_to_nothing_is_found)
{
    cards_change(dataset, "PRAGMA foreign_keys = OFF; DELETE FROM field");
    assert_found(dataset, ":1: error: a row of occupation refers to no row of field\n");
}
END_TEST

/* Memory of SQLite that runs out: so many pieces are left. */
static sqlite3_mem_methods whole;
static int pieces;

static void *scarce_malloc(int size)
{
    return pieces > 0 ? (pieces--, whole.xMalloc(size)) : NULL;
}

static void *scarce_realloc(void *at, int size)
{
    return pieces > 0 ? (pieces--, whole.xRealloc(at, size)) : NULL;
}

START_TEST(want_of_memory_is_never_the_files_fault)
{
    enum { STEP = 211 }; /* of some 23 000 pieces */
    enum dataset_check_status status = DATASET_UNREADABLE;
    FILE *report = fopen("/dev/null", "w");
    sqlite3_mem_methods scarce;

    sqlite3_shutdown();
    ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &whole), SQLITE_OK);
    scarce = whole;
    scarce.xMalloc = scarce_malloc;
    scarce.xRealloc = scarce_realloc;
    ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_MALLOC, &scarce), SQLITE_OK);
    for (int least = 1; status != DATASET_GOOD; least += STEP) {
        pieces = least;
        status = dataset_check_run(&(struct dataset_check_options){.path = dataset, .examples = 3}, report,
                                   &(struct findings){.out = stderr});
        ck_assert_msg(status != DATASET_FAULTY, "with %d pieces", least);
    }
    fclose(report);
}
END_TEST

static Suite *check_suite(void)
{
    Suite *suite = suite_create("import_check");
    TCase *tests = tcase_create("check");

    tcase_add_checked_fixture(tests, import_the_card, NULL);
    tcase_add_test(tests, a_good_dataset_is_reported_in_numbers);
    tcase_add_test(tests, a_flipped_byte_is_found);
    tcase_add_test(tests, a_file_that_was_cut_off_is_found);
    tcase_add_test(tests, what_is_no_dataset_is_refused);
    tcase_add_test(tests, a_pipe_is_refused_and_not_waited_for);
    tcase_add_test(tests, another_schema_is_found);
    tcase_add_test(tests, a_missing_index_and_a_column_too_many_are_found);
    tcase_add_test(tests, content_that_does_not_fit_the_version_is_found);
    tcase_add_test(tests, a_reference_to_nothing_is_found);
    tcase_add_test(tests, want_of_memory_is_never_the_files_fault);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(check_suite)
