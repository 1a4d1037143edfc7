/**
 * A sync at work: what its parts share. For sync*.c only.
 */
#ifndef POVOLANI_SYNC_WORK_H
#define POVOLANI_SYNC_WORK_H

#include "db/import/answers.h"
#include "db/import/fetch.h"
#include "db/import/paging.h"
#include "db/import/sync.h"

#include <time.h>

/* A list in pages. */
struct sync_list {
    struct paging paging;
    const char *path;
    bool is_needed; /* it has to be there */
    bool is_whole;
    bool is_absent; /* 404, or a page was lost: that has been reported */
};

enum list_name { LIST_UNITS, LIST_COMPETENCES, LIST_COUNT };

/* Something that is asked for. */
struct asked {
    struct fetch_request request;
    const char *target;
    bool is_object;           /* data is an object; else it is a list */
    struct sync_list *list;   /* of a page; else NULL */
    struct paging_page *page; /* the same */
};

struct sync {
    const struct sync_options *options;
    struct findings *findings;
    struct arena *arena;
    struct answers *answers;
    struct fetch *fetch;
    struct source_bytes saved; /* the body that was looked up last */
    struct sync_list lists[LIST_COUNT];
    size_t wanted, done; /* answers */
    size_t before;       /* of these, there from an earlier run */
    size_t unchanged;    /* 304 */
    size_t absent;       /* 404 */
    size_t losses;
    bool network_failed;
    bool system_failed;
    struct timespec began;
    int64_t shown_ms; /* when progress was shown last */
};

/** Reports that the folder or the dataset cannot be written. @return false, so that what failed can say so at once */
bool sync_system_failed(struct sync *sync, const char *path, const char *why);
bool sync_no_memory(struct sync *sync);

/** The functions of the queue (fetch.h); their context is the sync. */
enum fetch_verdict sync_take(void *context, struct fetch_request *request, const struct fetch_answer *answer,
                             char reason[static FETCH_REASON_BYTES]);
bool sync_lose(void *context, struct fetch_request *request, enum fetch_loss loss, const char *reason);

/** Takes what is saved, if it is to be believed. @return false: it has to be asked for */
bool sync_take_saved(struct sync *sync, struct asked *asked) __attribute__((warn_unused_result));

/** On a terminal, one line that the next one overwrites; the queue's tick. */
void sync_progress(void *context);

/** Clears that line. */
void sync_progress_end(const struct sync *sync);

/** One line about what was fetched. */
void sync_summary(const struct sync *sync);

#endif
