#include "server/connections.h"

#include <linux/sockios.h>
#include <linux/tcp.h> /* libc's struct tcp_info ends too early */
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

struct connections {
    pthread_mutex_t lock;
    struct connection *first;
};

struct connections *connections_new(void)
{
    struct connections *connections = calloc(1, sizeof *connections);

    if (!connections)
        return NULL;
    if (pthread_mutex_init(&connections->lock, NULL) == 0)
        return connections;
    free(connections);
    return NULL;
}

void connections_free(struct connections *connections)
{
    if (!connections)
        return;
    pthread_mutex_destroy(&connections->lock);
    free(connections);
}

void connections_add(struct connections *connections, struct connection *connection, int socket)
{
    *connection = (struct connection){.socket = socket, .since_ms = -1};
    pthread_mutex_lock(&connections->lock);
    connection->next = connections->first;
    if (connection->next)
        connection->next->previous = connection;
    connections->first = connection;
    pthread_mutex_unlock(&connections->lock);
}

void connections_remove(struct connections *connections, struct connection *connection)
{
    pthread_mutex_lock(&connections->lock);
    if (connection->next)
        connection->next->previous = connection->previous;
    if (connection->previous)
        connection->previous->next = connection->next;
    else
        connections->first = connection->next;
    pthread_mutex_unlock(&connections->lock);
}

static bool has_unread(const struct connection *connection)
{
    int bytes = 0;

    return ioctl(connection->socket, SIOCOUTQ, &bytes) == 0 && bytes > 0;
}

/* Has the other side taken anything since this was asked last? */
static bool has_taken(struct connection *connection)
{
    struct tcp_info info = {0};
    socklen_t length = sizeof info;
    uint64_t before = connection->taken_seen;

    if (getsockopt(connection->socket, IPPROTO_TCP, TCP_INFO, &info, &length) != 0)
        return has_unread(connection);
    connection->taken_seen = info.tcpi_bytes_acked;
    return connection->taken_seen != before;
}

/* Has it got on since it was looked at last? */
static bool has_got_on(struct connection *connection)
{
    unsigned steps = atomic_load_explicit(&connection->steps, memory_order_relaxed);

    if (connection->since_ms >= 0 && steps == connection->steps_seen)
        return steps % 2 == 1 && has_taken(connection);
    connection->steps_seen = steps;
    return true;
}

void connections_end_idle(struct connections *connections, int64_t now_ms)
{
    pthread_mutex_lock(&connections->lock);
    for (struct connection *connection = connections->first; connection; connection = connection->next) {
        if (has_got_on(connection))
            connection->since_ms = now_ms;
        else if (now_ms - connection->since_ms >= CONNECTION_IDLE_MS)
            shutdown(connection->socket, SHUT_RDWR);
    }
    pthread_mutex_unlock(&connections->lock);
}
