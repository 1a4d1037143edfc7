/* Opening a dataset file: what is refused, and why. */
#include "db/dataset_vfs.h"
#include "db/kept_columns.h"
#include "db/store_ask.h"

#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

/* A store without a connection; NULL if there is no memory. */
static struct store *store_new(void)
{
    struct store *store = calloc(1, sizeof *store);

    if (!store)
        return NULL;
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

/* What is wrong with a file. @param position  of what is damaged; 0: the whole does not fit */
static enum store_status refuse_file(enum dataset_file_state state, int64_t position,
                                     char reason[static STORE_REASON_BYTES])
{
    switch (state) {
    case DATASET_FILE_GOOD:
        return STORE_OK;
    case DATASET_FILE_SPECIAL:
        return refuse(reason, "It is a folder, a pipe or a device, no regular file.");
    case DATASET_FILE_EMPTY:
        return refuse(reason, "The file is empty.");
    case DATASET_FILE_FOREIGN:
        return refuse(reason, "The file is no dataset: it does not begin as an SQLite file with our application id.");
    case DATASET_FILE_DAMAGED:
        if (position > 0)
            return refuse(reason, "The file is damaged: its %d bytes from %lld on are not those that were written.",
                          DATASET_BLOCK_BYTES, (long long)position);
        return refuse(reason, "The file is damaged: it does not fit its seal; it was cut off, changed, never finished, "
                              "or made by an older version.");
    case DATASET_FILE_UNREADABLE:
        break;
    }
    if (errno == ENOMEM)
        return refuse_memory(reason);
    return refuse(reason, "The file cannot be opened: %s.", strerror(errno));
}

/* Sort in memory: the container's file system is read-only. What the file's own schema calls is not trusted. One
 * transaction, since the file does not change and no statement has to begin and end one; a read that fails ends it, and
 * statements then begin their own again. */
static const char settings[] = "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; BEGIN";

/* Counting SQLite's memory would take a lock at every allocation, the same one for all workers. */
static void configure(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* A connection to the file of a store. */
static enum store_status connect_store(struct store *store, char reason[static STORE_REASON_BYTES])
{
    int code = dataset_vfs_connect(store->file, &store->db);

    if (code == SQLITE_OK)
        code = sqlite3_exec(store->db, settings, NULL, NULL, NULL);
    if (code == SQLITE_NOMEM || !store->db)
        return refuse_memory(reason);
    if (code != SQLITE_OK)
        return refuse(reason, "SQLite cannot open the file: %s.", sqlite3_errmsg(store->db));
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
    store->occupations = asking_number(head, 3);
    if (store->occupations == 0)
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

/* Checks the next part of a file. */
static enum store_status check_on(const struct dataset_file *file, int64_t *position,
                                  char reason[static STORE_REASON_BYTES])
{
    enum dataset_file_state state = dataset_file_check(file, position);

    return refuse_file(state, *position, reason);
}

static enum store_status check_all(const struct dataset_file *file, char reason[static STORE_REASON_BYTES])
{
    enum store_status status = STORE_OK;
    int64_t position = 0;

    while (status == STORE_OK && position < dataset_file_page_bytes(file))
        status = check_on(file, &position, reason);
    return status;
}

static enum store_status open_path(const char *path, bool at_once, struct store **store,
                                   char reason[static STORE_REASON_BYTES])
{
    static pthread_once_t configured = PTHREAD_ONCE_INIT; /* has no effect where SQLite was used before */
    struct store *opened = store_new();
    enum store_status status;

    pthread_once(&configured, configure);
    if (!opened)
        return refuse_memory(reason);
    opened->kept = kept_columns_new();
    status = refuse_file(dataset_file_open(path, &opened->file), 0, reason);
    if (status == STORE_OK && !at_once)
        status = check_all(opened->file, reason);
    if (status == STORE_OK)
        status = connect_store(opened, reason);
    if (status == STORE_OK)
        status = ask_head(opened, reason);
    if (status == STORE_OK)
        *store = opened;
    else
        store_close(opened);
    return status;
}

enum store_status store_open(const char *path, struct store **store, char reason[static STORE_REASON_BYTES])
{
    return open_path(path, false, store, reason);
}

enum store_status store_open_at_once(const char *path, struct store **store, char reason[static STORE_REASON_BYTES])
{
    return open_path(path, true, store, reason);
}

enum store_status store_open_again(const struct store *first, struct store **store,
                                   char reason[static STORE_REASON_BYTES])
{
    struct store *opened = store_new();
    enum store_status status;

    if (!opened)
        return refuse_memory(reason);
    memcpy(opened->version, first->version, sizeof opened->version);
    opened->last_modified = first->last_modified;
    opened->occupations = first->occupations;
    opened->kept = kept_columns_share(first->kept);
    opened->file = dataset_file_share(first->file);
    status = connect_store(opened, reason);
    if (status == STORE_OK)
        *store = opened;
    else
        store_close(opened);
    return status;
}

void store_close(struct store *store)
{
    struct dataset_file *file = store ? store->file : NULL;
    sqlite3 *db = store ? store->db : NULL;

    store_leave(store);
    sqlite3_close(db);
    dataset_file_close(file);
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
    kept_columns_release(store->kept);
    free(store);
}

const char *store_version(const struct store *store)
{
    return store->version;
}

const char *store_digest(const struct store *store)
{
    return dataset_file_digest(store->file);
}

int64_t store_occupation_count(const struct store *store)
{
    return store->occupations;
}

int64_t store_last_modified(const struct store *store)
{
    return store->last_modified;
}

/* Checking the rest ------------------------------------------------------------------------------------------------ */

struct file_check {
    struct dataset_file *file;
    int64_t position;
};

struct file_check *file_check_new(const struct store *store)
{
    struct file_check *check = malloc(sizeof *check);

    if (check)
        *check = (struct file_check){dataset_file_share(store->file), 0};
    return check;
}

void file_check_free(struct file_check *check)
{
    if (check)
        dataset_file_close(check->file);
    free(check);
}

enum store_status file_check_go_on(struct file_check *check, bool *ended, char reason[static STORE_REASON_BYTES])
{
    enum store_status status = check_on(check->file, &check->position, reason);

    *ended = status != STORE_OK || check->position >= dataset_file_page_bytes(check->file);
    return status;
}
