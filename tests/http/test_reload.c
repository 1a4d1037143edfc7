#include "tests/support/client.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const one[] = {"Cukrář", NULL};
static const char *const two[] = {"Horník", "Chovatel", NULL};

/** A path in a new folder; a static buffer. */
static const char *new_path(void)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/povolani.db", support_folder());
    return path;
}

/** Puts a copy of a file where another stands, as import does: beside it, then renamed. */
static void put(const char *from, const char *path)
{
    size_t length;
    char *bytes = support_read(from, &length);
    char beside[300];
    FILE *out;

    snprintf(beside, sizeof beside, "%s.tmp", path);
    out = fopen(beside, "wb");
    ck_assert_ptr_nonnull(out);
    ck_assert_uint_eq(fwrite(bytes, 1, length, out), length);
    ck_assert_int_eq(fclose(out), 0);
    ck_assert_int_eq(rename(beside, path), 0);
    free(bytes);
}

/** Makes the server look again at the same file. */
static void touch(const char *path)
{
    FILE *file = fopen(path, "r+b");

    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fclose(file), 0);
}

/** Checks the number of occupations that are served. */
static void expect_total(const struct server *server, int total)
{
    struct seen answer = client_get(server, "/v1/occupations?fields=name");
    char text[32];

    snprintf(text, sizeof text, "\"total\":%d,", total);
    ck_assert_msg(answer.status == 200 && strstr(answer.body, text), "not %s\n%s", text, answer.body);
    seen_release(&answer);
}

static void expect_status(const char *base, const char *path, int status)
{
    struct seen answer = client_ask(base, "GET", path, NULL);

    ck_assert_msg(answer.status == status, "%s: %ld\n%s", path, answer.status, answer.body);
    seen_release(&answer);
}

START_TEST(a_new_file_renamed_over_the_old_one_is_loaded)
{
    const char *path = new_path();
    struct server server;

    put(server_dataset_of_copies(one), path);
    server_start(&server, path, NULL);
    expect_total(&server, 1);
    put(server_dataset_of_copies(two), path);
    server_logged(&server, ": 2 occupations", 1);
    expect_total(&server, 2);
    server_stop(&server);
}
END_TEST

START_TEST(sighup_loads_what_stands_there_even_if_it_is_the_same)
{
    const char *path = new_path();
    struct server server;

    put(server_dataset_of_copies(two), path);
    server_start(&server, path, NULL);
    ck_assert_int_eq(kill(server.process, SIGHUP), 0);
    server_logged(&server, ": 2 occupations", 2);
    expect_total(&server, 2);
    server_stop(&server);
}
END_TEST

/** A copy of a dataset with a changed byte in the middle of the file. */
static const char *damaged_copy(const char *from)
{
    size_t length;
    char *bytes = support_read(from, &length);
    const char *path;

    bytes[length / 2] ^= 1;
    path = support_write(support_folder(), "damaged", bytes, length);
    free(bytes);
    return path;
}

START_TEST(a_file_at_fault_is_refused_once_and_the_old_one_goes_on)
{
    const char *good = server_dataset_of_copies(two), *path = new_path();
    struct server server;
    struct seen metrics;
    size_t length;
    char *bytes = support_read(good, &length);

    put(good, path);
    server_start(&server, path, NULL);
    put(damaged_copy(good), path);
    server_logged(&server, "dataset refused, still serving ", 1);
    put(support_write(support_folder(), "text", "Cukrář\n", 9), path);
    server_logged(&server, "dataset refused, still serving ", 2);
    put(support_write(support_folder(), "empty", "", 0), path);
    server_logged(&server, "dataset refused, still serving ", 3);
    put(support_write(support_folder(), "cut", bytes, length / 2), path);
    server_logged(&server, "dataset refused, still serving ", 4);
    touch(path);
    expect_total(&server, 2);
    expect_status(server.admin, "/readyz", 200);
    put(server_dataset_of_copies(one), path);
    server_logged(&server, ": 1 occupations", 1);
    expect_total(&server, 1);
    metrics = client_ask(server.admin, "GET", "/metrics", NULL);
    ck_assert_ptr_nonnull(strstr(metrics.body, "povolani_reloads_total{result=\"ok\"} 2\n"));
    ck_assert_ptr_nonnull(strstr(metrics.body, "povolani_reloads_total{result=\"refused\"} 4\n"));
    seen_release(&metrics);
    server_stop(&server);
    free(bytes);
}
END_TEST

