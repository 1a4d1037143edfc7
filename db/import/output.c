#include "db/import/output.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *fault(struct arena *arena, const char *path, const char *why)
{
    const char *text = arena_format(arena, "%s: %s", path, why);

    return text ? text : why;
}

/* Does the path still lead to the file that is open? Another import may have published or removed it meanwhile. */
static bool is_at(int fd, const char *path)
{
    struct stat opened, named;

    return fstat(fd, &opened) == 0 && lstat(path, &named) == 0 && opened.st_dev == named.st_dev &&
           opened.st_ino == named.st_ino;
}

/* Opens and locks tmp. @return false with errno: EWOULDBLOCK if another import has it */
static bool lock(struct output *output)
{
    for (;;) {
        int fd = open(output->tmp, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
        int error;

        if (fd < 0)
            return false;
        if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
            if (is_at(fd, output->tmp)) {
                output->fd = fd;
                return true;
            }
            close(fd);
            continue;
        }
        error = errno;
        close(fd);
        errno = error;
        if (error != EINTR)
            return false;
    }
}

/* Finds the file to replace: a link is followed. A rename over a device or a pipe would put a file in its place. */
static const char *resolve(struct arena *arena, const char **path)
{
    char real[PATH_MAX];
    struct stat status;

    if (lstat(*path, &status) != 0)
        return errno == ENOENT ? NULL : fault(arena, *path, strerror(errno));
    if (!realpath(*path, real) || stat(real, &status) != 0)
        return fault(arena, *path, strerror(errno));
    if (!S_ISREG(status.st_mode))
        return fault(arena, *path, "is no file");
    *path = arena_text(arena, real, strlen(real));
    return *path ? NULL : strerror(ENOMEM);
}

const char *output_open(struct output *output, struct arena *arena, const char *path)
{
    const char *wrong = resolve(arena, &path);

    *output = (struct output){.fd = -1};
    if (wrong)
        return wrong;
    *output = (struct output){
        .path = path,
        .tmp = arena_format(arena, "%s.tmp", path),
        .work = arena_format(arena, "%s.tmp.work", path),
        .fd = -1,
    };
    if (!output->tmp || !output->work)
        return strerror(ENOMEM);
    if (!lock(output))
        return fault(arena, output->tmp, errno == EWOULDBLOCK ? "another import is writing it" : strerror(errno));
    if (ftruncate(output->fd, 0) != 0)
        return fault(arena, output->tmp, strerror(errno));
    return NULL;
}

const char *output_publish(struct output *output, struct arena *arena)
{
    if (fsync(output->fd) != 0)
        return fault(arena, output->tmp, strerror(errno));
    if (rename(output->tmp, output->path) != 0)
        return fault(arena, output->path, strerror(errno));
    close(output->fd);
    output->fd = -1;
    return NULL;
}

bool output_settle(const struct output *output, struct arena *arena)
{
    char *path = arena_text(arena, output->path, strlen(output->path)); /* dirname writes into it */
    int fd = path ? open(dirname(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    bool synced = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL); /* there are file systems that cannot */
    int error = path ? errno : ENOMEM;

    if (fd >= 0)
        close(fd);
    errno = error;
    return synced;
}

void output_close(struct output *output)
{
    if (output->fd < 0)
        return;
    unlink(output->tmp); /* before the lock goes */
    close(output->fd);
    output->fd = -1;
}
