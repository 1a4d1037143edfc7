#include "db/dataset_file.h"
#include "tests/support/dataset.h"
#include "tests/support/support.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum dataset_file_state examined(const char *path)
{
    int fd = dataset_file_open(path);
    enum dataset_file_state state;

    ck_assert_int_ge(fd, 0);
    state = dataset_file_examine(fd);
    close(fd);
    return state;
}

static void write_at(const char *path, off_t offset, const void *bytes, size_t length)
{
    int fd = open(path, O_WRONLY);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(pwrite(fd, bytes, length, offset), (ssize_t)length);
    close(fd);
}

START_TEST(a_sealed_file_is_whole)
{
    ck_assert_int_eq(examined(dataset_write(support_folder(), "dataset.db", "")), DATASET_FILE_WHOLE);
}
END_TEST

START_TEST(sealing_again_changes_nothing)
{
    const char *path = dataset_write(support_folder(), "dataset.db", "");
    size_t length, again_length;
    char *bytes = support_read(path, &length), *again;

    ck_assert(dataset_file_seal(path));
    again = support_read(path, &again_length);
    ck_assert_uint_eq(length, again_length);
    ck_assert_mem_eq(bytes, again, length);
    free(bytes);
    free(again);
}
END_TEST

START_TEST(a_changed_byte_anywhere_is_damage)
{
    static const off_t from_end[] = {1, 4096, 70000};
    size_t length;

    for (size_t i = 0; i < sizeof from_end / sizeof *from_end; i++) {
        const char *path = dataset_write(support_folder(), "dataset.db", "");
        char *bytes = support_read(path, &length);
        off_t at = (off_t)length - from_end[i];
        char changed = (char)(bytes[at] ^ 1);

        write_at(path, at, &changed, 1);
        ck_assert_int_eq(examined(path), DATASET_FILE_DAMAGED);
        free(bytes);
    }
}
END_TEST

START_TEST(a_changed_checksum_is_damage)
{
    const char *path = dataset_write(support_folder(), "dataset.db", "");

    write_at(path, 60, "\0\0\0\0", 4);
    ck_assert_int_eq(examined(path), DATASET_FILE_DAMAGED);
}
END_TEST

START_TEST(a_file_that_is_cut_off_or_longer_is_damage)
{
    const char *path = dataset_write(support_folder(), "dataset.db", "");
    size_t length;

    free(support_read(path, &length));
    ck_assert_int_eq(truncate(path, (off_t)length + 1), 0);
    ck_assert_int_eq(examined(path), DATASET_FILE_DAMAGED);
    ck_assert_int_eq(truncate(path, (off_t)length - 4096), 0);
    ck_assert_int_eq(examined(path), DATASET_FILE_DAMAGED);
}
END_TEST

START_TEST(other_files_are_foreign)
{
    const char *folder = support_folder();
    const char *path = dataset_write(folder, "dataset.db", "");

    ck_assert_int_eq(examined(support_write(folder, "empty", "", 0)), DATASET_FILE_FOREIGN);
    ck_assert_int_eq(examined(support_write(folder, "short", "SQLite format 3", 16)), DATASET_FILE_FOREIGN);
    ck_assert_int_eq(examined("data/cards/103332.txt"), DATASET_FILE_FOREIGN);
    write_at(path, 68, "\0", 1); /* the application id */
    ck_assert_int_eq(examined(path), DATASET_FILE_FOREIGN);
}
END_TEST

START_TEST(a_folder_and_a_pipe_are_told_from_files_and_not_waited_for)
{
    char pipe[600];

    snprintf(pipe, sizeof pipe, "%s/pipe", support_folder());
    ck_assert_int_eq(mkfifo(pipe, 0600), 0);
    ck_assert_int_eq(examined(pipe), DATASET_FILE_SPECIAL);
    ck_assert_int_eq(examined("data"), DATASET_FILE_SPECIAL);
    ck_assert_int_eq(dataset_file_open("data/there-is-none.db"), -1);
    ck_assert_int_eq(errno, ENOENT);
}
END_TEST

START_TEST(what_cannot_be_read_is_told_from_what_is_damaged)
{
    int fd = open(dataset_write(support_folder(), "dataset.db", ""), O_WRONLY);

    ck_assert_int_eq(dataset_file_examine(fd), DATASET_FILE_UNREADABLE);
    ck_assert_int_eq(errno, EBADF);
    close(fd);
    ck_assert(!dataset_file_seal("data/there-is-none.db"));
    ck_assert_int_eq(errno, ENOENT);
}
END_TEST

static Suite *dataset_file_suite(void)
{
    Suite *suite = suite_create("dataset_file");
    TCase *tests = tcase_create("dataset_file");

    tcase_add_test(tests, a_sealed_file_is_whole);
    tcase_add_test(tests, sealing_again_changes_nothing);
    tcase_add_test(tests, a_changed_byte_anywhere_is_damage);
    tcase_add_test(tests, a_changed_checksum_is_damage);
    tcase_add_test(tests, a_file_that_is_cut_off_or_longer_is_damage);
    tcase_add_test(tests, other_files_are_foreign);
    tcase_add_test(tests, a_folder_and_a_pipe_are_told_from_files_and_not_waited_for);
    tcase_add_test(tests, what_cannot_be_read_is_told_from_what_is_damaged);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(dataset_file_suite)
