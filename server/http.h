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
    /* A connection's buffer: the target, the headers and the library's list of them, 64 bytes a line, have to fit, so
     * that it is our limits that are met. They do up to 235 lines of headers, or 125 beside a target of 8 kB. More
     * would cost: the library maps what is larger than 32 kB anew for each connection, by which one that closes with
     * its answer takes 40 % more, and clears one and a half times the buffer for every request. */
    HTTP_CONNECTION_BYTES = 32 * 1024
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

/** Closes what is open, joins the threads; NULL is allowed. */
void http_stop(struct http *http);

#endif
