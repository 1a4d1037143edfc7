#include "db/dataset_file.h"
#include "db/digest.h"
#include "tests/support/dataset.h"
#include "tests/support/support.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void write_at(const char *path, off_t offset, const void *bytes, size_t length)
{
    int fd = open(path, O_WRONLY);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(pwrite(fd, bytes, length, offset), (ssize_t)length);
    close(fd);
}

static enum dataset_file_state examined(const char *path)
{
    int64_t position;

    return dataset_file_examine(path, &position);
}

START_TEST(a_sealed_file_is_good)
{
    ck_assert_int_eq(examined(dataset_write(support_folder(), "dataset.db", "")), DATASET_FILE_GOOD);
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

START_TEST(sqlite_reads_a_sealed_file_as_any_other)
{
    sqlite3 *db;
    sqlite3_stmt *query;

    ck_assert_int_eq(sqlite3_open(dataset_write(support_folder(), "dataset.db", ""), &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &query, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(query), SQLITE_ROW);
    ck_assert_str_eq((const char *)sqlite3_column_text(query, 0), "ok");
    sqlite3_finalize(query);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

START_TEST(a_changed_byte_anywhere_is_damage)
{
    const char *path = dataset_write(support_folder(), "dataset.db", "");
    size_t length;
    char *bytes = support_read(path, &length);

    for (size_t at = 0; at < length; at += at < 100 || at + 100 > length ? 1 : 997) {
        char changed = (char)(bytes[at] ^ 1);
        bool in_marks = at < 16 || (at >= 68 && at < 72); /* no file of ours any more */

        write_at(path, (off_t)at, &changed, 1);
        ck_assert_int_eq(examined(path), in_marks ? DATASET_FILE_FOREIGN : DATASET_FILE_DAMAGED);
        write_at(path, (off_t)at, &bytes[at], 1);
    }
    ck_assert_int_eq(examined(path), DATASET_FILE_GOOD);
    free(bytes);
}
END_TEST

START_TEST(blocks_that_changed_places_are_damage)
{
    const char *path = dataset_write(support_folder(), "dataset.db", "");
    char *bytes = support_read(path, NULL);

    write_at(path, 4096, bytes + 8192, 4096);
    write_at(path, 8192, bytes + 4096, 4096);
    ck_assert_int_eq(examined(path), DATASET_FILE_DAMAGED);
    free(bytes);
}
END_TEST

/** Reads all of an open file, so many bytes at a time. @return its length; -1 if it is damaged. */
static int64_t read_all(const struct dataset_file *file, char *bytes, size_t step)
{
    int64_t position = 0;
    ssize_t got;

    while ((got = dataset_file_read(file, bytes + position, step, position)) > 0)
        position += got;
    return got < 0 ? -1 : position;
}

START_TEST(what_is_read_are_the_bytes_of_the_file)
{
    const char *path = dataset_write(support_folder(), "dataset.db", "");
    struct dataset_file *file;
    size_t length;
    char *bytes = support_read(path, &length), *again = malloc(length + 65536);

    ck_assert_ptr_nonnull(again);
    ck_assert_int_eq(dataset_file_open(path, &file), DATASET_FILE_GOOD);
    ck_assert_int_eq(dataset_file_bytes(file), (int64_t)length);
    for (size_t step = 4096; step <= 65536; step *= 4) {
        memset(again, 0, length);
        ck_assert_int_eq(read_all(file, again, step), (int64_t)length);
        ck_assert_mem_eq(bytes, again, length);
    }
    dataset_file_close(file);
    free(bytes);
    free(again);
}
END_TEST

START_TEST(the_digest_is_that_of_all_bytes_and_known_without_reading_them)
{
    static const char *const more[] = {"", "UPDATE occupation SET name = 'Jiný'",
                                       "CREATE TABLE a (b); INSERT INTO a VALUES (zeroblob(99999))"};
    char expected[DIGEST_BYTES];

    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        const char *path = dataset_write(support_folder(), "dataset.db", more[i]);
        struct dataset_file *file;
        size_t length;
        char *bytes = support_read(path, &length);

        digest_of_bytes(bytes, length, expected);
        ck_assert_int_eq(dataset_file_open(path, &file), DATASET_FILE_GOOD);
        ck_assert_str_eq(dataset_file_digest(file), expected);
        dataset_file_close(file);
        free(bytes);
    }
}
END_TEST

START_TEST(damage_is_found_where_it_is_read_whenever_it_came)
{
    const char *path = dataset_write(support_folder(), "dataset.db", "");
    char block[4096], changed = 'x';
    struct dataset_file *file;
    int64_t position = 0;

    ck_assert_int_eq(dataset_file_open(path, &file), DATASET_FILE_GOOD);
    ck_assert_int_eq(dataset_file_read(file, block, sizeof block, 8192), 4096);
    write_at(path, 8192 + 1000, &changed, 1);
    ck_assert_int_eq(dataset_file_read(file, block, sizeof block, 4096), 4096);
    ck_assert_int_eq(dataset_file_read(file, block, sizeof block, 8192), -1);
    ck_assert_int_eq(dataset_file_check(file, &position), DATASET_FILE_DAMAGED);
    ck_assert_int_eq(position, 8192);
    ck_assert_int_eq(truncate(path, 4096), 0);
    ck_assert_int_eq(dataset_file_read(file, block, sizeof block, 12288), -1);
    dataset_file_close(file);
}
END_TEST

START_TEST(a_file_shorter_than_its_header_says_is_not_sealed)
{
    const char *path = dataset_write(support_folder(), "dataset.db", "");

    ck_assert_int_eq(truncate(path, 40960), 0);
    ck_assert(!dataset_file_seal(path));
    ck_assert_int_eq(errno, EINVAL);
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

    ck_assert_int_eq(examined(support_write(folder, "empty", "", 0)), DATASET_FILE_EMPTY);
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
}
END_TEST

START_TEST(what_cannot_be_read_is_told_from_what_is_damaged)
{
    ck_assert_int_eq(examined("data/there-is-none.db"), DATASET_FILE_UNREADABLE);
    ck_assert_int_eq(errno, ENOENT);
    ck_assert_int_eq(examined("/proc/self/mem"), DATASET_FILE_UNREADABLE); /* nothing is mapped at 0 */
    ck_assert_int_eq(errno, EIO);
    ck_assert(!dataset_file_seal("data/there-is-none.db"));
    ck_assert_int_eq(errno, ENOENT);
}
END_TEST

static Suite *dataset_file_suite(void)
{
    Suite *suite = suite_create("dataset_file");
    TCase *tests = tcase_create("dataset_file");

    tcase_add_test(tests, a_sealed_file_is_good);
    tcase_add_test(tests, sealing_again_changes_nothing);
    tcase_add_test(tests, sqlite_reads_a_sealed_file_as_any_other);
    tcase_add_test(tests, a_changed_byte_anywhere_is_damage);
    tcase_add_test(tests, blocks_that_changed_places_are_damage);
    tcase_add_test(tests, what_is_read_are_the_bytes_of_the_file);
    tcase_add_test(tests, the_digest_is_that_of_all_bytes_and_known_without_reading_them);
    tcase_add_test(tests, damage_is_found_where_it_is_read_whenever_it_came);
    tcase_add_test(tests, a_file_shorter_than_its_header_says_is_not_sealed);
    tcase_add_test(tests, a_file_that_is_cut_off_or_longer_is_damage);
    tcase_add_test(tests, other_files_are_foreign);
    tcase_add_test(tests, a_folder_and_a_pipe_are_told_from_files_and_not_waited_for);
    tcase_add_test(tests, what_cannot_be_read_is_told_from_what_is_damaged);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(dataset_file_suite)
