/**
 * The requests that were answered, in logfmt on standard error.
 *
 * Each worker puts its lines together in a buffer of its own, without a lock; it is written when it is full, or a
 * moment after its first line. What is written is whole lines in one write(2), to a pipe of at most PIPE_BUF bytes, so
 * lines of several threads never mix. The order in which they were answered is told by their times.
 */
#ifndef POVOLANI_ACCESS_LOG_H
#define POVOLANI_ACCESS_LOG_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct access_log;

/** @return NULL if the system does not give what is needed. */
struct access_log *access_log_new(unsigned workers);

/** Writes what is left; no worker may run any more. NULL is allowed. */
void access_log_free(struct access_log *log);

/** A request that was answered. */
struct access {
    const char *id;     /* of the trace */
    const char *client; /* address */
    const char *method;
    const char *target; /* as it came; quoted, escaped and cut */
    unsigned status;
    size_t bytes;                 /* of the body; SIZE_MAX: not known, "-" */
    struct timespec began, ended; /* CLOCK_MONOTONIC */
};

/** Called by the worker itself. */
void access_log_add(struct access_log *log, unsigned worker, const struct access *access);

#endif
