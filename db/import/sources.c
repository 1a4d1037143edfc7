#include "db/import/sources.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file that was found; device and inode tell whether two paths lead to one file. */
struct found {
    const char *path;
    dev_t device;
    ino_t inode;
};

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct found *)a)->path, ((const struct found *)b)->path);
}

static int by_file(const void *a, const void *b)
{
    const struct found *one = a, *other = b;

    if (one->device != other->device)
        return one->device < other->device ? -1 : 1;
    if (one->inode != other->inode)
        return one->inode < other->inode ? -1 : 1;
    return by_path(a, b);
}

/* Entries that were not named themselves, but found in a folder. */
static bool is_left_out(const FTSENT *entry)
{
    size_t length = entry->fts_namelen;

    return entry->fts_level > FTS_ROOTLEVEL &&
           (entry->fts_name[0] == '.' || (length > 3 && strcmp(entry->fts_name + length - 3, ".md") == 0));
}

static bool add(const FTSENT *entry, struct arena *arena, struct list *found)
{
    struct found *file = list_add(found, arena, sizeof *file);
    const char *path = arena_text(arena, entry->fts_path, entry->fts_pathlen);

    if (!file || !path)
        return false;
    *file = (struct found){path, entry->fts_statp->st_dev, entry->fts_statp->st_ino};
    return true;
}

/* @return false if there is no memory */
static bool visit(FTS *walk, FTSENT *entry, struct arena *arena, struct findings *findings, struct list *found)
{
    if (is_left_out(entry)) {
        fts_set(walk, entry, FTS_SKIP);
        return true;
    }
    switch (entry->fts_info) {
    case FTS_F:
        return add(entry, arena, found);
    case FTS_D:
    case FTS_DP:
    case FTS_DC: /* a link to a folder above: its files are found there */
        break;
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS:
        finding_error(findings, entry->fts_path, 1, "cannot be read: %s", strerror(entry->fts_errno));
        break;
    case FTS_SLNONE:
        finding_error(findings, entry->fts_path, 1, "is a link to nothing; expected a file or folder");
        break;
    default:
        finding_error(findings, entry->fts_path, 1, "is a special file; expected a file or folder");
    }
    return true;
}

/* The order in which a folder's findings are said. */
static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* @return false with errno */
static bool walk_source(const char *source, struct arena *arena, struct findings *findings, struct list *found)
{
    char *root = arena_text(arena, source, strlen(source)); /* fts wants it writable */
    FTS *walk = root ? fts_open((char *[]){root, NULL}, FTS_LOGICAL | FTS_NOCHDIR, by_name) : NULL;
    FTSENT *entry;
    int error;

    if (!walk)
        return false;
    while ((entry = fts_read(walk)) != NULL && visit(walk, entry, arena, findings, found))
        ;
    error = entry ? ENOMEM : errno; /* 0 at the end of the walk */
    fts_close(walk);
    errno = error;
    return error == 0;
}

/* Leaves each file once, under the first of its paths; in the order of paths. */
static size_t sort_found(struct found *files, size_t count)
{
    size_t kept = 0;

    if (count == 0)
        return 0;
    qsort(files, count, sizeof *files, by_file);
    for (size_t i = 1; i < count; i++)
        if (files[i].device != files[kept].device || files[i].inode != files[kept].inode)
            files[++kept] = files[i];
    qsort(files, kept + 1, sizeof *files, by_path);
    return kept + 1;
}

bool sources_find(const char *const *sources, size_t count, struct arena *arena, struct findings *findings,
                  struct list *paths)
{
    struct list found = {0};
    const struct found *files;
    size_t kept;

    for (size_t i = 0; i < count; i++)
        if (!*sources[i])
            finding_error(findings, "", 1, "is no path; expected a file or folder");
        else if (!walk_source(sources[i], arena, findings, &found))
            return false;
    kept = sort_found(found.at, found.count);
    files = found.at;
    for (size_t i = 0; i < kept; i++)
        if (!list_add_text(paths, arena, files[i].path))
            return false;
    return true;
}

/* Reading ---------------------------------------------------------------------------------------------------------- */

enum { GROWTH_BYTES = 64 * 1024 };

static bool reserve(struct source_bytes *bytes, size_t capacity)
{
    char *grown = capacity > bytes->capacity ? realloc(bytes->at, capacity) : bytes->at;

    if (!grown)
        return false;
    if (capacity > bytes->capacity)
        bytes->capacity = capacity;
    bytes->at = grown;
    return true;
}

/* Room for a file as large as it says, and a byte in which its end shows; a pipe says 0. */
static bool reserve_for(int fd, size_t most, struct source_bytes *bytes)
{
    struct stat status;
    size_t size = fstat(fd, &status) == 0 && status.st_size > 0 ? (size_t)status.st_size : 0;

    return reserve(bytes, (size < most ? size : most) + 1);
}

static bool has_room(struct source_bytes *bytes)
{
    return bytes->length < bytes->capacity || reserve(bytes, bytes->capacity * 2 + GROWTH_BYTES);
}

static enum source_status unreadable(struct findings *findings, const char *path)
{
    finding_error(findings, path, 1, "cannot be read: %s", strerror(errno));
    return SOURCE_REFUSED;
}

static enum source_status read_all(int fd, const char *path, size_t most, struct findings *findings,
                                   struct source_bytes *bytes)
{
    ssize_t got;

    do {
        if (!has_room(bytes))
            return SOURCE_NO_MEMORY;
        got = read(fd, bytes->at + bytes->length, bytes->capacity - bytes->length);
        if (got > 0)
            bytes->length += (size_t)got;
        else if (got < 0 && errno != EINTR)
            return unreadable(findings, path);
    } while (got != 0 && bytes->length <= most);
    if (bytes->length > most) {
        finding_error(findings, path, 1, "the file is too large; expected at most %zu bytes", most);
        return SOURCE_REFUSED;
    }
    return SOURCE_READ;
}

enum source_status source_read(const char *path, size_t most, struct findings *findings, struct source_bytes *bytes)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    enum source_status status;

    bytes->length = 0;
    if (fd < 0)
        return unreadable(findings, path);
    status = reserve_for(fd, most, bytes) ? read_all(fd, path, most, findings, bytes) : SOURCE_NO_MEMORY;
    close(fd);
    return status;
}
