#include "server/options.h"
#include "tests/support/client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/** Runs the program; the test fails unless it exits so and says that. @param said  on either stream; NULL: anything */
static void expect(const char *const arguments[], int exit_code, const char *said)
{
    const char *all[16] = {server_program()};
    struct support_run run;

    for (size_t i = 0; arguments[i]; i++)
        all[i + 1] = arguments[i];
    run = support_run(all);
    ck_assert_msg(run.exit_code == exit_code, "exit %d\n%s%s", run.exit_code, run.out, run.err);
    ck_assert_msg(!said || strstr(run.out, said) || strstr(run.err, said), "\"%s\" is not in\n%s%s", said, run.out,
                  run.err);
    support_run_release(&run);
}

#define EXPECT(exit_code, said, ...) expect((const char *const[]){__VA_ARGS__, NULL}, exit_code, said)

START_TEST(help_and_version_are_no_errors)
{
    EXPECT(EXIT_DONE, "usage: povolani COMMAND", "--help");
    EXPECT(EXIT_DONE, "povolani " POVOLANI_VERSION, "--version");
    EXPECT(EXIT_DONE, "povolani " POVOLANI_VERSION, "serve", "--version");
    EXPECT(EXIT_DONE, "POVOLANI_TRUSTED_PROXY", "serve", "--help");
    EXPECT(EXIT_DONE, "--keep-going", "import", "--help");
}
END_TEST

START_TEST(wrong_usage_exits_with_2_and_suggests_the_nearest)
{
    expect((const char *const[]){NULL}, EXIT_USAGE, "usage: povolani COMMAND");
    EXPECT(EXIT_USAGE, "did you mean \"serve\"?", "sevre");
    EXPECT(EXIT_USAGE, "there is no command \"load\"", "load");
    EXPECT(EXIT_USAGE, "did you mean --listen?", "serve", "--lisen", "x");
    EXPECT(EXIT_USAGE, "did you mean --threads?", "serve", "--treads=4");
    EXPECT(EXIT_USAGE, "--data wants a value", "serve", "--data");
    EXPECT(EXIT_USAGE, "takes no arguments", "serve", "soubor");
    EXPECT(EXIT_USAGE, "it takes FILE", "check");
    EXPECT(EXIT_USAGE, "--out is missing", "import", "data/cards");
    EXPECT(EXIT_USAGE, "it takes SOURCE...", "import", "--out", "x");
    EXPECT(EXIT_USAGE, "either --base-url or --from", "sync", "--out", "x");
    EXPECT(EXIT_USAGE, "expected --out", "sync", "--from", "http://example.cz");
    EXPECT(EXIT_USAGE, "either --base-url or --from", "sync", "--out", "x", "--from", "http://a", "--base-url",
           "http://b");
}
END_TEST

START_TEST(values_that_make_no_sense_exit_with_2)
{
    EXPECT(EXIT_USAGE, "\"mnoho\" is no whole number", "serve", "--threads", "mnoho");
    EXPECT(EXIT_USAGE, "from 0 to 256", "serve", "--threads=257");
    EXPECT(EXIT_USAGE, "--cache-size", "serve", "--cache-size", "-1");
    EXPECT(EXIT_USAGE, "is not HOST:PORT", "serve", "--listen", "8080");
    EXPECT(EXIT_USAGE, "is not HOST:PORT", "serve", "--listen", "::1:8080");
    EXPECT(EXIT_USAGE, "is not HOST:PORT", "serve", "--admin", "127.0.0.1:99999");
    EXPECT(EXIT_USAGE, "is not a network", "serve", "--trusted-proxy", "10.0.0.0/8,nic");
    EXPECT(EXIT_USAGE, "--public-url", "serve", "--public-url", "example.cz/api");
    EXPECT(EXIT_USAGE, "--public-url", "serve", "--public-url", "ftp://example.cz");
    EXPECT(EXIT_USAGE, "--public-url", "serve", "--public-url", "https://example.cz/?a=b");
    EXPECT(EXIT_USAGE, "--base-url: \"nsp.cz/api\" is no address", "sync", "--out", "x", "--base-url", "nsp.cz/api");
    EXPECT(EXIT_USAGE, "--from: \"file:///etc/passwd\"", "sync", "--out", "x", "--from", "file:///etc/passwd");
    EXPECT(EXIT_USAGE, "from 1 to 64", "sync", "--concurrency", "0");
}
END_TEST

