#include "db/import/answers_index.h"

#include "db/import/sources.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char index_name[] = ".index", index_tmp[] = ".index.tmp";

enum { FORMAT = 1, INDEX_BYTES_MAX = 1 << 30 };

static int by_target(const void *a, const void *b)
{
    return strcmp(((const struct answer_saved *)a)->target, ((const struct answer_saved *)b)->target);
}

struct answer_saved *answers_index_find(const struct answers_index *index, const char *target)
{
    struct answer_saved key = {.target = target};
    struct answer_saved *const *found = tfind(&key, &index->entries, by_target);

    return found ? *found : NULL;
}

static const char *text_of(struct arena *arena, const json_t *line, const char *member)
{
    const json_t *text = json_object_get(line, member);

    return json_is_string(text) ? arena_text(arena, json_string_value(text), json_string_length(text)) : NULL;
}

static int64_t number_of(const json_t *line, const char *member)
{
    return (int64_t)json_integer_value(json_object_get(line, member));
}

struct answer_saved *answers_index_put(struct answers_index *index, const struct answer_saved *entry)
{
    struct answer_saved *known = answers_index_find(index, entry->target);

    if (!known) {
        known = arena_take(index->arena, sizeof *known);
        if (!known)
            return NULL;
        known->target = entry->target;
        if (!tsearch(known, &index->entries, by_target))
            return NULL;
    }
    *known = *entry;
    return known;
}

/* A line of the index; one that is no entry was cut by a crash and is left out. @return false if there is no memory */
static bool read_entry(struct answers_index *index, const json_t *line)
{
    struct answer_saved entry = {
        .target = text_of(index->arena, line, "target"),
        .status = number_of(line, "status"),
        .generation = number_of(line, "generation"),
        .length = number_of(line, "length"),
        .checksum = text_of(index->arena, line, "checksum"),
        .etag = text_of(index->arena, line, "etag"),
        .last_modified = text_of(index->arena, line, "last_modified"),
    };

    return !entry.target || !entry.checksum || answers_index_put(index, &entry);
}

/* The first line says whose answers these are. @return false if they are of no use */
static bool read_head(struct answers_index *index, const char *bytes, size_t length)
{
    json_t *head = json_loadb(bytes, length, 0, NULL);
    const char *base = json_string_value(json_object_get(head, "base"));
    bool ours = number_of(head, "povolani_sync") == FORMAT && base && strcmp(base, index->base) == 0;

    if (ours)
        index->generation = number_of(head, "generation");
    json_decref(head);
    return ours;
}

static bool read_lines(struct answers_index *index, const char *bytes, size_t length)
{
    const char *end = bytes + length, *newline;
    bool first = true, good = true;

    while (good && (newline = memchr(bytes, '\n', (size_t)(end - bytes)))) {
        if (first && !read_head(index, bytes, (size_t)(newline - bytes)))
            return true;
        if (!first) {
            json_t *line = json_loadb(bytes, (size_t)(newline - bytes), 0, NULL);

            good = read_entry(index, line);
            json_decref(line);
        }
        first = false;
        bytes = newline + 1;
    }
    return good;
}

bool answers_index_read(struct answers_index *index, struct arena *arena)
{
    const char *path = arena_format(arena, "%s/%s", index->folder, index_name);
    struct findings quiet = {0};
    struct source_bytes bytes = {0};
    bool good = path != NULL;

    if (good && source_read(path, INDEX_BYTES_MAX, &quiet, &bytes) == SOURCE_READ)
        good = read_lines(index, bytes.at, bytes.length);
    free(bytes.at);
    return good;
}

static bool write_line(FILE *file, json_t *line)
{
    bool written = line && json_dumpf(line, file, JSON_COMPACT) == 0 && putc('\n', file) != EOF;

    if (!line)
        errno = ENOMEM;
    json_decref(line);
    return written;
}

static bool write_entry(FILE *file, const struct answer_saved *entry)
{
    return write_line(file, json_pack("{sI ss sI sI ss ss* ss*}", "generation", (json_int_t)entry->generation, "target",
                                      entry->target, "status", (json_int_t)entry->status, "length",
                                      (json_int_t)entry->length, "checksum", entry->checksum, "etag", entry->etag,
                                      "last_modified", entry->last_modified));
}

struct writing {
    FILE *file;
    bool good;
};

static void write_each(const void *node, VISIT visit, void *context)
{
    struct writing *writing = context;

    if ((visit == postorder || visit == leaf) && writing->good)
        writing->good = write_entry(writing->file, *(const struct answer_saved *const *)node);
}

FILE *answers_index_create(const struct answers_index *index, const char *name)
{
    int fd = openat(index->folder_fd, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;

    if (!file && fd >= 0)
        close(fd);
    return file;
}

bool answers_index_write(struct answers_index *index)
{
    struct writing writing = {.file = answers_index_create(index, index_tmp), .good = true};
    json_t *head;

    if (!writing.file)
        return false;
    head = json_pack("{si ss sI}", "povolani_sync", FORMAT, "base", index->base, "generation",
                     (json_int_t)index->generation);
    writing.good = write_line(writing.file, head);
    twalk_r(index->entries, write_each, &writing);
    if (!writing.good || fflush(writing.file) != 0 || fsync(fileno(writing.file)) != 0 ||
        renameat(index->folder_fd, index_tmp, index->folder_fd, index_name) != 0) {
        int error = errno;

        fclose(writing.file);
        errno = error;
        return false;
    }
    if (index->file)
        fclose(index->file);
    index->file = writing.file;
    return true;
}

bool answers_index_add(struct answers_index *index, const struct answer_saved *entry)
{
    return write_entry(index->file, entry) && fflush(index->file) == 0;
}