START_TEST(a_file_found_damaged_after_the_start_is_withdrawn_until_a_good_one_comes)
{
    const char *path = new_path();
    struct server server;
    struct seen metrics;

    put(damaged_copy(server_dataset_of_copies(two)), path);
    server_start(&server, path, NULL);
    server_logged(&server, "dataset refused, there is none to serve: ", 1);
    server_logged(&server, "The file is damaged: its 4096 bytes from ", 1);
    expect_status(server.url, "/v1/occupations", 503);
    expect_status(server.admin, "/readyz", 503);
    poll(NULL, 0, 100); /* it is not taken again */
    expect_status(server.admin, "/readyz", 503);
    metrics = client_ask(server.admin, "GET", "/metrics", NULL);
    ck_assert_ptr_nonnull(strstr(metrics.body, "povolani_reloads_total{result=\"refused\"} 1\n"));
    seen_release(&metrics);
    ck_assert_int_eq(kill(server.process, SIGHUP), 0);
    server_logged(&server, "dataset refused, there is none to serve: ", 2);
    expect_status(server.admin, "/readyz", 503);
    put(server_dataset_of_copies(one), path);
    server_logged(&server, ": 1 occupations", 1);
    expect_total(&server, 1);
    server_stop(&server);
}
END_TEST

/** Writes into a file that is there, behind its first block. */
static void write_over(const char *path, const char *bytes, size_t length)
{
    int fd = open(path, O_WRONLY);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(pwrite(fd, bytes + 4096, length - 4096, 4096), (ssize_t)length - 4096);
    ck_assert_int_eq(close(fd), 0);
}

START_TEST(a_file_written_over_while_it_is_served_is_an_error_and_never_a_mixture)
{
    const char *path = new_path();
    struct server server;
    struct seen answer;
    size_t length;
    char *bytes;

    put(server_dataset_of_copies(one), path);
    server_start(&server, path, NULL);
    put(server_dataset_of_copies(two), path); /* which is checked before it is served, and not any more after that */
    server_logged(&server, ": 2 occupations", 1);
    expect_total(&server, 2);
    bytes = support_read(path, &length);
    for (size_t at = 0; at < length; at++)
        bytes[at] ^= 0x55;
    write_over(path, bytes, length);
    answer = client_get(&server, "/v1/occupations/200001"); /* more pages than were read */
    ck_assert_int_eq(answer.status, 500);
    seen_release(&answer);
    expect_total(&server, 2); /* from the cache */
    server_stop(&server);
    free(bytes);
}
END_TEST

START_TEST(without_a_dataset_the_api_is_503_until_one_appears)
{
    const char *path = new_path();
    struct server server;
    struct seen answer;

    server_start(&server, path, NULL);
    answer = client_get(&server, "/v1/occupations");
    ck_assert_int_eq(answer.status, 503);
    ck_assert_ptr_nonnull(seen_header(&answer, "Retry-After"));
    ck_assert_str_eq(seen_header(&answer, "Cache-Control"), "no-store");
    ck_assert_ptr_null(seen_header(&answer, "Dataset-Version"));
    ck_assert_ptr_nonnull(strstr(answer.body, "/docs/problems/no-dataset"));
    seen_release(&answer);
    expect_status(server.url, "/openapi.json", 200);
    expect_status(server.url, "/docs", 200);
    expect_status(server.admin, "/readyz", 503);
    expect_status(server.admin, "/livez", 200);
    put(server_dataset_of_copies(one), path);
    server_logged(&server, ": 1 occupations", 1);
    expect_total(&server, 1);
    expect_status(server.admin, "/readyz", 200);
    server_stop(&server);
}
END_TEST

START_TEST(a_folder_that_appears_later_is_found)
{
    char folder[200], path[256];
    struct server server;

    snprintf(folder, sizeof folder, "%s/data", support_folder());
    snprintf(path, sizeof path, "%s/povolani.db", folder);
    server_start(&server, path, NULL);
    ck_assert_int_eq(mkdir(folder, 0777), 0);
    put(server_dataset_of_copies(one), path);
    server_logged(&server, ": 1 occupations", 1);
    expect_total(&server, 1);
    server_stop(&server);
}
END_TEST

START_TEST(a_symbolic_link_that_comes_to_mean_another_folder_is_followed)
{
    const char *base = support_folder();
    char current[256], next[256], path[300];
    struct server server;
    const char *first = server_dataset_of_copies(one), *second = server_dataset_of_copies(two);

    snprintf(current, sizeof current, "%s/..data", base);
    snprintf(next, sizeof next, "%s/..next", base);
    snprintf(path, sizeof path, "%s/povolani.db", current);
    *strrchr((char *)(uintptr_t)first, '/') = '\0'; /* the folders: both files are called povolani.db */
    *strrchr((char *)(uintptr_t)second, '/') = '\0';
    ck_assert_int_eq(symlink(first, current), 0);
    server_start(&server, path, NULL);
    expect_total(&server, 1);
    ck_assert_int_eq(symlink(second, next), 0);
    ck_assert_int_eq(rename(next, current), 0);
    server_logged(&server, ": 2 occupations", 1);
    expect_total(&server, 2);
    server_stop(&server);
}
END_TEST