START_TEST(data_at_fault_exits_with_1)
{
    const char *file = support_write(support_folder(), "soubor.db", "Ředitel", 8);

    EXPECT(EXIT_AT_FAULT, "soubor.db", "check", file);
    EXPECT(EXIT_AT_FAULT, "nic.db", "check", "nic.db");
    EXPECT(EXIT_AT_FAULT, "nic.txt", "import", "--out", file, "nic.txt");
}
END_TEST

START_TEST(an_address_that_is_taken_exits_with_3)
{
    struct server server;

    server_start(&server, server_dataset(), NULL);
    EXPECT(EXIT_SYSTEM, "in use", "serve", "--admin", "127.0.0.1:0", "--listen", server.url + strlen("http://"));
    server_stop(&server);
}
END_TEST

START_TEST(check_passes_what_import_wrote)
{
    EXPECT(EXIT_DONE, "", "check", server_dataset());
}
END_TEST

START_TEST(the_environment_counts_unless_the_command_line_says_otherwise)
{
    ck_assert_int_eq(setenv("POVOLANI_THREADS", "mnoho", 1), 0);
    EXPECT(EXIT_USAGE, "POVOLANI_THREADS: \"mnoho\"", "serve");
    EXPECT(EXIT_USAGE, "--threads: \"0x\"", "serve", "--threads", "0x");
    EXPECT(EXIT_USAGE, "--listen", "serve", "--threads", "2", "--listen", "nic");
    ck_assert_int_eq(setenv("POVOLANI_THREADS", "", 1), 0);
    EXPECT(EXIT_USAGE, "--listen", "serve", "--listen", "nic");
    ck_assert_int_eq(unsetenv("POVOLANI_THREADS"), 0);
}
END_TEST

START_TEST(healthcheck_tells_a_server_that_is_ready_from_one_that_is_not)
{
    struct server ready, empty;
    char url[256];

    server_start(&ready, server_dataset(), NULL);
    server_start(&empty, "nic.db", NULL);
    EXPECT(EXIT_DONE, "", "healthcheck", "--admin", ready.admin + strlen("http://"));
    EXPECT(EXIT_AT_FAULT, "status 503", "healthcheck", "--admin", empty.admin + strlen("http://"));
    snprintf(url, sizeof url, "%s/livez", empty.admin);
    EXPECT(EXIT_DONE, "", "healthcheck", url);
    server_stop(&ready);
    server_stop(&empty);
    EXPECT(EXIT_AT_FAULT, "healthcheck", "healthcheck", url);
}
END_TEST

START_TEST(a_unix_socket_is_served_and_one_left_behind_is_replaced)
{
    char path[256], listen[300], log[300];
    struct server server;

    snprintf(path, sizeof path, "%s/socket", support_folder());
    snprintf(listen, sizeof listen, "unix:%s", path);
    snprintf(log, sizeof log, "listening on unix:%s", path);
    for (int i = 0; i < 2; i++) {
        server_start(&server, server_dataset(), (const char *const[]){"--listen", listen, NULL});
        server_logged(&server, log, 1);
        EXPECT(EXIT_SYSTEM, "in use", "serve", "--admin", "127.0.0.1:0", "--listen", listen);
        EXPECT(EXIT_DONE, "", "healthcheck", "--admin", server.admin + strlen("http://"));
        if (i == 0)
            server_kill(&server);
        else
            server_stop(&server);
    }
    ck_assert_int_ne(access(path, F_OK), 0);
}
END_TEST

