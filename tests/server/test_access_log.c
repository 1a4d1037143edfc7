#include "server/access_log.h"
#include "tests/support/support.h"

#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LINES = 3000, WAIT_MS = 20000 };

static struct access_log *access_log;
static int ends[2]; /* of the pipe that standard error is */
static int standard_error;

static void open_log(void)
{
    ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
    standard_error = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
    ck_assert_int_ge(standard_error, 0);
    ck_assert_int_ge(dup2(ends[1], STDERR_FILENO), 0);
    access_log = access_log_new(2);
    ck_assert_ptr_nonnull(access_log);
}

/* Writes the rest; who reads sees the end. */
static void end_log(void)
{
    access_log_free(access_log);
    access_log = NULL;
    dup2(standard_error, STDERR_FILENO);
    close(ends[1]);
}

static void close_log(void)
{
    if (access_log)
        end_log();
    close(ends[0]);
    close(standard_error);
}

static void add(unsigned worker, const char *target, unsigned status)
{
    struct access access = {.id = "4bf92f3577b34da6a3ce929d0e0e4736",
                            .client = "192.0.2.1",
                            .method = "GET",
                            .target = target,
                            .status = status,
                            .bytes = status == 200 ? 18446744073709551614u : SIZE_MAX};

    clock_gettime(CLOCK_MONOTONIC, &access.began);
    access.ended = access.began;
    access.ended.tv_nsec += 7999;
    access_log_add(access_log, worker, &access);
}

/** The time that a line begins with. */
static long seconds_of(const char *line)
{
    struct tm utc = {0};

    ck_assert_ptr_nonnull(strptime(line, "time=%Y-%m-%dT%H:%M:%S.", &utc));
    return (long)timegm(&utc);
}

START_TEST(a_line_is_written_a_moment_later_though_no_other_follows)
{
    struct pollfd written = {.fd = ends[0], .events = POLLIN};
    char line[PIPE_BUF + 1] = "";
    const char *rest;

    for (int i = 0; i < 2; i++) {
        add(0, "/v1/isco?q=\"ř\\", 200);
        ck_assert_int_eq(poll(&written, 1, WAIT_MS), 1);
        line[read(ends[0], line, sizeof line - 1)] = '\0';
        rest = strstr(line, " id=");
        ck_assert_int_le(labs(seconds_of(line) - (long)time(NULL)), 5);
        ck_assert_int_eq(rest - line, (int)strlen("time=2026-11-26T06:32:06.123Z"));
        ck_assert_str_eq(rest, " id=4bf92f3577b34da6a3ce929d0e0e4736 client=192.0.2.1 method=\"GET\" "
                               "target=\"/v1/isco?q=\\\"\\xc5\\x99\\\\\" status=200 bytes=18446744073709551614 "
                               "duration_us=7\n");
    }
}
END_TEST

START_TEST(the_longest_target_is_cut_and_still_one_line)
{
    static char target[8193];
    char line[2 * PIPE_BUF] = "";

    memset(target, 0xff, sizeof target - 1);
    add(0, target, 414);
    add(1, target, 414);
    end_log();
    for (ssize_t length = 0, step; (step = read(ends[0], line + length, sizeof line - 1 - (size_t)length)) > 0;)
        length += step;
    ck_assert_ptr_nonnull(strstr(line, "\\xff\" cut=true status=414 bytes=- "));
    ck_assert_uint_eq(strcspn(line, "\n") + 1, strlen(line) / 2);
}
END_TEST

static void *add_many(void *worker)
{
    unsigned index = *(unsigned *)worker;
    char target[1100];

    for (unsigned i = 0; i < LINES; i++) {
        snprintf(target, sizeof target, "/%u/%u/%0*u", index, i, (int)(i * 7 % 1000), 0);
        add(index, target, 200);
    }
    return NULL;
}

START_TEST(lines_of_several_workers_are_whole_and_none_is_lost)
{
    unsigned workers[] = {0, 1}, seen[2] = {0};
    pthread_t threads[2];
    char *line = NULL;
    size_t room = 0;
    FILE *in = fdopen(dup(ends[0]), "r");

    ck_assert_ptr_nonnull(in);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, add_many, &workers[i]), 0);
    while (seen[0] + seen[1] < 2 * LINES && getline(&line, &room, in) > 0) {
        const char *target = strstr(line, " target=\"/");
        unsigned worker, count;

        ck_assert_int_eq(strncmp(line, "time=", 5), 0);
        ck_assert_ptr_nonnull(strstr(line, " duration_us=7\n"));
        ck_assert_int_eq(sscanf(target, " target=\"/%u/%u/", &worker, &count), 2);
        ck_assert_uint_lt(worker, 2);
        ck_assert_uint_eq(count, seen[worker]++); /* each in its order */
    }
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
    ck_assert_uint_eq(seen[0] + seen[1], 2 * LINES);
    free(line);
    fclose(in);
}
END_TEST

static Suite *access_log_suite(void)
{
    Suite *suite = suite_create("access log");
    TCase *tests = tcase_create("access log");

    tcase_add_checked_fixture(tests, open_log, close_log);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_line_is_written_a_moment_later_though_no_other_follows);
    tcase_add_test(tests, the_longest_target_is_cut_and_still_one_line);
    tcase_add_test(tests, lines_of_several_workers_are_whole_and_none_is_lost);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(access_log_suite)
