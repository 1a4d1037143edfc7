#include "db/import/answers.h"

#include "model/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <jansson.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

static const char index_name[] = ".index", index_tmp[] = ".index.tmp", body_tmp[] = ".body.tmp";

enum { FORMAT = 1, CHECKSUM_BYTES = 17, INDEX_BYTES_MAX = 1 << 30, BODY_BYTES_MAX = 1 << 30 };

struct answers {
    const char *base;
    struct arena *arena; /* of the entries */
    void *entries;       /* tsearch: struct answer_saved by target */
    int64_t generation;
    size_t before;
    const char *folder;
    int folder_fd;
    int lock_fd;
    FILE *index; /* open for adding */
};

static int by_target(const void *a, const void *b)
{
    return strcmp(((const struct answer_saved *)a)->target, ((const struct answer_saved *)b)->target);
}

static struct answer_saved *find(const struct answers *answers, const char *target)
{
    struct answer_saved key = {.target = target};
    struct answer_saved *const *found = tfind(&key, &answers->entries, by_target);

    return found ? *found : NULL;
}

static void checksum_of(const void *bytes, size_t length, char checksum[static CHECKSUM_BYTES])
{
    snprintf(checksum, CHECKSUM_BYTES, "%016" PRIx64, (uint64_t)XXH3_64bits(bytes, length));
}

bool answers_name(const char *target, char name[static ANSWERS_NAME_BYTES])
{
    static const char from[] = "/?&=", to[] = ".,,-";
    size_t length = strlen(target), at = 0;

    if (target[0] != '/' || length + sizeof ".json" > ANSWERS_NAME_BYTES)
        return false;
    for (const char *byte = target + 1; *byte; byte++) {
        const char *special = strchr(from, *byte);
        bool plain = (*byte >= 'a' && *byte <= 'z') || (*byte >= 'A' && *byte <= 'Z') ||
                     (*byte >= '0' && *byte <= '9') || *byte == '-' || *byte == '_';

        if (!plain && !special)
            return false;
        name[at++] = special ? to[special - from] : *byte;
    }
    memcpy(name + at, ".json", sizeof ".json");
    return at > 0;
}

/* The index -------------------------------------------------------------------------------------------------------- */

static const char *text_of(struct arena *arena, const json_t *line, const char *member)
{
    const json_t *text = json_object_get(line, member);

    return json_is_string(text) ? arena_text(arena, json_string_value(text), json_string_length(text)) : NULL;
}

static int64_t number_of(const json_t *line, const char *member)
{
    return (int64_t)json_integer_value(json_object_get(line, member));
}

/* Puts an entry in the place of what was known of its target. @return it; NULL if there is no memory */
static struct answer_saved *put(struct answers *answers, const struct answer_saved *entry)
{
    struct answer_saved *known = find(answers, entry->target);

    if (!known) {
        known = arena_take(answers->arena, sizeof *known);
        if (!known)
            return NULL;
        known->target = entry->target;
        if (!tsearch(known, &answers->entries, by_target))
            return NULL;
    }
    *known = *entry;
    return known;
}

/* A line of the index; one that is no entry was cut by a crash and is left out. @return false if there is no memory */
static bool read_entry(struct answers *answers, const json_t *line)
{
    struct answer_saved entry = {
        .target = text_of(answers->arena, line, "target"),
        .status = number_of(line, "status"),
        .generation = number_of(line, "generation"),
        .length = number_of(line, "length"),
        .checksum = text_of(answers->arena, line, "checksum"),
        .etag = text_of(answers->arena, line, "etag"),
        .last_modified = text_of(answers->arena, line, "last_modified"),
    };

    return !entry.target || !entry.checksum || put(answers, &entry);
}

/* The first line says whose answers these are. @return false if they are of no use */
static bool read_head(struct answers *answers, const char *bytes, size_t length)
{
    json_t *head = json_loadb(bytes, length, 0, NULL);
    const char *base = json_string_value(json_object_get(head, "base"));
    bool ours = number_of(head, "povolani_sync") == FORMAT && base && strcmp(base, answers->base) == 0;

    if (ours)
        answers->generation = number_of(head, "generation");
    json_decref(head);
    return ours;
}

static bool read_lines(struct answers *answers, const char *bytes, size_t length)
{
    const char *end = bytes + length, *newline;
    bool first = true, good = true;

    while (good && (newline = memchr(bytes, '\n', (size_t)(end - bytes)))) {
        if (first && !read_head(answers, bytes, (size_t)(newline - bytes)))
            return true;
        if (!first) {
            json_t *line = json_loadb(bytes, (size_t)(newline - bytes), 0, NULL);

            good = read_entry(answers, line);
            json_decref(line);
        }
        first = false;
        bytes = newline + 1;
    }
    return good;
}

static bool read_index(struct answers *answers, struct arena *arena)
{
    const char *path = arena_format(arena, "%s/%s", answers->folder, index_name);
    struct findings quiet = {0};
    struct source_bytes bytes = {0};
    bool good = path != NULL;

    if (good && source_read(path, INDEX_BYTES_MAX, &quiet, &bytes) == SOURCE_READ)
        good = read_lines(answers, bytes.at, bytes.length);
    free(bytes.at);
    return good;
}

