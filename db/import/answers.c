#include "db/import/answers.h"

#include "db/import/answers_index.h"
#include "model/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

static const char body_tmp[] = ".body.tmp";

enum { CHECKSUM_BYTES = 17, BODY_BYTES_MAX = 1 << 30 };

struct answers {
    struct answers_index index;
    size_t before;
    int lock_fd;
};

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

/* Open and close --------------------------------------------------------------------------------------------------- */

static void forget_node(void *node)
{
    (void)node; /* the arena's */
}

static void count_fresh(const void *node, VISIT visit, void *context)
{
    struct answers *answers = context;

    if (visit == postorder || visit == leaf)
        answers->before += (*(const struct answer_saved *const *)node)->generation == answers->index.generation;
}

/* @return false with errno */
static bool lock_folder(struct answers *answers)
{
    if (mkdir(answers->index.folder, 0755) != 0 && errno != EEXIST)
        return false;
    answers->index.folder_fd = open(answers->index.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (answers->index.folder_fd < 0)
        return false;
    answers->lock_fd = openat(answers->index.folder_fd, ".lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
    return answers->lock_fd >= 0 && flock(answers->lock_fd, LOCK_EX | LOCK_NB) == 0;
}

static bool open_all(struct answers *answers, struct arena *arena)
{
    if (!answers->index.arena) {
        errno = ENOMEM;
        return false;
    }
    if (!lock_folder(answers))
        return false;
    if (!answers_index_read(&answers->index, arena)) {
        errno = ENOMEM;
        return false;
    }
    twalk_r(answers->index.entries, count_fresh, answers);
    return answers_index_write(&answers->index);
}

const char *answers_open(struct answers **answers, const char *folder, const char *base, struct arena *arena)
{
    struct answers *opened = calloc(1, sizeof *opened);
    const char *why;

    *answers = NULL;
    if (!opened)
        return strerror(ENOMEM);
    *opened = (struct answers){
        .index = {.base = base, .folder = folder, .folder_fd = -1, .arena = arena_new(), .generation = 1},
        .lock_fd = -1,
    };
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
    if (answers->index.file)
        fclose(answers->index.file);
    if (answers->index.folder_fd >= 0)
        close(answers->index.folder_fd);
    if (answers->lock_fd >= 0)
        close(answers->lock_fd);
    tdestroy(answers->index.entries, forget_node);
    arena_free(answers->index.arena);
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
        snprintf(path, sizeof path, "%s/%s", answers->index.folder, name) >= (int)sizeof path ||
        source_read(path, BODY_BYTES_MAX, &quiet, body) != SOURCE_READ || (int64_t)body->length != entry->length)
        return false;
    checksum_of(body->at, body->length, checksum);
    return strcmp(checksum, entry->checksum) == 0;
}

enum answers_state answers_find(struct answers *answers, const char *target, struct answer_saved *saved,
                                struct source_bytes *body)
{
    const struct answer_saved *entry = answers_index_find(&answers->index, target);

    body->length = 0;
    if (!entry || (entry->status == 200 && !read_body(answers, entry, body)))
        return ANSWERS_NONE;
    *saved = *entry;
    return entry->generation == answers->index.generation ? ANSWERS_FRESH : ANSWERS_OLD;
}

/* Writes a body beside its name and renames it. @return false with errno */
static bool write_body(const struct answers *answers, const char *name, const char *body, size_t length)
{
    FILE *file = answers_index_create(&answers->index, body_tmp);
    bool written = file && fwrite(body, 1, length, file) == length;

    if (file && fclose(file) != 0)
        written = false;
    return written && renameat(answers->index.folder_fd, body_tmp, answers->index.folder_fd, name) == 0;
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
    entry.target = copy(answers->index.arena, answer->target);
    entry.generation = answers->index.generation;
    entry.checksum = copy(answers->index.arena, checksum);
    entry.etag = validator(answers->index.arena, answer->etag);
    entry.last_modified = validator(answers->index.arena, answer->last_modified);
    if (!entry.target || !entry.checksum || !answers_index_put(&answers->index, &entry)) {
        errno = ENOMEM;
        return false;
    }
    return answers_index_add(&answers->index, &entry);
}

bool answers_renew(struct answers *answers, const char *target)
{
    struct answer_saved *entry = answers_index_find(&answers->index, target);

    if (!entry) {
        errno = ENOENT;
        return false;
    }
    entry->generation = answers->index.generation;
    return answers_index_add(&answers->index, entry);
}

void answers_doubt(struct answers *answers, const char *target)
{
    struct answer_saved *entry = answers_index_find(&answers->index, target);

    if (entry)
        entry->generation = answers->index.generation - 1;
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

    if ((visit != postorder && visit != leaf) || entry->generation != sweep->answers->index.generation ||
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
            unlinkat(sweep->answers->index.folder_fd, entry->d_name, 0) != 0)
            return false;
    return errno == 0;
}

bool answers_sweep(struct answers *answers)
{
    struct sweep sweep = {
        .answers = answers, .folder = opendir(answers->index.folder), .arena = arena_new(), .good = true};
    bool swept = false;
    int error;

    if (sweep.folder && sweep.arena) {
        twalk_r(answers->index.entries, keep_name, &sweep);
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
    answers->index.generation++;
    return answers_index_write(&answers->index);
}
