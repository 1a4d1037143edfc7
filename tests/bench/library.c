/* A peer of `make bench`: what libmicrohttpd asks, and nothing else. It has povolani's threads and buffers
 * (server/http.c) and one response that was made beforehand, of the files HEAD and BODY, queued for whatever is asked:
 * nothing is looked at, counted or logged. It runs until it is killed. */
#include "server/http.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <unistd.h>

enum { LINE_BYTES = 4096, NOT_CONNECTIONS = 64 };

/* What all threads share and none changes once they run. */
static struct {
    unsigned status;
    struct MHD_Response *whole;
} response;

static void fail(const char *what)
{
    fprintf(stderr, "library: %s failed\n", what);
    exit(3);
}

/* The status line and the headers but for those that the library writes itself. */
static void read_head(const char *path)
{
    static const char *const its_own[] = {"Date", "Content-Length", "Connection"};
    char line[LINE_BYTES];
    FILE *file = fopen(path, "r");

    if (!file || !fgets(line, sizeof line, file) || sscanf(line, "HTTP/1.1 %u", &response.status) != 1)
        fail(path);
    while (fgets(line, sizeof line, file)) {
        char *colon = strstr(line, ": ");
        bool is_its_own = false;

        if (!colon)
            continue;
        *colon = '\0';
        for (size_t i = 0; i < sizeof its_own / sizeof *its_own; i++)
            is_its_own = is_its_own || strcasecmp(line, its_own[i]) == 0;
        colon[2 + strcspn(colon + 2, "\r\n")] = '\0';
        if (!is_its_own && MHD_add_response_header(response.whole, line, colon + 2) != MHD_YES)
            fail(line);
    }
    fclose(file);
}

static void make_response(const char *head, const char *body)
{
    FILE *file = fopen(body, "rb");
    long length = file && fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    char *bytes = length >= 0 ? malloc((size_t)length + 1) : NULL;

    if (!bytes || fseek(file, 0, SEEK_SET) != 0 || fread(bytes, 1, (size_t)length, file) != (size_t)length)
        fail(body);
    fclose(file);
    response.whole = MHD_create_response_from_buffer((size_t)length, bytes, MHD_RESPMEM_MUST_FREE);
    if (!response.whole)
        fail("response");
    read_head(head);
}

/* An answer in the first call would close the connection. */
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *body, size_t *body_bytes, void **visit)
{
    static int seen;

    (void)context;
    (void)url;
    (void)method;
    (void)version;
    (void)body;
    if (!*visit) {
        *visit = &seen;
        return MHD_YES;
    }
    *body_bytes = 0;
    return MHD_queue_response(connection, response.status, response.whole);
}

int main(int argc, char **argv)
{
    unsigned threads = argc == 4 ? (unsigned)strtoul(argv[3], NULL, 10) : 0;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct rlimit descriptors;
    struct MHD_Daemon *daemon;

    if (threads < 1) {
        fputs("usage: library HEAD BODY THREADS\n", stderr);
        return 2;
    }
    make_response(argv[1], argv[2]);
    if (getrlimit(RLIMIT_NOFILE, &descriptors) != 0)
        fail("getrlimit");
    daemon =
        MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC, 0, NULL, NULL, handle, NULL, MHD_OPTION_SOCK_ADDR,
                         &address, MHD_OPTION_CONNECTION_LIMIT, (unsigned)descriptors.rlim_cur - NOT_CONNECTIONS,
                         MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HTTP_CONNECTION_BYTES, MHD_OPTION_THREAD_POOL_SIZE,
                         threads > 1 ? threads : 0, MHD_OPTION_END);
    if (!daemon)
        fail("MHD_start_daemon");
    fprintf(stderr, "listening on http://127.0.0.1:%d\n", MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
    for (;;)
        pause();
}
