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
    struct file_check *checking; /* NULL: nothing is being checked */
    struct snapshot *candidate;  /* what is being checked, to be served when it is good; NULL: it is served already */
    int notify;                  /* -1: the system gives none, ticks must do */
    int watch;                   /* of the folder; -1 while there is no such folder */
    struct identity tried;       /* loaded or refused */
    struct identity seen;        /* at the last tick */
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

static void end_check(struct reload *reload)
{
    snapshot_release(reload->candidate);
    reload->candidate = NULL;
    file_check_free(reload->checking);
    reload->checking = NULL;
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
    end_check(reload);
    if (reload->notify >= 0)
        close(reload->notify);
    free(reload->folder);
    free(reload);
}

int reload_descriptor(const struct reload *reload)
{
    return reload->notify;
}

static void refuse(struct reload *reload, const char *reason)
{
    struct snapshot *before;

    if (strcmp(reason, reload->refusal) == 0)
        return;
    before = service_current(reload->service);
    log_event("dataset refused, %s%s: %s: %s", before ? "still serving " : "there is none to serve",
              before ? before->version : "", reload->path, reason);
    snapshot_release(before);
    metrics_reload(service_metrics(reload->service), METRICS_RELOAD_REFUSED);
    snprintf(reload->refusal, sizeof reload->refusal, "%s", reason);
}

/* Loads what stands there, to be checked. What was refused before for the same reason is not noted again. */
static struct snapshot *load(struct reload *reload)
{
    char reason[STORE_REASON_BYTES] = "";
    struct snapshot *snapshot;

    end_check(reload);
    reload->tried = identify(reload->path); /* before it is opened: a file that comes meanwhile is another one */
    snapshot =
        snapshot_open(reload->path, reload->workers, reload->cache_budget, service_readers(reload->service), reason);
    if (snapshot) {
        reload->checking = file_check_new(snapshot->stores[0]);
        if (reload->checking)
            return snapshot;
        snprintf(reason, sizeof reason, "no memory");
        snapshot_release(snapshot);
    }
    refuse(reload, reason);
    return NULL;
}

static void serve(struct reload *reload, struct snapshot *snapshot)
{
    reload->refusal[0] = '\0';
    service_publish(reload->service, snapshot);
    log_event("dataset %s: %lld occupations, from %s", snapshot->version, (long long)snapshot->occupations,
              reload->path);
    metrics_reload(service_metrics(reload->service), METRICS_RELOAD_OK);
}

void reload_start(struct reload *reload)
{
    struct snapshot *snapshot = load(reload);

    if (snapshot)
        serve(reload, snapshot);
}

bool reload_is_checking(const struct reload *reload)
{
    return reload->checking != NULL;
}

/* All of it has been read, and all was good. */
static void take(struct reload *reload)
{
    struct snapshot *candidate = reload->candidate;

    reload->candidate = NULL;
    end_check(reload);
    if (candidate)
        serve(reload, candidate);
}

/* What is served already is withdrawn: there was nothing else to serve, now there is nothing. */
static void drop(struct reload *reload, const char *reason)
{
    if (!reload->candidate)
        service_publish(reload->service, NULL);
    end_check(reload);
    refuse(reload, reason);
}

void reload_check(struct reload *reload)
{
    char reason[STORE_REASON_BYTES] = "";
    bool ended = false;

    if (!reload->checking)
        return;
    if (file_check_go_on(reload->checking, &ended, reason) != STORE_OK)
        drop(reload, reason);
    else if (ended)
        take(reload);
}

void reload_now(struct reload *reload)
{
    while (reload->checking && !reload->candidate)
        reload_check(reload); /* of what is served we want to know it, whatever comes after it */
    reload->refusal[0] = '\0';
    reload->candidate = load(reload);
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
    if (!still || load_other(reload, now) || !reload->refusal[0] || reload->checking)
        return;
    if (++reload->refused_ticks % RETRY_TICKS == 0)
        reload->candidate = load(reload);
}
