/* The floor of `make bench`: what the kernel asks of any server, and nothing else. Nothing that is sent is parsed: each
 * read from a connection is answered with the same bytes, those of the files HEAD and BODY one after the other. Each
 * thread has an epoll and a listener of its own, all on one port of the system's choice. With "close", connections end
 * with their first answer. It runs until it is killed. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 256, REQUEST_BYTES = 8192, BACKLOG = 4096, THREADS_MAX = 256, RESPONSE_BYTES_MAX = 1 << 24 };

/* What all threads share and none changes once they run. */
static struct {
    char *bytes;
    size_t length;
    bool close; /* after an answer */
} response;

struct worker {
    int epoll, listener;
    size_t *left; /* of the response that a connection is being sent, by its descriptor */
};

static void fail(const char *what)
{
    fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
    exit(3);
}

/* Answering -------------------------------------------------------------------------------------------------------- */

static void watch(const struct worker *worker, int operation, int fd, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.fd = fd};

    if (epoll_ctl(worker->epoll, operation, fd, &event) != 0)
        fail("epoll_ctl");
}

static void accept_one(const struct worker *worker)
{
    int fd = accept4(worker->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

    if (fd >= 0)
        watch(worker, EPOLL_CTL_ADD, fd, EPOLLIN);
    else if (errno != EAGAIN && errno != ECONNABORTED)
        fail("accept4");
}

/* Sends what is left for a connection; what the socket has no room for waits for it. @return false if it has ended */
static bool send_left(const struct worker *worker, int fd, bool waited)
{
    size_t *left = &worker->left[fd];

    while (*left > 0) {
        ssize_t sent = send(fd, response.bytes + response.length - *left, *left, MSG_NOSIGNAL);

        if (sent < 0 && errno == EAGAIN) {
            if (!waited)
                watch(worker, EPOLL_CTL_MOD, fd, EPOLLOUT);
            return true;
        }
        if (sent < 0)
            return false;
        *left -= (size_t)sent;
    }
    if (waited)
        watch(worker, EPOLL_CTL_MOD, fd, EPOLLIN);
    return !response.close;
}

static void serve(const struct worker *worker, const struct epoll_event *event)
{
    char request[REQUEST_BYTES];
    int fd = event->data.fd;
    bool waited = event->events & EPOLLOUT;
    ssize_t got = waited ? 1 : read(fd, request, sizeof request);

    if (got < 0 && errno == EAGAIN)
        return;
    if (got > 0 && !waited)
        worker->left[fd] = response.length;
    if (got > 0 && send_left(worker, fd, waited))
        return;
    worker->left[fd] = 0;
    close(fd); /* which takes it out of the epoll */
}

static void *work(void *context)
{
    const struct worker *worker = context;
    struct epoll_event events[EVENTS];

    for (;;) {
        int count = epoll_wait(worker->epoll, events, EVENTS, -1);

        if (count < 0 && errno != EINTR)
            fail("epoll_wait");
        for (int i = 0; i < count; i++) {
            if (events[i].data.fd == worker->listener)
                accept_one(worker);
            else
                serve(worker, &events[i]);
        }
    }
    return NULL;
}

/* Starting --------------------------------------------------------------------------------------------------------- */

/* Adds a file to the response. */
static void add_file(const char *path)
{
    FILE *file = fopen(path, "rb");

    if (!file)
        fail(path);
    response.length += fread(response.bytes + response.length, 1, RESPONSE_BYTES_MAX - response.length, file);
    if (ferror(file) || !feof(file))
        fail(path);
    fclose(file);
}

/* @param address  its port is written where it was 0 */
static int listen_on(struct sockaddr_in *address)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    socklen_t length = sizeof *address;
    int on = 1;

    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0 ||
        bind(fd, (const struct sockaddr *)address, length) != 0 || listen(fd, BACKLOG) != 0 ||
        getsockname(fd, (struct sockaddr *)address, &length) != 0)
        fail("listen");
    return fd;
}

static void start(struct worker *worker, struct sockaddr_in *address, size_t descriptors)
{
    worker->left = calloc(descriptors, sizeof *worker->left);
    worker->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (!worker->left || worker->epoll < 0)
        fail("start");
    worker->listener = listen_on(address);
    watch(worker, EPOLL_CTL_ADD, worker->listener, EPOLLIN);
}

int main(int argc, char **argv)
{
    static struct worker workers[THREADS_MAX];
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    long threads = argc > 3 ? strtol(argv[3], NULL, 10) : 0;
    struct rlimit descriptors;
    pthread_t thread;

    if (argc > 5 || threads < 1 || threads > THREADS_MAX || (argc == 5 && strcmp(argv[4], "close") != 0)) {
        fputs("usage: floor HEAD BODY THREADS [close]\n", stderr);
        return 2;
    }
    response.close = argc == 5;
    response.bytes = malloc(RESPONSE_BYTES_MAX);
    if (!response.bytes || getrlimit(RLIMIT_NOFILE, &descriptors) != 0)
        fail("start");
    add_file(argv[1]);
    add_file(argv[2]);
    for (long i = 0; i < threads; i++)
        start(&workers[i], &address, descriptors.rlim_cur);
    fprintf(stderr, "listening on http://127.0.0.1:%d\n", ntohs(address.sin_port));
    for (long i = 1; i < threads; i++)
        if ((errno = pthread_create(&thread, NULL, work, &workers[i])) != 0)
            fail("pthread_create");
    work(&workers[0]);
    return 0;
}
