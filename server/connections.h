/**
 * The open connections of a listener, and the end of those where nothing gets on.
 *
 * libmicrohttpd has a timeout of its own, but to it any byte is progress, so that who sends one a minute keeps a
 * connection for ever; and for it, each read and write moves the connection in a list under a lock, 670 of the 12,200
 * instructions that a cached answer took.
 */
#ifndef POVOLANI_CONNECTIONS_H
#define POVOLANI_CONNECTIONS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    /* Above the 60 s for which proxies keep idle connections, so that it is not we who close one under their hands. */
    CONNECTION_IDLE_MS = 65 * 1000
};

struct connections;

/** Kept by whoever serves it, at one place from connections_add to connections_remove. */
struct connection {
    struct connection *previous, *next;
    int socket;
    atomic_uint steps; /* odd: a request is under way */
    /* What was seen when it was looked at last, and since when it is so; below 0: it has not been looked at. */
    unsigned steps_seen;
    uint64_t taken_seen;
    int64_t since_ms;
};

/** @return NULL if there is no memory. */
struct connections *connections_new(void);

/** None may be left. NULL is allowed. */
void connections_free(struct connections *connections);

/** Any thread. The socket has to be open until it is removed. */
void connections_add(struct connections *connections, struct connection *connection, int socket);
void connections_remove(struct connections *connections, struct connection *connection);

/** A request has begun, or, the next time, ended. Only the thread that serves the connection calls it. */
static inline void connection_step(struct connection *connection)
{
    unsigned steps = atomic_load_explicit(&connection->steps, memory_order_relaxed);

    atomic_store_explicit(&connection->steps, steps + 1, memory_order_relaxed);
}

/** Is a request under way? Asked by the thread that serves the connection. */
static inline bool connection_is_asked(const struct connection *connection)
{
    return atomic_load_explicit(&connection->steps, memory_order_relaxed) % 2 == 1;
}

/**
 * Shuts down where for CONNECTION_IDLE_MS no request has begun or ended, nor the other side taken anything of an
 * answer. So a request has to be there, with its head and body, within that time of its first line. Who serves the
 * connection reads its end, and closes it. A new connection's time begins with the first call.
 *
 * A Unix socket does not tell how much was taken: there, while something is left to be taken, nothing is ended.
 *
 * @param now_ms  of a clock that does not go back
 */
void connections_end_idle(struct connections *connections, int64_t now_ms);

#endif
