/**
 * Requests over HTTP, many at a time: a queue that libcurl's multi interface works off, politely.
 *
 * What may pass by itself (no connection, a cut body, 429, 500, 503 …) is asked again after a while, a bounded number
 * of times. A server that says Retry-After, or 429, is left alone for that long by all requests, and fewer go out at
 * once after it. No redirect is followed. Proxies come from the environment, as curl reads it. All in one thread.
 */
#ifndef POVOLANI_FETCH_H
#define POVOLANI_FETCH_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FETCH_REASON_BYTES = 512 };

struct fetch;
struct fetch_request;

/** An answer, or its head; all texts end with the call that is given it. */
struct fetch_answer {
    long status;
    const char *body; /* decoded; NULL where a sink took it, and in a head */
    size_t length;
    const char *etag; /* headers: NULL where there is none */
    const char *last_modified;
    const char *repr_digest;
    const char *content_range;
    const char *location;
};

/** Takes the bodies of 200 and 206 piece by piece instead of keeping them in memory. @return false: stop all */
struct fetch_sink {
    bool (*begin)(struct fetch_request *request, const struct fetch_answer *head);
    bool (*write)(struct fetch_request *request, const char *bytes, size_t length);
};

/** A request belongs to the asker and stays where it is until it has been taken or lost. */
struct fetch_request {
    const char *url;
    const char *etag;              /* If-None-Match; NULL: none */
    const char *last_modified;     /* If-Modified-Since; NULL: none */
    const struct fetch_sink *sink; /* NULL: the body is kept, answer.body; may be asked for compressed */
    int64_t from;                  /* with a sink: the first byte that is wanted, if if_range still holds */
    const char *if_range;          /* a strong ETag; NULL: all bytes are wanted */
};

/** What the asker makes of an answer. */
enum fetch_verdict {
    FETCH_TAKEN,
    FETCH_AGAIN,   /* a damaged answer: ask again, reason is written */
    FETCH_REFUSED, /* no use in asking again: lose it, reason is written */
    FETCH_STOP,    /* the asker failed: stop all */
};

/** What became of a request without an answer. */
enum fetch_loss {
    FETCH_LOST_DATA,    /* the server answers, but not with what was asked for */
    FETCH_LOST_BUSY,    /* it answers that it cannot, again and again */
    FETCH_LOST_NETWORK, /* it does not answer */
};

struct fetch_options {
    int concurrency;        /* requests at once, 1 or more */
    unsigned tries;         /* of one request */
    int64_t first_delay_ms; /* the longest wait after the first failure (retry.h) */
    long connect_seconds;
    long stall_seconds;                /* so long with hardly a byte is a failure */
    size_t most;                       /* bytes of a body that is kept; more is an answer to be refused */
    int64_t patience_seconds;          /* a Retry-After beyond that is not waited for: all ends */
    const volatile sig_atomic_t *stop; /* set by a signal's handler: end soon; NULL: never */
    void *context;                     /* of the functions */
    /** Looks at an answer: any status but those that are asked again. May add requests. */
    enum fetch_verdict (*take)(void *context, struct fetch_request *request, const struct fetch_answer *answer,
                               char reason[static FETCH_REASON_BYTES]);
    /** Hears of a request that is given up. @return false: stop all */
    bool (*lose)(void *context, struct fetch_request *request, enum fetch_loss loss, const char *reason);
    /** Called now and then, at least once a second; NULL: not wanted */
    void (*tick)(void *context);
};

struct fetch_counts {
    size_t requests; /* sent, all tries */
    size_t again;    /* of these, the second and further tries */
    int64_t bytes;   /* of bodies, as they came over the wire */
};

enum fetch_status {
    FETCH_DONE,   /* every request was taken or lost */
    FETCH_ENDED,  /* lose, take or a sink asked for it, stop was set, or the server wants to be left alone */
    FETCH_FAILED, /* no memory, or libcurl failed */
};

/** What a sync goes by, but for context and the functions. */
struct fetch_options fetch_polite(void);

/** @return NULL if there is no memory. curl_global_init has been called. @param options  copied */
struct fetch *fetch_open(const struct fetch_options *options);

/** Drops what is under way; NULL is allowed. */
void fetch_close(struct fetch *fetch);

/** Queues a request; it is sent by fetch_run. @return false if there is no memory */
bool fetch_add(struct fetch *fetch, struct fetch_request *request) __attribute__((warn_unused_result));

/** Works until the queue is empty. On any other status than FETCH_DONE only fetch_close is left to do. */
enum fetch_status fetch_run(struct fetch *fetch) __attribute__((warn_unused_result));

const struct fetch_counts *fetch_counts(const struct fetch *fetch);

#endif
