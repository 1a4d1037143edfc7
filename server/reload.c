#include "server/reload.h"

#include "server/log.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

/* What tells one file from another; zeroed: there is none. */
struct identity {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec modified;
    struct timespec changed; /* also its rights */
};

/* What is refused is tried again after so many ticks: no descriptor or no memory is not the file's fault. */
enum { RETRY_TICKS = 5 };

struct reload {
    struct service *service;
    const char *path;
    const char *name; /* its last part */
    char *folder;
    unsigned workers;
    size_t cache_budget;
    int notify;                       /* -1: the system gives none, ticks must do */
    int watch;                        /* of the folder; -1 while there is no such folder */
    struct identity tried;            /* loaded or refused */
    struct identity seen;             /* at the last tick */
    char refusal[STORE_REASON_BYTES]; /* what was logged of tried; "" where it was loaded */
    unsigned refused_ticks;
};

static struct identity identify(const char *path)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return (struct identity){0};
    return (struct identity){status.st_dev, status.st_ino, status.st_size, status.st_mtim, status.st_ctim};
}

static bool same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static bool same(struct identity a, struct identity b)
{
    return a.device == b.device && a.inode == b.inode && a.size == b.size && same_time(a.modified, b.modified) &&
           same_time(a.changed, b.changed);
}

static void watch_folder(struct reload *reload)
{
    if (reload->notify >= 0 && reload->watch < 0)
        reload->watch = inotify_add_watch(reload->notify, reload->folder, IN_MOVED_TO | IN_CLOSE_WRITE | IN_ONLYDIR);
}

struct reload *reload_new(struct service *service, const char *path, unsigned workers, size_t cache_budget)
{
    struct reload *reload = calloc(1, sizeof *reload);
    const char *slash = strrchr(path, '/');

    if (!reload)
        return NULL;
    *reload = (struct reload){
        .service = service,
        .path = path,
        .name = slash ? slash + 1 : path,
        .folder = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup("."),
        .workers = workers,
        .cache_budget = cache_budget,
        .notify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC),
        .watch = -1,
    };
    if (!reload->folder) {
        reload_free(reload);
        return NULL;
    }
    watch_folder(reload);
    return reload;
}

void reload_free(struct reload *reload)
{
    if (!reload)
        return;
    if (reload->notify >= 0)
        close(reload->notify);
    free(reload->folder);
    free(reload);
}

int reload_descriptor(const struct reload *reload)
{
    return reload->notify;
}

static void note_refusal(struct reload *reload, const char *reason)
{
    struct snapshot *before = service_current(reload->service);

    log_event("dataset refused, %s%s: %s: %s", before ? "still serving " : "there is none to serve",
              before ? before->version : "", reload->path, reason);
    snapshot_release(before);
    metrics_reload(service_metrics(reload->service), METRICS_RELOAD_REFUSED);
    snprintf(reload->refusal, sizeof reload->refusal, "%s", reason);
}

/* Loads what stands there. What was refused before for the same reason is not noted again. */
static void load(struct reload *reload)
{
    char reason[STORE_REASON_BYTES] = "";
    struct snapshot *snapshot;

    reload->tried = identify(reload->path); /* before it is opened: a file that comes meanwhile is another one */
    snapshot =
        snapshot_open(reload->path, reload->workers, reload->cache_budget, service_readers(reload->service), reason);
    if (!snapshot) {
        if (strcmp(reason, reload->refusal) != 0)
            note_refusal(reload, reason);
        return;
    }
    reload->refusal[0] = '\0';
    log_event("dataset %s: %lld occupations, from %s", snapshot->version, (long long)snapshot->occupations,
              reload->path);
    metrics_reload(service_metrics(reload->service), METRICS_RELOAD_OK);
    service_publish(reload->service, snapshot);
}

void reload_now(struct reload *reload)
{
    reload->refusal[0] = '\0';
    load(reload);
}

/* @return false if it is the file that was tried, or there is none */
static bool load_other(struct reload *reload, struct identity now)
{
    if (!now.inode || same(now, reload->tried))
        return false;
    reload_now(reload);
    return true;
}

/* Takes the waiting events. @return is one of them about our file? */
static bool read_events(struct reload *reload)
{
    _Alignas(struct inotify_event) char events[sizeof(struct inotify_event) + NAME_MAX + 1];
    bool ours = false;
    ssize_t length;

    while ((length = read(reload->notify, events, sizeof events)) > 0)
        for (ssize_t at = 0; at < length;) {
            const struct inotify_event *event = (const struct inotify_event *)(const void *)(events + at);

            if (event->mask & IN_IGNORED)
                reload->watch = -1; /* the folder is gone: the next tick looks for it again */
            else if (event->len > 0 && strcmp(event->name, reload->name) == 0)
                ours = true;
            at += (ssize_t)sizeof *event + event->len;
        }
    return ours;
}

void reload_event(struct reload *reload)
{
    if (read_events(reload))
        load_other(reload, identify(reload->path));
}

void reload_tick(struct reload *reload)
{
    struct identity now = identify(reload->path);
    bool still = same(now, reload->seen);

    watch_folder(reload);
    reload->seen = now;
    if (!still || load_other(reload, now) || !reload->refusal[0])
        return;
    if (++reload->refused_ticks % RETRY_TICKS == 0)
        load(reload);
}
