/**
 * What the daemon says on standard error of itself: events as plain lines. A line is one write(2) of at most PIPE_BUF
 * bytes, so lines of several threads never mix. Requests are in access_log.h.
 */
#ifndef POVOLANI_LOG_H
#define POVOLANI_LOG_H

#include <stddef.h>

/** Writes whole lines, waiting for who reads them; a log that cannot be written is given up. */
void log_write(const char *lines, size_t length);

/** An event; the newline is added. Long lines are cut. */
void log_event(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
