/* `povolani import` and `povolani check` as programs: exit codes, streams, and what is left behind. */
#include "tests/support/cards.h"
#include "tests/support/support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *folder, *out;

static void new_folder(void)
{
    folder = support_folder();
    out = cards_path(folder, "out.db");
}

static const char *program(void)
{
    static char path[512];

    snprintf(path, sizeof path, "%s/povolani", support_build());
    return path;
}

/* Runs the program; compares the exit code and, where they are given, the whole of both streams. */
static void assert_run(const char *const arguments[], int exit_code, const char *written, const char *said)
{
    const char *all[16] = {program()};
    struct support_run run;

    for (size_t i = 0; arguments[i]; i++)
        all[i + 1] = arguments[i];
    run = support_run(all);
    ck_assert_msg(run.exit_code == exit_code, "exit %d\n%s%s", run.exit_code, run.out, run.err);
    if (written)
        ck_assert_str_eq(run.out, written);
    if (said)
        ck_assert_str_eq(run.err, said);
    support_run_release(&run);
}
#define ASSERT_RUN(exit_code, written, said, ...)                                                                      \
    assert_run((const char *const[]){__VA_ARGS__, NULL}, exit_code, written, said)

/* "FOLDER/name" and a finding's end. */
static const char *finding(const char *name, const char *rest)
{
    static char text[1024];

    snprintf(text, sizeof text, "%s/%s%s", folder, name, rest);
    return text;
}

START_TEST(an_import_into_a_pipe_is_silent)
{
    ASSERT_RUN(0, "", "", "import", "--out", out, "data/cards");
    ASSERT_RUN(0, NULL, "", "check", out);
}
END_TEST

START_TEST(a_warning_is_said_and_does_not_matter_to_the_exit_code)
{
    CARD(folder, "a.txt", NUMBER("8"));
    CARD(folder, "b.txt", NUMBER("8"));
    ASSERT_RUN(0, "", NULL, "import", "--out", out, folder);
    ASSERT_ANSWER(out, "SELECT id FROM occupation", "8");
}
END_TEST

START_TEST(a_missing_source_exits_with_1_and_leaves_the_old_file)
{
    char *bytes;

    support_write(folder, "out.db", "old", 3);
    ASSERT_RUN(1, "", finding("none.txt", ":1: error: cannot be read: No such file or directory\n"), "import", "--out",
               out, "data/cards", cards_path(folder, "none.txt"));
    bytes = support_read(out, NULL);
    ck_assert_str_eq(bytes, "old");
    free(bytes);
}
END_TEST

START_TEST(keep_going_writes_the_rest_and_exits_with_1)
{
    ASSERT_RUN(1, "", NULL, "import", "--keep-going", "--out", out, "data/cards", cards_path(folder, "none.txt"));
    ASSERT_ANSWER(out, "SELECT id FROM occupation", "103332");
    ASSERT_RUN(0, NULL, "", "check", out);
}
END_TEST

START_TEST(a_folder_that_is_not_there_exits_with_3)
{
    ASSERT_RUN(3, "", NULL, "import", "--out", cards_path(folder, "none/out.db"), "data/cards");
}
END_TEST

START_TEST(check_exits_with_1_where_the_file_is_at_fault)
{
    ASSERT_RUN(1, "", "data/cards/103332.txt:1: error: is no dataset; expected a file that `povolani import` wrote\n",
               "check", "data/cards/103332.txt");
    ASSERT_RUN(1, "", finding("out.db", ":1: error: No such file or directory\n"), "check", out);
    ASSERT_RUN(1, "", finding("out.db", ":1: error: No such file or directory\n"), "check", "--json", out);
}
END_TEST

START_TEST(what_check_finds_in_the_data_is_no_fault_of_the_file)
{
    CARD(folder, "a.txt", NUMBER("8"));
    CARD(folder, "b.txt", NUMBER("9"), {"98 245", "98 246"});
    ASSERT_RUN(0, "", NULL, "import", "--out", out, folder);
    ASSERT_RUN(0, NULL, "", "check", "--examples", "0", out);
    ASSERT_RUN(0, NULL, "", "check", "--json", out);
}
END_TEST

START_TEST(an_import_that_is_killed_leaves_the_old_file_and_no_obstacle)
{
    for (useconds_t wait = 0; wait < 40000; wait += 4000) {
        pid_t child = fork();
        int status;

        ck_assert_int_ge(child, 0);
        if (child == 0) {
            execl(program(), program(), "import", "--out", out, "data/cards", (char *)NULL);
            _exit(127);
        }
        usleep(wait);
        kill(child, SIGKILL);
        ck_assert_int_eq(waitpid(child, &status, 0), child);
        if (access(out, F_OK) == 0)
            ASSERT_RUN(0, NULL, "", "check", out);
    }
    ASSERT_RUN(0, "", "", "import", "--out", out, "data/cards");
    ASSERT_RUN(0, NULL, "", "check", out);
}
END_TEST

START_TEST(imports_to_one_file_at_once_leave_a_whole_file)
{
    enum { IMPORTS = 4 };
    pid_t children[IMPORTS];
    int done = 0;

    for (size_t i = 0; i < IMPORTS; i++) {
        children[i] = fork();
        ck_assert_int_ge(children[i], 0);
        if (children[i] == 0) {
            if (!freopen("/dev/null", "w", stderr))
                _exit(126);
            execl(program(), program(), "import", "--out", out, "data/cards", (char *)NULL);
            _exit(127);
        }
    }
    for (size_t i = 0; i < IMPORTS; i++) {
        int status;

        ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
        ck_assert(WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 3));
        done += WEXITSTATUS(status) == 0;
    }
    ck_assert_int_ge(done, 1);
    ASSERT_RUN(0, NULL, "", "check", out);
    ck_assert_int_ne(access(cards_path(folder, "out.db.tmp"), F_OK), 0);
}
END_TEST

static Suite *import_command_suite(void)
{
    Suite *suite = suite_create("import_command");
    TCase *tests = tcase_create("import_command");

    tcase_add_checked_fixture(tests, new_folder, NULL);
    tcase_set_timeout(tests, 120); /* under sanitizers, beside other work */
    tcase_add_test(tests, an_import_into_a_pipe_is_silent);
    tcase_add_test(tests, a_warning_is_said_and_does_not_matter_to_the_exit_code);
    tcase_add_test(tests, a_missing_source_exits_with_1_and_leaves_the_old_file);
    tcase_add_test(tests, keep_going_writes_the_rest_and_exits_with_1);
    tcase_add_test(tests, a_folder_that_is_not_there_exits_with_3);
    tcase_add_test(tests, check_exits_with_1_where_the_file_is_at_fault);
    tcase_add_test(tests, what_check_finds_in_the_data_is_no_fault_of_the_file);
    tcase_add_test(tests, an_import_that_is_killed_leaves_the_old_file_and_no_obstacle);
    tcase_add_test(tests, imports_to_one_file_at_once_leave_a_whole_file);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(import_command_suite)
