#include "server/listen.h"

#include "model/text.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 4096 };

static bool port_is_good(const char *port)
{
    size_t digits = strspn(port, "0123456789");

    return digits > 0 && digits <= 5 && !port[digits] && strtol(port, NULL, 10) <= 65535;
}

bool listen_parse(const char *text, struct address *address)
{
    const char *colon = strrchr(text, ':');
    const char *host = text;
    size_t length;

    *address = (struct address){.unix_socket = text_starts_with(text, "unix:")};
    if (address->unix_socket) {
        snprintf(address->host, sizeof address->host, "%s", text + 5);
        return text[5] && strlen(text + 5) < sizeof((struct sockaddr_un *)NULL)->sun_path;
    }
    if (!colon || !port_is_good(colon + 1))
        return false;
    length = (size_t)(colon - text);
    if (length > 2 && host[0] == '[' && host[length - 1] == ']') {
        host++;
        length -= 2;
    } else if (memchr(host, ':', length) || memchr(host, '[', length)) {
        return false; /* an IPv6 address wants both brackets */
    }
    if (length >= sizeof address->host)
        return false;
    memcpy(address->host, host, length);
    memcpy(address->port, colon + 1, strlen(colon + 1));
    return true;
}

/* Does a Unix socket's file remain from a process that is gone? */
static bool is_stale(const struct sockaddr_un *name)
{
    struct stat status;
    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool stale = probe >= 0 && lstat(name->sun_path, &status) == 0 && S_ISSOCK(status.st_mode) &&
                 connect(probe, (const struct sockaddr *)name, sizeof *name) != 0 && errno == ECONNREFUSED;

    if (probe >= 0)
        close(probe);
    return stale;
}

static bool bind_unix(int fd, const struct sockaddr_un *name)
{
    mode_t mask = umask(0);
    int bound;

    umask(mask | 0111); /* no thread of ours runs yet: a socket of mode 0666 less what the user masks */
    bound = bind(fd, (const struct sockaddr *)name, sizeof *name);
    if (bound != 0 && errno == EADDRINUSE && is_stale(name) && unlink(name->sun_path) == 0)
        bound = bind(fd, (const struct sockaddr *)name, sizeof *name);
    umask(mask);
    return bound == 0;
}

/* @return the socket, or -1 with errno */
static int open_unix(const struct address *address, struct listener *listener)
{
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    struct stat status;

    if (fd < 0)
        return -1;
    memcpy(name.sun_path, address->host, strlen(address->host));
    if (!bind_unix(fd, &name)) {
        int error = errno;

        close(fd);
        errno = error;
        return -1;
    }
    if (lstat(address->host, &status) == 0) {
        snprintf(listener->path, sizeof listener->path, "%s", address->host);
        listener->device = status.st_dev;
        listener->inode = status.st_ino;
    }
    snprintf(listener->url, sizeof listener->url, "unix:%s", address->host);
    return fd;
}

static bool is_ours(const struct listener *listener, const struct stat *status)
{
    return status->st_dev == listener->device && status->st_ino == listener->inode;
}

static int bind_tcp(const struct addrinfo *info)
{
    int fd = socket(info->ai_family, info->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, info->ai_protocol);
    int on = 1, off = 0, error;

    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (info->ai_family == AF_INET6) /* [::] is IPv4 as well, whatever the system's default */
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    if (bind(fd, info->ai_addr, info->ai_addrlen) == 0)
        return fd;
    error = errno;
    close(fd);
    errno = error;
    return -1;
}

static void describe_tcp(int fd, struct listener *listener)
{
    struct sockaddr_storage name;
    socklen_t length = sizeof name;
    char host[64] = "", port[8] = "";

    if (getsockname(fd, (struct sockaddr *)&name, &length) == 0)
        getnameinfo((struct sockaddr *)&name, length, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV);
    snprintf(listener->url, sizeof listener->url, strchr(host, ':') ? "http://[%s]:%s" : "http://%s:%s", host, port);
}

static int open_tcp(const struct address *address, struct listener *listener, const char **reason)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    struct addrinfo *found;
    int failed = getaddrinfo(address->host[0] ? address->host : NULL, address->port, &hints, &found);
    int fd = -1;

    if (failed) {
        *reason = gai_strerror(failed);
        return -1;
    }
    for (struct addrinfo *info = found; info && fd < 0; info = info->ai_next)
        fd = bind_tcp(info);
    freeaddrinfo(found);
    if (fd >= 0)
        describe_tcp(fd, listener);
    return fd;
}

bool listen_open(const struct address *address, struct listener *listener, char reason[static LISTEN_TEXT_BYTES])
{
    const char *why = NULL;

    *listener = (struct listener){.socket = -1};
    listener->socket = address->unix_socket ? open_unix(address, listener) : open_tcp(address, listener, &why);
    if (listener->socket >= 0 && listen(listener->socket, BACKLOG) == 0)
        return true;
    snprintf(reason, LISTEN_TEXT_BYTES, "%s", why ? why : strerror(errno));
    listen_close(listener);
    return false;
}

void listen_close(struct listener *listener)
{
    struct stat status;

    /* Before the socket is closed: as long as it is open, its inode's number is not given to another. */
    if (listener->path[0] && lstat(listener->path, &status) == 0 && is_ours(listener, &status))
        unlink(listener->path);
    if (listener->socket >= 0)
        close(listener->socket);
    *listener = (struct listener){.socket = -1};
}
