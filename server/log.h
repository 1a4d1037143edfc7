/**
 * What the daemon says on standard error of itself: events as plain lines. A line is one write(2) of at most PIPE_BUF
 * bytes, so lines of several threads never mix. Requests are in access_log.h.
 */
#ifndef POVOLANI_LOG_H
#define POVOLANI_LOG_H

/** An event; the newline is added. Long lines are cut. */
void log_event(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