START_TEST(only_a_trusted_proxy_says_the_client_in_the_log)
{
    static const char *const headers[] = {"X-Forwarded-For: 192.0.2.7", NULL};
    struct server server;
    struct seen answer;

    for (int trusted = 0; trusted <= 1; trusted++) {
        if (trusted)
            ck_assert_int_eq(setenv("POVOLANI_TRUSTED_PROXY", "10.0.0.0/8,127.0.0.1", 1), 0);
        server_start(&server, server_dataset(), NULL);
        answer = client_ask(server.url, "GET", "/v1/dataset", headers);
        ck_assert_int_eq(answer.status, 200);
        seen_release(&answer);
        server_logged(&server, trusted ? "client=192.0.2.7" : "client=127.0.0.1", 1);
        server_stop(&server);
    }
    ck_assert_int_eq(unsetenv("POVOLANI_TRUSTED_PROXY"), 0);
}
END_TEST

START_TEST(letters_and_values_that_no_option_has_are_named)
{
    EXPECT(EXIT_USAGE, "there is no option -x", "serve", "-xyz");
    EXPECT(EXIT_USAGE, "there is no option -V", "serve", "-V");
    EXPECT(EXIT_USAGE, "there is no option -\\xc5", "serve", "-\xc5\x99");
    EXPECT(EXIT_USAGE, "--keep-going takes no value", "import", "--keep-going=yes");
    EXPECT(EXIT_USAGE, "--help takes no value", "serve", "--help=x");
    EXPECT(EXIT_USAGE, "--version takes no value", "serve", "--version=x");
}
END_TEST

START_TEST(what_cannot_be_written_exits_with_3)
{
    static const char script[] = "exec \"$0\" \"$@\" >/dev/full";
    const char *const commands[][3] = {
        {"--help"}, {"--version"}, {"serve", "--help"}, {"check", server_dataset()}, {NULL}};

    for (size_t i = 0; commands[i][0]; i++) {
        struct support_run run = support_run(
            (const char *[]){"/bin/sh", "-c", script, server_program(), commands[i][0], commands[i][1], NULL});

        ck_assert_msg(run.exit_code == EXIT_SYSTEM, "%s: exit %d", commands[i][0], run.exit_code);
        ck_assert_ptr_nonnull(strstr(run.err, "could be written"));
        support_run_release(&run);
    }
}
END_TEST

START_TEST(healthcheck_says_why_there_was_no_answer)
{
    EXPECT(EXIT_AT_FAULT, "healthcheck: http://127.0.0.1:99999/: URL using bad", "healthcheck",
           "http://127.0.0.1:99999/");
}
END_TEST

static Suite *command_line_suite(void)
{
    Suite *suite = suite_create("command line");
    TCase *tests = tcase_create("command line");

    tcase_add_test(tests, help_and_version_are_no_errors);
    tcase_add_test(tests, wrong_usage_exits_with_2_and_suggests_the_nearest);
    tcase_add_test(tests, values_that_make_no_sense_exit_with_2);
    tcase_add_test(tests, data_at_fault_exits_with_1);
    tcase_add_test(tests, an_address_that_is_taken_exits_with_3);
    tcase_add_test(tests, check_passes_what_import_wrote);
    tcase_add_test(tests, the_environment_counts_unless_the_command_line_says_otherwise);
    tcase_add_test(tests, healthcheck_tells_a_server_that_is_ready_from_one_that_is_not);
    tcase_add_test(tests, a_unix_socket_is_served_and_one_left_behind_is_replaced);
    tcase_add_test(tests, only_a_trusted_proxy_says_the_client_in_the_log);
    tcase_add_test(tests, letters_and_values_that_no_option_has_are_named);
    tcase_add_test(tests, what_cannot_be_written_exits_with_3);
    tcase_add_test(tests, healthcheck_says_why_there_was_no_answer);
    suite_add_tcase(suite, tests);
    return suite;
}

TEST_MAIN(command_line_suite)