START_TEST(a_new_dataset_changes_version_and_tags)
{
    const char *path = new_path();
    struct server server;
    struct seen before, after;
    char header[128];

    put(server_dataset_of_copies(one), path);
    server_start(&server, path, NULL);
    before = client_get(&server, "/v1/occupations");
    put(server_dataset_of_copies(two), path);
    server_logged(&server, ": 2 occupations", 1);
    snprintf(header, sizeof header, "If-None-Match: %s", seen_header(&before, "ETag"));
    after = client_ask(server.url, "GET", "/v1/occupations", (const char *const[]){header, NULL});
    ck_assert_int_eq(after.status, 200);
    ck_assert_str_ne(seen_header(&before, "Dataset-Version"), seen_header(&after, "Dataset-Version"));
    seen_release(&before);
    seen_release(&after);
    server_stop(&server);
}
END_TEST

/** Sets how many descriptors a server may have from now on. @return how many it might have before */
static rlim_t allow_descriptors(const struct server *server, rlim_t count)
{
    struct rlimit limit, before;

    ck_assert_int_eq(prlimit(server->process, RLIMIT_NOFILE, NULL, &before), 0);
    limit = (struct rlimit){.rlim_cur = count, .rlim_max = before.rlim_max};
    ck_assert_int_eq(prlimit(server->process, RLIMIT_NOFILE, &limit, NULL), 0);
    return before.rlim_cur;
}

START_TEST(a_file_that_the_system_did_not_let_open_is_tried_again)
{
    const char *path = new_path();
    struct server server;
    rlim_t before;

    put(server_dataset_of_copies(one), path);
    server_start(&server, path, NULL);
    before = allow_descriptors(&server, 3);
    put(server_dataset_of_copies(two), path);
    server_logged(&server, "dataset refused, still serving ", 1);
    allow_descriptors(&server, before);
    server_logged(&server, ": 2 occupations", 1);
    expect_total(&server, 2);
    server_stop(&server);
}
END_TEST

START_TEST(a_refused_file_whose_rights_change_is_another_one)
{
    const char *path = new_path();
    struct server server;

    put(support_write(support_folder(), "text", "Cukrář\n", 9), path);
    server_start(&server, path, NULL);
    server_logged(&server, "dataset refused, ", 1);
    ck_assert_int_eq(chmod(path, 0600), 0);
    server_logged(&server, "dataset refused, ", 2);
    server_stop(&server);
}
END_TEST

/** Writes a file again and again, in a process of its own. */
static pid_t keep_writing(const char *path)
{
    pid_t writer = fork();

    ck_assert_int_ge(writer, 0);
    if (writer > 0)
        return writer;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) {
        close(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
        poll(NULL, 0, 100);
    }
}

START_TEST(other_files_that_are_written_all_the_time_hold_nothing_up)
{
    const char *first = server_dataset_of_copies(one), *second = server_dataset_of_copies(two);
    char link[256], other[256];
    const char *base = support_folder();
    struct server server;
    pid_t writer;

    snprintf(link, sizeof link, "%s/current", base);
    snprintf(other, sizeof other, "%s/jiny", base);
    ck_assert_int_eq(symlink(first, link), 0); /* no event tells of a rename behind it: ticks find it */
    server_start(&server, link, NULL);
    writer = keep_writing(other);
    put(second, first);
    server_logged(&server, ": 2 occupations", 1);
    ck_assert_int_eq(kill(writer, SIGKILL), 0);
    ck_assert_int_eq(waitpid(writer, NULL, 0), writer);
    server_stop(&server);
}
END_TEST

static Suite *reload_suite(void)
{
    Suite *suite = suite_create("reload");
    TCase *tests = tcase_create("reload");

    tcase_add_test(tests, a_new_file_renamed_over_the_old_one_is_loaded);
    tcase_add_test(tests, sighup_loads_what_stands_there_even_if_it_is_the_same);
    tcase_add_test(tests, a_file_at_fault_is_refused_once_and_the_old_one_goes_on);
    tcase_add_test(tests, a_file_found_damaged_after_the_start_is_withdrawn_until_a_good_one_comes);
    tcase_add_test(tests, a_file_written_over_while_it_is_served_is_an_error_and_never_a_mixture);
    tcase_add_test(tests, without_a_dataset_the_api_is_503_until_one_appears);
    tcase_add_test(tests, a_folder_that_appears_later_is_found);
    tcase_add_test(tests, a_symbolic_link_that_comes_to_mean_another_folder_is_followed);
    tcase_add_test(tests, a_new_dataset_changes_version_and_tags);
    tcase_add_test(tests, a_file_that_the_system_did_not_let_open_is_tried_again);
    tcase_add_test(tests, a_refused_file_whose_rights_change_is_another_one);
    tcase_add_test(tests, other_files_that_are_written_all_the_time_hold_nothing_up);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(reload_suite)
