#include "tests/support/support.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BUFFERS = 16, PATH_BYTES = 512, FOLDERS_MAX = 4096 };

static char folders[FOLDERS_MAX][64];
static size_t folder_count;
static pid_t owner; /* Check forks: only the process that made a folder removes it */

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

static void remove_folders(void)
{
    if (getpid() != owner)
        return;
    while (folder_count > 0)
        nftw(folders[--folder_count], remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

int support_main(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    int failed;

    setvbuf(stdout, NULL, _IOLBF, 0);
    srunner_set_fork_status(runner, CK_NOFORK); /* a crash is then a sanitizer's report with its place */
    srunner_run_all(runner, getenv("CK_VERBOSITY") ? CK_ENV : CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

const char *support_build(void)
{
    const char *build = getenv("BUILD");

    return build ? build : "build";
}

const char *support_shared(const char *name)
{
    static char path[PATH_BYTES];
    const char *root = getenv("POVOLANI_SHARED");

    snprintf(path, sizeof path, "%s/%s", root ? root : "../shared", name);
    if (access(path, R_OK) == 0)
        return path;
    printf("skipped: %s: the shared material is absent (%s)\n", tcase_name(), path);
    return NULL;
}

const char *support_folder(void)
{
    const char *base = getenv("TMPDIR");
    char *folder;

    ck_assert_uint_lt(folder_count, FOLDERS_MAX);
    if (owner != getpid()) {
        owner = getpid();
        folder_count = 0;
        atexit(remove_folders);
    }
    folder = folders[folder_count++];
    snprintf(folder, sizeof folders[0], "%s/povolani-XXXXXX", base && strlen(base) < 40 ? base : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    return folder;
}

const char *support_write(const char *folder, const char *name, const void *bytes, size_t length)
{
    static char paths[BUFFERS][PATH_BYTES];
    static size_t turn;
    char *path = paths[turn++ % BUFFERS];
    FILE *file;

    snprintf(path, PATH_BYTES, "%s/%s", folder, name);
    file = fopen(path, "wb");
    ck_assert_msg(file != NULL, "%s: %s", path, strerror(errno));
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
    return path;
}

char *support_read(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t size = 0, got;

    ck_assert_msg(file != NULL, "%s: %s", path, strerror(errno));
    do {
        bytes = realloc(bytes, size + 65537);
        ck_assert_ptr_nonnull(bytes);
        got = fread(bytes + size, 1, 65536, file);
        size += got;
    } while (got > 0);
    fclose(file);
    bytes[size] = '\0';
    if (length)
        *length = size;
    return bytes;
}

struct support_run support_run(const char *const arguments[])
{
    const char *folder = support_folder();
    char out[PATH_BYTES], err[PATH_BYTES];
    struct support_run run = {0};
    int status;
    pid_t child;

    snprintf(out, sizeof out, "%s/out", folder);
    snprintf(err, sizeof err, "%s/err", folder);
    child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        if (!freopen("/dev/null", "r", stdin) || !freopen(out, "w", stdout) || !freopen(err, "w", stderr))
            _exit(126);
        execvp(arguments[0], (char *const *)(const void *)arguments);
        _exit(127);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    run.out = support_read(out, NULL);
    run.err = support_read(err, NULL);
    return run;
}

void support_run_release(struct support_run *run)
{
    free(run->out);
    free(run->err);
    *run = (struct support_run){0};
}
