/**
 * A listener with its threads: takes requests from libmicrohttpd and gives them to a service. What HTTP means beyond
 * the framing is not decided here.
 */
#ifndef POVOLANI_HTTP_H
#define POVOLANI_HTTP_H

#include "server/access_log.h"
#include "server/entity.h"
#include "server/metrics.h"
#include "server/plan.h"
#include "server/trace.h"

struct http;

/** A thread that answers. */
struct http_worker {
    unsigned index;      /* 0 to threads - 1 */
    struct arena *arena; /* for one request: reset before the next */
};

/** What is sent. */
struct reply {
    struct entity *entity;
    bool cached;       /* the entity is the cache's, not the reply's */
    bool not_modified; /* 304 instead of the entity's status */
};

/** Who answers. */
struct http_service {
    /* Returning false (no memory) closes the connection. */
    bool (*answer)(void *context, const struct http_worker *worker, const struct request *request, struct reply *reply);
    /* After each answer: the library has the response now, and the reply is given back. */
    void (*sent)(void *context, const struct http_worker *worker, struct reply *reply);
    void *context;
};

enum {
    /* A connection's buffer: the target, the headers, the library's list of them, 64 bytes a line, and the answer's
     * head have to fit, so that it is our limits that are met. The first three may be some 36,000 bytes: 300 lines with
     * 16 kB of headers, 190 beside a target of 8 kB; more lines meet the library's own refusal. It costs: above 32 kB
     * the library maps the buffer anew for each connection, by which one that closes with its answer takes half as much
     * again as with 32 kB. But then 285 lines of 50 bytes would not fit, which are within our limits. */
    HTTP_CONNECTION_BYTES = 36 * 1024
};

struct http_settings {
    int listener;                  /* listening and non-blocking; stays the caller's, to be closed after http_stop */
    unsigned threads;              /* at least 1 */
    unsigned connections;          /* at most, over all threads */
    struct access_log *access_log; /* lives longer; NULL: nothing is logged … */
    struct metrics *metrics;       /* … nor counted */
    const struct trusted_proxies *proxies; /* may say the client's address; NULL: none */
};

/** @return NULL if the system does not give what is needed. */
struct http *http_start(const struct http_settings *settings, const struct http_service *service);

/** Accepts no more connections; those that are open go on. */
void http_quiesce(struct http *http);

/** Ends connections where nothing gets on (server/connections.h). To be called every few seconds.
 * @param now_ms  CLOCK_MONOTONIC */
void http_tick(struct http *http, int64_t now_ms);

/** Closes what is open, joins the threads; NULL is allowed. */
void http_stop(struct http *http);

#endif
