#include "tests/support/server.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BUFFERS = 16, OPTIONS_MAX = 24, STEP_MS = 20, PATIENCE_MS = 20000 };

const char *server_program(void)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/povolani", support_build());
    return path;
}

/* Datasets -------------------------------------------------------------------------------------------------------- */

static const char *import(const char *source)
{
    static char paths[BUFFERS][256];
    static size_t turn;
    char *path = paths[turn++ % BUFFERS];
    struct support_run run;

    snprintf(path, sizeof paths[0], "%s/povolani.db", support_folder());
    run = support_run((const char *[]){server_program(), "import", "--out", path, source, NULL});
    ck_assert_msg(run.exit_code == 0, "import %s: exit %d\n%s", source, run.exit_code, run.err);
    support_run_release(&run);
    return path;
}

const char *server_dataset(void)
{
    static char path[256];

    if (!path[0])
        snprintf(path, sizeof path, "%s", import("data/cards"));
    return path;
}

/** Writes text with every old replaced. */
static void write_replaced(FILE *out, const char *text, const char *const pairs[][2], size_t count)
{
    while (*text) {
        size_t i = 0;

        while (i < count && strncmp(text, pairs[i][0], strlen(pairs[i][0])) != 0)
            i++;
        if (i < count) {
            fputs(pairs[i][1], out);
            text += strlen(pairs[i][0]);
        } else {
            fputc(*text++, out);
        }
    }
}

const char *server_dataset_of_copies(const char *const names[])
{
    char *card = support_read("data/cards/103332.txt", NULL);
    const char *folder = support_folder();

    for (int i = 0; names[i]; i++) {
        char number[16], path[256];
        const char *const pairs[][2] = {{"103332", number}, {"Ředitel zákaznických služeb", names[i]}};
        FILE *out;

        snprintf(number, sizeof number, "%d", 200001 + i);
        snprintf(path, sizeof path, "%s/%s.txt", folder, number);
        out = fopen(path, "w");
        ck_assert_ptr_nonnull(out);
        write_replaced(out, card, pairs, 2);
        ck_assert_int_eq(fclose(out), 0);
    }
    free(card);
    return import(folder);
}

/* Servers --------------------------------------------------------------------------------------------------------- */

/** Finds "PREFIX…\n" in the log. @return false if it is not there (yet) */
static bool read_line(const char *log, const char *prefix, char line[static 128])
{
    const char *at = strstr(log, prefix);
    const char *end = at ? strchr(at, '\n') : NULL;

    if (!end)
        return false;
    at += strlen(prefix);
    snprintf(line, 128, "%.*s", (int)(end - at), at);
    return true;
}

static void wait_until_it_listens(struct server *server)
{
    for (int waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
        char *log = support_read(server->log, NULL);
        bool listens = read_line(log, "listening on ", server->url) && read_line(log, "admin on ", server->admin);

        free(log);
        if (listens)
            return;
        ck_assert_msg(waitpid(server->process, NULL, WNOHANG) == 0, "the server ended: see %s", server->log);
        poll(NULL, 0, STEP_MS);
    }
    ck_abort_msg("the server does not listen");
}

static void run_server(const struct server *server, char *arguments[])
{
    int log = open(server->log, O_WRONLY | O_APPEND);

    /* A test that fails does not stop its server: it goes with the test program. */
    if (log < 0 || dup2(log, STDOUT_FILENO) < 0 || dup2(log, STDERR_FILENO) < 0 ||
        prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        _exit(126);
    execv(arguments[0], arguments);
    _exit(127);
}

void server_start(struct server *server, const char *dataset, const char *const options[])
{
    const char *arguments[OPTIONS_MAX] = {server_program(), "serve",       "--data",  dataset,
                                          "--listen",       "127.0.0.1:0", "--admin", "127.0.0.1:0"};
    size_t count = 8;

    for (size_t i = 0; options && options[i]; i++) {
        ck_assert_uint_lt(count, OPTIONS_MAX - 1);
        arguments[count++] = options[i];
    }
    *server = (struct server){.process = -1};
    snprintf(server->log, sizeof server->log, "%s", support_write(support_folder(), "log", "", 0));
    server->process = fork();
    ck_assert_int_ge(server->process, 0);
    if (server->process == 0)
        run_server(server, (char **)(void *)arguments);
    wait_until_it_listens(server);
}

void server_stop(struct server *server)
{
    ck_assert_int_eq(kill(server->process, SIGTERM), 0);
    server_wait(server);
}

/** Prints what a log has besides requests. */
static void print_events(const char *path)
{
    char *log = support_read(path, NULL), *rest = log, *line;

    while ((line = strsep(&rest, "\n")))
        if (strncmp(line, "time=", 5) != 0)
            puts(line);
    free(log);
}

void server_wait(struct server *server)
{
    int status;

    ck_assert_int_eq(waitpid(server->process, &status, 0), server->process);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        print_events(server->log);
        ck_abort_msg("the server ended with wait status %#x", (unsigned)status);
    }
    server->process = -1;
}

void server_kill(struct server *server)
{
    ck_assert_int_eq(kill(server->process, SIGKILL), 0);
    ck_assert_int_eq(waitpid(server->process, NULL, 0), server->process);
    server->process = -1;
}

void server_logged(const struct server *server, const char *text, unsigned times)
{
    for (int waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
        char *log = support_read(server->log, NULL);
        unsigned found = 0;

        for (const char *at = strstr(log, text); at; at = strstr(at + 1, text))
            found++;
        free(log);
        if (found >= times)
            return;
        poll(NULL, 0, STEP_MS);
    }
    ck_abort_msg("\"%s\" is not in the log %u times", text, times);
}