static bool write_line(FILE *index, json_t *line)
{
    bool written = line && json_dumpf(line, index, JSON_COMPACT) == 0 && putc('\n', index) != EOF;

    if (!line)
        errno = ENOMEM;
    json_decref(line);
    return written;
}

static bool write_entry(FILE *index, const struct answer_saved *entry)
{
    return write_line(index, json_pack("{sI ss sI sI ss ss* ss*}", "generation", (json_int_t)entry->generation,
                                       "target", entry->target, "status", (json_int_t)entry->status, "length",
                                       (json_int_t)entry->length, "checksum", entry->checksum, "etag", entry->etag,
                                       "last_modified", entry->last_modified));
}

struct writing {
    FILE *index;
    bool good;
};

static void write_each(const void *node, VISIT visit, void *context)
{
    struct writing *writing = context;

    if ((visit == postorder || visit == leaf) && writing->good)
        writing->good = write_entry(writing->index, *(const struct answer_saved *const *)node);
}

static FILE *create(const struct answers *answers, const char *name)
{
    int fd = openat(answers->folder_fd, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;

    if (!file && fd >= 0)
        close(fd);
    return file;
}

/* Writes the index anew, so that it holds each entry once, and leaves it open. @return false with errno */
static bool write_index(struct answers *answers)
{
    struct writing writing = {.index = create(answers, index_tmp), .good = true};
    json_t *head;

    if (!writing.index)
        return false;
    head = json_pack("{si ss sI}", "povolani_sync", FORMAT, "base", answers->base, "generation",
                     (json_int_t)answers->generation);
    writing.good = write_line(writing.index, head);
    twalk_r(answers->entries, write_each, &writing);
    if (!writing.good || fflush(writing.index) != 0 || fsync(fileno(writing.index)) != 0 ||
        renameat(answers->folder_fd, index_tmp, answers->folder_fd, index_name) != 0) {
        int error = errno;

        fclose(writing.index);
        errno = error;
        return false;
    }
    if (answers->index)
        fclose(answers->index);
    answers->index = writing.index;
    return true;
}

/* Adds an entry: one write, so that a kill leaves a whole line or none. */
static bool add_entry(struct answers *answers, const struct answer_saved *entry)
{
    return write_entry(answers->index, entry) && fflush(answers->index) == 0;
}

/* Open and close --------------------------------------------------------------------------------------------------- */

static void forget_node(void *node)
{
    (void)node; /* the arena's */
}

static void count_fresh(const void *node, VISIT visit, void *context)
{
    struct answers *answers = context;

    if (visit == postorder || visit == leaf)
        answers->before += (*(const struct answer_saved *const *)node)->generation == answers->generation;
}

/* @return false with errno */
static bool lock_folder(struct answers *answers)
{
    if (mkdir(answers->folder, 0755) != 0 && errno != EEXIST)
        return false;
    answers->folder_fd = open(answers->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (answers->folder_fd < 0)
        return false;
    answers->lock_fd = openat(answers->folder_fd, ".lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
    return answers->lock_fd >= 0 && flock(answers->lock_fd, LOCK_EX | LOCK_NB) == 0;
}

static bool open_all(struct answers *answers, struct arena *arena)
{
    if (!answers->arena) {
        errno = ENOMEM;
        return false;
    }
    if (!lock_folder(answers))
        return false;
    if (!read_index(answers, arena)) {
        errno = ENOMEM;
        return false;
    }
    twalk_r(answers->entries, count_fresh, answers);
    return write_index(answers);
}

const char *answers_open(struct answers **answers, const char *folder, const char *base, struct arena *arena)
{
    struct answers *opened = calloc(1, sizeof *opened);
    const char *why;

    *answers = NULL;
    if (!opened)
        return strerror(ENOMEM);
    *opened = (struct answers){
        .base = base, .arena = arena_new(), .generation = 1, .folder = folder, .folder_fd = -1, .lock_fd = -1};
    if (open_all(opened, arena)) {
        *answers = opened;
        return NULL;
    }
    why = errno == EWOULDBLOCK ? "another sync is writing it" : strerror(errno);
    answers_close(opened);
    return why;
}

void answers_close(struct answers *answers)
{
    if (!answers)
        return;
    if (answers->index)
        fclose(answers->index);
    if (answers->folder_fd >= 0)
        close(answers->folder_fd);
    if (answers->lock_fd >= 0)
        close(answers->lock_fd);
    tdestroy(answers->entries, forget_node);
    arena_free(answers->arena);
    free(answers);
}

size_t answers_before(const struct answers *answers)
{
    return answers->before;
}

/* Answers ---------------------------------------------------------------------------------------------------------- */

/* Reads the body. @return is it there, as it was saved? */
static bool read_body(const struct answers *answers, const struct answer_saved *entry, struct source_bytes *body)
{
    char name[ANSWERS_NAME_BYTES], path[4096], checksum[CHECKSUM_BYTES];
    struct findings quiet = {0};

    if (!answers_name(entry->target, name) ||
        snprintf(path, sizeof path, "%s/%s", answers->folder, name) >= (int)sizeof path ||
        source_read(path, BODY_BYTES_MAX, &quiet, body) != SOURCE_READ || (int64_t)body->length != entry->length)
        return false;
    checksum_of(body->at, body->length, checksum);
    return strcmp(checksum, entry->checksum) == 0;
}

enum answers_state answers_find(struct answers *answers, const char *target, struct answer_saved *saved,
                                struct source_bytes *body)
{
    const struct answer_saved *entry = find(answers, target);

    body->length = 0;
    if (!entry || (entry->status == 200 && !read_body(answers, entry, body)))
        return ANSWERS_NONE;
    *saved = *entry;
    return entry->generation == answers->generation ? ANSWERS_FRESH : ANSWERS_OLD;
}

/* Writes a body beside its name and renames it. @return false with errno */
static bool write_body(const struct answers *answers, const char *name, const char *body, size_t length)
{
    FILE *file = create(answers, body_tmp);
    bool written = file && fwrite(body, 1, length, file) == length;

    if (file && fclose(file) != 0)
        written = false;
    return written && renameat(answers->folder_fd, body_tmp, answers->folder_fd, name) == 0;
}

static const char *copy(struct arena *arena, const char *text)
{
    return text ? arena_text(arena, text, strlen(text)) : NULL;
}

/* A validator that the index cannot keep as it is, or that no header could carry, is as if there were none. */
static const char *validator(struct arena *arena, const char *text)
{
    return text && text_invalid_utf8(text, strlen(text)) == strlen(text) ? copy(arena, text) : NULL;
}

bool answers_save(struct answers *answers, const struct answer_saved *answer, const char *body)
{
    char name[ANSWERS_NAME_BYTES], checksum[CHECKSUM_BYTES];
    struct answer_saved entry = *answer;

    if (!answers_name(answer->target, name)) {
        errno = EINVAL;
        return false;
    }
    if (answer->status == 200 && !write_body(answers, name, body, (size_t)answer->length))
        return false;
    checksum_of(body, (size_t)answer->length, checksum);
    entry.target = copy(answers->arena, answer->target);
    entry.generation = answers->generation;
    entry.checksum = copy(answers->arena, checksum);
    entry.etag = validator(answers->arena, answer->etag);
    entry.last_modified = validator(answers->arena, answer->last_modified);
    if (!entry.target || !entry.checksum || !put(answers, &entry)) {
        errno = ENOMEM;
        return false;
    }
    return add_entry(answers, &entry);
}

bool answers_renew(struct answers *answers, const char *target)
{
    struct answer_saved *entry = find(answers, target);

    if (!entry) {
        errno = ENOENT;
        return false;
    }
    entry->generation = answers->generation;
    return add_entry(answers, entry);
}

void answers_doubt(struct answers *answers, const char *target)
{
    struct answer_saved *entry = find(answers, target);

    if (entry)
        entry->generation = answers->generation - 1;
}

/* Generations ------------------------------------------------------------------------------------------------------ */

struct sweep {
    const struct answers *answers;
    DIR *folder;
    void *names; /* tsearch: of the files that stay, in the arena */
    struct arena *arena;
    bool good;
};

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void keep_name(const void *node, VISIT visit, void *context)
{
    const struct answer_saved *entry = *(const struct answer_saved *const *)node;
    struct sweep *sweep = context;
    char name[ANSWERS_NAME_BYTES], *kept;

    if ((visit != postorder && visit != leaf) || entry->generation != sweep->answers->generation ||
        entry->status != 200 || !answers_name(entry->target, name))
        return;
    kept = arena_text(sweep->arena, name, strlen(name));
    sweep->good = sweep->good && kept && tsearch(kept, &sweep->names, by_name);
}

static bool is_body(const char *name)
{
    size_t length = strlen(name);

    return name[0] != '.' && length > 5 && strcmp(name + length - 5, ".json") == 0;
}

static bool remove_rest(struct sweep *sweep)
{
    struct dirent *entry;

    errno = 0;
    while ((entry = readdir(sweep->folder)))
        if (is_body(entry->d_name) && !tfind(entry->d_name, &sweep->names, by_name) &&
            unlinkat(sweep->answers->folder_fd, entry->d_name, 0) != 0)
            return false;
    return errno == 0;
}

bool answers_sweep(struct answers *answers)
{
    struct sweep sweep = {.answers = answers, .folder = opendir(answers->folder), .arena = arena_new(), .good = true};
    bool swept = false;
    int error;

    if (sweep.folder && sweep.arena) {
        twalk_r(answers->entries, keep_name, &sweep);
        errno = ENOMEM;
        swept = sweep.good && remove_rest(&sweep);
    }
    error = errno;
    tdestroy(sweep.names, forget_node);
    if (sweep.folder)
        closedir(sweep.folder);
    arena_free(sweep.arena);
    errno = error;
    return swept;
}

bool answers_end(struct answers *answers)
{
    answers->generation++;
    return write_index(answers);
}
