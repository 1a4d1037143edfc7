#include "server/export.h"

#include "db/store.h"
#include "model/text.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The dataset itself is no export of the command: it is the file that is given. */
enum { COUNT = EXPORT_COUNT - EXPORT_FIRST_KEPT };

static int wrong_name(const char *name)
{
    const char *names[COUNT];
    size_t nearest;

    for (size_t i = 0; i < COUNT; i++)
        names[i] = exports[EXPORT_FIRST_KEPT + i].name;
    nearest = text_nearest(name, names, COUNT);
    fprintf(stderr, "povolani export: there is no export \"%s\"", name);
    if (nearest < COUNT)
        fprintf(stderr, "; did you mean \"%s\"?", names[nearest]);
    for (size_t i = 0; i < COUNT; i++)
        fprintf(stderr, "%s%s", i == 0 ? " (" : i + 1 < COUNT ? ", " : " or ", names[i]);
    fputs(")\n", stderr);
    return EXIT_USAGE;
}

/* Past stdio: what fails is said once, with its reason. @return false with errno */
static bool write_all(const unsigned char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static int write_export(struct store *store, struct export_reader *reader, const char *path, int64_t total)
{
    const unsigned char *bytes;
    size_t length;

    for (int64_t position = 0; position < total; position += (int64_t)length) {
        enum store_status status = store_read_export(store, reader, position, &bytes, &length);

        if (status != STORE_OK) {
            fprintf(stderr, "%s:1: error: cannot be read: %s\n", path,
                    status == STORE_NO_MEMORY ? strerror(ENOMEM) : "a block of the export is missing or damaged");
            return status == STORE_NO_MEMORY ? EXIT_SYSTEM : EXIT_AT_FAULT;
        }
        if (!write_all(bytes, length)) {
            fprintf(stderr, "povolani export: standard output: %s\n", strerror(errno));
            return EXIT_SYSTEM;
        }
    }
    return EXIT_DONE;
}

static int export_from(struct store *store, enum export which, const char *path)
{
    struct export_reader *reader = export_reader_new(which, false);
    struct arena *arena = arena_new();
    struct download download = {0};
    int code = EXIT_SYSTEM;

    if (!reader || !arena) {
        fprintf(stderr, "%s:1: error: cannot be read: %s\n", path, strerror(ENOMEM));
    } else if (store_download(store, arena, which, &download) != STORE_OK) {
        fprintf(stderr, "%s:1: error: has no %s; expected a dataset of this program\n", path, exports[which].name);
        code = EXIT_AT_FAULT;
    } else {
        code = write_export(store, reader, path, download.bytes);
    }
    arena_free(arena);
    export_reader_free(reader);
    return code;
}

int export_run(const struct options *options)
{
    const char *path = options->arguments[0], *name = options->arguments[1];
    char reason[STORE_REASON_BYTES];
    enum export which = EXPORT_FIRST_KEPT;
    struct store *store;
    enum store_status status;
    int code;

    while (which < EXPORT_COUNT && strcmp(exports[which].name, name) != 0)
        which++;
    if (which == EXPORT_COUNT)
        return wrong_name(name);
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR) { /* a reader that has left is an error like any other */
        fprintf(stderr, "povolani export: %s\n", strerror(errno));
        return EXIT_SYSTEM;
    }
    status = store_open(path, &store, reason);
    if (status != STORE_OK) {
        fprintf(stderr, "%s:1: error: %s\n", path, reason);
        return status == STORE_NO_MEMORY ? EXIT_SYSTEM : EXIT_AT_FAULT;
    }
    code = export_from(store, which, path);
    store_close(store);
    return code;
}
