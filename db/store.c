/* Opening a dataset file: what is refused, and why. */
#include "db/dataset_file.h"
#include "db/store_ask.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

/* A store without a connection; NULL if there is no memory. */
static struct store *store_new(void)
{
    struct store *store = calloc(1, sizeof *store);

    if (!store)
        return NULL;
    store->file = -1;
    for (enum query query = 0; query < Q_COUNT; query++)
        store->labels[query] = query_labels(query);
    return store;
}

static enum store_status refuse(char reason[static STORE_REASON_BYTES], const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static enum store_status refuse(char reason[static STORE_REASON_BYTES], const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(reason, STORE_REASON_BYTES, format, arguments);
    va_end(arguments);
    return STORE_DAMAGED;
}

static enum store_status refuse_memory(char reason[static STORE_REASON_BYTES])
{
    refuse(reason, "There is not enough memory to open the file.");
    return STORE_NO_MEMORY;
}

/* Is the file whole and one of ours? *file is what was examined. */
static enum store_status examine(int fd, struct stat *file, char reason[static STORE_REASON_BYTES])
{
    if (fstat(fd, file) != 0)
        return refuse(reason, "The file cannot be read: %s.", strerror(errno));
    if (S_ISREG(file->st_mode) && file->st_size == 0)
        return refuse(reason, "The file is empty.");
    switch (dataset_file_examine(fd)) {
    case DATASET_FILE_WHOLE:
        return STORE_OK;
    case DATASET_FILE_SPECIAL:
        return refuse(reason, "It is a folder, a pipe or a device, no regular file.");
    case DATASET_FILE_FOREIGN:
        return refuse(reason, "The file is no dataset: it does not begin as an SQLite file with our application id.");
    case DATASET_FILE_DAMAGED:
        return refuse(reason, "The file is damaged: its checksum is another one; it was cut off, changed or never "
                              "finished.");
    case DATASET_FILE_UNREADABLE:
        break;
    }
    return refuse(reason, "The file cannot be read: %s.", strerror(errno));
}

/* The path as a URI, which is the only way to say immutable=1: no locks, no look for a journal. sqlite3 has no helper
 * that escapes. In an absolute path an empty host comes first, as a path may begin with two slashes. */
static char *uri_of(const char *path)
{
    sqlite3_str *uri = sqlite3_str_new(NULL);

    sqlite3_str_appendall(uri, *path == '/' ? "file://" : "file:");
    for (; *path; path++) {
        if (strchr("%?#", *path))
            sqlite3_str_appendf(uri, "%%%02X", (unsigned)(unsigned char)*path);
        else
            sqlite3_str_appendchar(uri, 1, *path);
    }
    sqlite3_str_appendall(uri, "?immutable=1");
    return sqlite3_str_finish(uri);
}

/* Sort in memory: the container's file system is read-only. No mmap: of a file that is cut off
 * under us we want an error, not a SIGBUS. What the file's own schema calls is not trusted. One transaction for good:
 * the file does not change, and no statement has to begin and end one. */
static const char settings[] = "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA trusted_schema = OFF; BEGIN";

/* Counting SQLite's memory would take a lock at every allocation, the same one for all workers. */
static void configure(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* A connection to the file that was examined, and to no other that has its name by now. */
static enum store_status connect_to(const char *path, dev_t device, ino_t inode, struct store *store,
                                    char reason[static STORE_REASON_BYTES])
{
    char *uri = uri_of(path);
    struct stat now;
    int code;

    store->path = strdup(path);
    if (!uri || !store->path) {
        sqlite3_free(uri);
        return refuse_memory(reason);
    }
    store->device = device;
    store->inode = inode;
    code = sqlite3_open_v2(uri, &store->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
    sqlite3_free(uri);
    if (code == SQLITE_OK)
        code = sqlite3_exec(store->db, settings, NULL, NULL, NULL);
    if (code == SQLITE_NOMEM || !store->db)
        return refuse_memory(reason);
    if (code != SQLITE_OK)
        return refuse(reason, "SQLite cannot open the file: %s.", sqlite3_errmsg(store->db));
    if (stat(path, &now) != 0 || now.st_dev != device || now.st_ino != inode)
        return refuse(reason, "The file was replaced by another one while it was opened.");
    return STORE_OK;
}

/* "2020-12-31" as seconds since 1970. */
static bool parse_date(const char *text, int64_t *seconds)
{
    struct tm date = {0};
    const char *end = strptime(text, "%Y-%m-%d", &date);

    *seconds = timegm(&date);
    return end && *end == '\0';
}

/* What a store knows of its file, from the current row of Q_DATASET_HEAD. */
static enum store_status read_head(const struct asking *head, struct store *store,
                                   char reason[static STORE_REASON_BYTES])
{
    int64_t schema_version = asking_number(head, 0);
    const char *version = asking_text(head, 1);
    const char *date = asking_text(head, 2);

    if (!version || !date)
        return refuse_memory(reason);
    if (schema_version != SCHEMA_VERSION)
        return refuse(reason, "The dataset has schema %lld; this program reads schema %d.", (long long)schema_version,
                      SCHEMA_VERSION);
    if (asking_number(head, 3) == 0)
        return refuse(reason, "The dataset has no occupation.");
    if (!parse_date(date, &store->last_modified))
        return refuse(reason, "The dataset's date is none: \"%s\".", date);
    snprintf(store->version, sizeof store->version, "%s", version);
    return STORE_OK;
}

static enum store_status ask_head(struct store *store, char reason[static STORE_REASON_BYTES])
{
    struct asking asking = store_ask(store, NULL, Q_DATASET_HEAD, (const struct argument[ARG_COUNT]){{0}});
    enum store_status status = STORE_DAMAGED;

    if (asking_next(&asking))
        status = read_head(&asking, store, reason);
    else
        refuse(reason, "The dataset does not say what it is: its table \"dataset\" cannot be read or is empty.");
    if (asking_end(&asking) == STORE_NO_MEMORY)
        return refuse_memory(reason);
    return status;
}

static enum store_status describe_file(struct store *store, off_t bytes, char reason[static STORE_REASON_BYTES])
{
    store->bytes = bytes;
    if (digest_of_file(store->file, store->digest))
        return STORE_OK;
    return refuse(reason, "The file cannot be read: %s.", strerror(errno));
}

enum store_status store_open(const char *path, struct store **store, char reason[static STORE_REASON_BYTES])
{
    static pthread_once_t configured = PTHREAD_ONCE_INIT; /* has no effect where SQLite was used before */
    struct store *opened = store_new();
    struct stat file;
    enum store_status status;

    pthread_once(&configured, configure);
    if (!opened)
        return refuse_memory(reason);
    opened->file = dataset_file_open(path); /* stays open: no other file can have its inode */
    if (opened->file < 0)
        status = refuse(reason, "The file cannot be opened: %s.", strerror(errno));
    else
        status = examine(opened->file, &file, reason);
    if (status == STORE_OK)
        status = connect_to(path, file.st_dev, file.st_ino, opened, reason);
    if (status == STORE_OK)
        status = ask_head(opened, reason);
    if (status == STORE_OK)
        status = describe_file(opened, file.st_size, reason);
    if (status == STORE_OK)
        *store = opened;
    else
        store_close(opened);
    return status;
}

enum store_status store_open_again(const struct store *first, struct store **store,
                                   char reason[static STORE_REASON_BYTES])
{
    struct store *opened = store_new();
    enum store_status status;

    if (!opened)
        return refuse_memory(reason);
    status = connect_to(first->path, first->device, first->inode, opened, reason);
    if (status == STORE_OK) {
        memcpy(opened->version, first->version, sizeof opened->version);
        memcpy(opened->digest, first->digest, sizeof opened->digest);
        opened->last_modified = first->last_modified;
        opened->bytes = first->bytes;
        opened->file = fcntl(first->file, F_DUPFD_CLOEXEC, 0);
        if (opened->file < 0)
            status = refuse(reason, "The file cannot be opened: %s.", strerror(errno));
    }
    if (status == STORE_OK) {
        *store = opened;
    } else {
        store_close(opened);
    }
    return status;
}

void store_close(struct store *store)
{
    sqlite3 *db = store ? store->db : NULL;

    if (store && store->file >= 0)
        close(store->file);
    store_leave(store);
    sqlite3_close(db);
}

struct store *store_over(sqlite3 *db)
{
    struct store *store = store_new();

    if (store)
        store->db = db;
    return store;
}

void store_leave(struct store *store)
{
    if (!store)
        return;
    store_forget(store);
    if (store->inflating)
        inflateEnd(store->inflating);
    free(store->inflating);
    arena_free(store->kept_arena);
    free(store->path);
    free(store);
}

const char *store_version(const struct store *store)
{
    return store->version;
}

int64_t store_last_modified(const struct store *store)
{
    return store->last_modified;
}
