/* A file system of SQLite's in which a file's name is the address of a struct dataset_file: xOpen is given nothing but
 * a name. All that a reader does not need is refused, and there is no mmap: of a file that is cut off under us we want
 * an error, not a SIGBUS. */
#include "db/dataset_vfs.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { NAME_BYTES = 32 }; /* an address in hexadecimal */

struct reading {
    sqlite3_file base; /* first: SQLite's face */
    struct dataset_file *file;
};

static struct dataset_file *file_of(sqlite3_file *file)
{
    return ((struct reading *)(void *)file)->file;
}

static int close_file(sqlite3_file *file)
{
    dataset_file_close(file_of(file));
    return SQLITE_OK;
}

/* The header, which SQLite reads alone before it reads the whole page. */
static int read_beginning(sqlite3_file *file, void *bytes, size_t length)
{
    unsigned char block[DATASET_BLOCK_BYTES];

    if (dataset_file_read(file_of(file), block, sizeof block, 0) != (ssize_t)sizeof block)
        return SQLITE_IOERR_DATA;
    memcpy(bytes, block, length);
    return SQLITE_OK;
}

static int read_file(sqlite3_file *file, void *bytes, int length, sqlite3_int64 position)
{
    if (position == 0 && length < DATASET_BLOCK_BYTES)
        return read_beginning(file, bytes, (size_t)length);
    if (position % DATASET_BLOCK_BYTES != 0 || length % DATASET_BLOCK_BYTES != 0)
        return SQLITE_IOERR_READ; /* SQLite reads pages */
    if (position + length > dataset_file_page_bytes(file_of(file))) {
        memset(bytes, 0, (size_t)length); /* as it must be where a file ends */
        return SQLITE_IOERR_SHORT_READ;
    }
    return dataset_file_read(file_of(file), bytes, (size_t)length, position) == length ? SQLITE_OK : SQLITE_IOERR_DATA;
}

static int write_nothing(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 position)
{
    (void)file, (void)bytes, (void)length, (void)position;
    return SQLITE_READONLY;
}

static int truncate_nothing(sqlite3_file *file, sqlite3_int64 length)
{
    (void)file, (void)length;
    return SQLITE_READONLY;
}

/* Syncing, locking and unlocking a file that nobody writes. */
static int need_nothing(sqlite3_file *file, int how)
{
    (void)file, (void)how;
    return SQLITE_OK;
}

static int size_file(sqlite3_file *file, sqlite3_int64 *length)
{
    *length = dataset_file_page_bytes(file_of(file));
    return SQLITE_OK;
}

static int find_no_lock(sqlite3_file *file, int *is_reserved)
{
    (void)file;
    *is_reserved = 0;
    return SQLITE_OK;
}

static int know_no_control(sqlite3_file *file, int operation, void *argument)
{
    (void)file, (void)operation, (void)argument;
    return SQLITE_NOTFOUND;
}

static int size_sector(sqlite3_file *file)
{
    (void)file;
    return DATASET_BLOCK_BYTES;
}

static int describe_device(sqlite3_file *file)
{
    (void)file;
    return SQLITE_IOCAP_IMMUTABLE;
}

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *opened, int flags, int *opened_as)
{
    static const sqlite3_io_methods methods = {
        .iVersion = 1, /* knows neither shared memory nor mmap */
        .xClose = close_file,
        .xRead = read_file,
        .xWrite = write_nothing,
        .xTruncate = truncate_nothing,
        .xSync = need_nothing,
        .xFileSize = size_file,
        .xLock = need_nothing,
        .xUnlock = need_nothing,
        .xCheckReservedLock = find_no_lock,
        .xFileControl = know_no_control,
        .xSectorSize = size_sector,
        .xDeviceCharacteristics = describe_device,
    };
    struct reading *reading = (struct reading *)(void *)opened;
    void *file;

    (void)vfs;
    reading->base.pMethods = NULL; /* nothing to close */
    if (!name || !(flags & SQLITE_OPEN_MAIN_DB) || sscanf(name, "%p", &file) != 1)
        return SQLITE_CANTOPEN; /* a temporary file: temp_store is memory */
    *reading = (struct reading){.base.pMethods = &methods, .file = dataset_file_share(file)};
    if (opened_as)
        *opened_as = flags;
    return SQLITE_OK;
}

static int keep_name(sqlite3_vfs *vfs, const char *name, int size, char *full)
{
    (void)vfs;
    return snprintf(full, (size_t)size, "%s", name) < size ? SQLITE_OK : SQLITE_CANTOPEN;
}

static sqlite3_vfs vfs = {.zName = "povolani"};
static int registered;

/* Clock, randomness and the like are the system's. */
static void register_vfs(void)
{
    sqlite3_vfs *system = sqlite3_vfs_find(NULL);
    const char *name = vfs.zName;

    if (!system)
        return;
    vfs = *system;
    vfs.zName = name;
    vfs.pNext = NULL;
    vfs.szOsFile = sizeof(struct reading);
    vfs.xOpen = open_file;
    vfs.xFullPathname = keep_name;
    registered = sqlite3_vfs_register(&vfs, 0) == SQLITE_OK;
}

int dataset_vfs_connect(struct dataset_file *file, sqlite3 **db)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    char name[NAME_BYTES];

    *db = NULL;
    if (pthread_once(&once, register_vfs) != 0 || !registered)
        return SQLITE_NOMEM;
    snprintf(name, sizeof name, "%p", (void *)file);
    return sqlite3_open_v2(name, db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, vfs.zName);
}
