/**
 * What the daemon says on standard error: events as plain lines, requests in logfmt. A line is one write(2) of at
 * most PIPE_BUF bytes, so lines of several threads never mix.
 */
#ifndef POVOLANI_LOG_H
#define POVOLANI_LOG_H

#include <stddef.h>
#include <stdint.h>

/** An event; the newline is added. Long lines are cut. */
void log_event(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** A request that was answered. */
struct log_access {
    const char *id;     /* of the trace */
    const char *client; /* address */
    const char *method;
    const char *target; /* as it came; quoted, escaped and cut */
    unsigned status;
    size_t bytes; /* of the body */
    int64_t duration_us;
};
void log_access(const struct log_access *access);

#endif
