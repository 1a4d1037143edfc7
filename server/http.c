#include "server/http.h"

#include "server/connections.h"
#include "server/log.h"

#include <fcntl.h>
#include <microhttpd.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    /* A body over our limit is swallowed up to here, so that the client reads the 413 instead of a reset. One that is
     * declared longer is answered at once; a chunked one that turns out longer is cut off without an answer, as the
     * library sends none before the body's end. */
    DRAIN_BYTES = 1024 * 1024,
    /* Most targets are shorter. With room for the longest, a visit took two pages of its own. */
    SHORT_TARGET_BYTES = 200,
};

struct http {
    struct MHD_Daemon *daemon;
    int quiesced; /* the library's listener after it gave it back; -1 */
    struct http_service service;
    struct http_settings settings;
    struct worker *workers;
    atomic_uint workers_seen;
    struct connections *connections;
};

/* A request as its headers have it. */
struct reading {
    struct request request;
    struct trace_headers trace;
    struct arena *arena;
    unsigned hosts;
    unsigned content_lengths;
    unsigned transfer_encodings;
    bool unclear; /* where the body ends is told in a way that not all understand alike */
    bool failed;
};

struct worker {
    struct http_worker public;
    struct reading reading;
    const struct visit *read; /* whose request reading is; NULL: nobody's any more */
};

/* A connection and the request that it is at: one at a time, so one piece of memory a connection is enough. */
struct visit {
    struct connection connection;
    struct peer peer;
    struct worker *worker; /* whose thread the connection belongs to; NULL before its first request */
    bool received_head;
    size_t body_bytes;
    char *body; /* of POST, BODY_BYTES_MAX; NULL while there is none */
    struct timespec began;
    struct trace trace;
    unsigned status; /* 0: not answered */
    size_t bytes;    /* of the answer's body */
    char method[16];
    const char *target; /* at most one byte over the limit, which shows that it was longer */
    char *long_target;  /* room for those that do not fit into short_target; NULL before the first of them */
    char short_target[SHORT_TARGET_BYTES];
};

static _Thread_local struct worker *this_worker;

static struct worker *worker_of_thread(struct http *http)
{
    unsigned index;

    if (this_worker)
        return this_worker;
    index = atomic_fetch_add(&http->workers_seen, 1);
    if (index < http->settings.threads)
        this_worker = &http->workers[index];
    return this_worker;
}

static struct visit *visit_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info ? info->socket_context : NULL;
}

static const char no_cookie[] = "none="; /* see hide_cookies */

/* A request's headers --------------------------------------------------------------------------------------------- */

/* Header lines of one name are one list (RFC 9110, 5.3). */
static void read_text(struct reading *reading, const char **text, const char *value)
{
    *text = *text ? arena_format(reading->arena, "%s, %s", *text, value) : value;
    if (!*text)
        reading->failed = true;
}

static void read_content_length(struct reading *reading, const char *value)
{
    size_t declared = strtoull(value, NULL, 10);

    reading->content_lengths++;
    if (declared > reading->request.body_bytes)
        reading->request.body_bytes = declared;
}

static void read_transfer_encoding(struct reading *reading, const char *value)
{
    reading->transfer_encodings++;
    reading->unclear |= strcasecmp(value, "chunked") != 0; /* the library waits for a body without an end */
}

static void read_host(struct reading *reading, const char *value)
{
    (void)value;
    reading->hosts++;
}

#define NAMED(name) name, sizeof(name) - 1

/* What is read of the headers: a text, or what says where the request is for and where its body ends. */
static const struct wanted {
    const char *name;
    size_t bytes; /* compared first: most headers are not wanted, and lengths seldom meet */
    size_t text;  /* the offset in struct reading, where read is NULL */
    void (*read)(struct reading *reading, const char *value);
} wanted[] = {
    {NAMED("Host"), 0, read_host},
    {NAMED("Accept"), offsetof(struct reading, request.accept), NULL},
    {NAMED("Accept-Encoding"), offsetof(struct reading, request.accept_encoding), NULL},
    {NAMED("If-None-Match"), offsetof(struct reading, request.if_none_match), NULL},
    {NAMED("If-Modified-Since"), offsetof(struct reading, request.if_modified_since), NULL},
    {NAMED("Range"), offsetof(struct reading, request.range), NULL},
    {NAMED("If-Range"), offsetof(struct reading, request.if_range), NULL},
    {NAMED("Content-Type"), offsetof(struct reading, request.content_type), NULL},
    {NAMED("Content-Encoding"), offsetof(struct reading, request.content_encoding), NULL},
    {NAMED("Content-Length"), 0, read_content_length},
    {NAMED("Transfer-Encoding"), 0, read_transfer_encoding},
    {NAMED("traceparent"), offsetof(struct reading, trace.traceparent), NULL},
    {NAMED("X-Forwarded-For"), offsetof(struct reading, trace.forwarded_for), NULL},
    {NAMED("Forwarded"), offsetof(struct reading, trace.forwarded), NULL},
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static enum MHD_Result read_header(void *context, enum MHD_ValueKind kind, const char *name, size_t name_bytes,
                                   const char *value, size_t value_bytes)
{
    struct reading *reading = context;

    (void)kind;
    if (value == no_cookie)
        return MHD_YES;
    reading->request.header_bytes += name_bytes + value_bytes + strlen(": \r\n");
    if (!value)
        value = "";
    for (const struct wanted *known = wanted; known < wanted + sizeof wanted / sizeof *wanted; known++) {
        if (known->bytes != name_bytes || strcasecmp(name, known->name) != 0)
            continue;
        if (known->read)
            known->read(reading, value);
        else
            read_text(reading, (const char **)(void *)((char *)reading + known->text), value);
        break;
    }
    reading->unclear |= name_bytes > 0 && is_blank(name[name_bytes - 1]); /* RFC 9112, 5.1 */
    return MHD_YES;
}

/* @return false if there is no memory. */
static bool read_request(struct worker *worker, struct MHD_Connection *connection, const char *method,
                         const char *version, const struct visit *visit)
{
    struct reading *reading = &worker->reading;
    struct request *request = &reading->request;

    arena_reset(worker->public.arena);
    *reading = (struct reading){
        .request = {.method = method, .target = visit->target, .body = visit->body, .body_bytes = visit->body_bytes},
        .arena = worker->public.arena,
    };
    MHD_get_connection_values_n(connection, MHD_HEADER_KIND, read_header, reading);
    request->host_is_unclear =
        reading->hosts > 1 || (reading->hosts == 0 && strcmp(version, MHD_HTTP_VERSION_1_0) != 0);
    request->framing_is_ambiguous = reading->unclear || reading->content_lengths + reading->transfer_encodings > 1;
    worker->read = reading->failed ? NULL : visit;
    return !reading->failed;
}

/* What the library calls ------------------------------------------------------------------------------------------ */

/*
 * The library would parse the query as well, 64 bytes a parameter of the connection's buffer. 1,000 of them, which our
 * limit of the target allows, overflow it, and 0.9.75 then never answers. It calls us before it looks behind the "?".
 */
static void hide_query(const char *target)
{
    char *query = strchr((char *)(uintptr_t)target, '?'); /* the library's own buffer, which it writes to as well */

    if (query)
        query[1] = '\0';
}

/* It would also decode the path, which nobody here reads from it. */
static size_t leave_encoded(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context;
    (void)connection;
    return strlen(text);
}

/*
 * Nobody here asks for cookies, but the library would copy the Cookie header and take it apart, 64 bytes a cookie of
 * the connection's buffer: 500 small ones fill it. It does so with the first header of that name, which now is this
 * one.
 */
static void hide_cookies(struct MHD_Connection *connection)
{
    /* Where there is no room for it, the library is about to refuse the request. */
    (void)MHD_set_connection_value_n(connection, MHD_HEADER_KIND, NAMED(MHD_HTTP_HEADER_COOKIE), no_cookie,
                                     sizeof no_cookie - 1);
}

/* @return false if there is no memory */
static bool keep_target(struct visit *visit, const char *target)
{
    size_t length = strnlen(target, TARGET_BYTES_MAX + 1);
    char *room = visit->short_target;

    if (length >= sizeof visit->short_target) {
        if (!visit->long_target)
            visit->long_target = malloc(TARGET_BYTES_MAX + 2);
        room = visit->long_target;
    }
    if (!room)
        return false;
    *(char *)mempcpy(room, target, length) = '\0';
    visit->target = room;
    return true;
}

/* First of a request: its target, before the library decodes it. What it returns is the handler's visit. */
static void *begin_request(void *context, const char *target, struct MHD_Connection *connection)
{
    struct http *http = context;
    struct visit *visit = visit_of(connection);

    if (!visit || !keep_target(visit, target))
        return NULL;
    visit->worker = worker_of_thread(http);
    if (!visit->worker)
        return NULL;
    connection_step(&visit->connection);
    hide_query(target);
    hide_cookies(connection);
    visit->received_head = false;
    visit->body_bytes = 0;
    visit->status = 0;
    if (http->settings.metrics)
        metrics_began(http->settings.metrics, visit->worker->public.index);
    clock_gettime(CLOCK_MONOTONIC, &visit->began);
    return visit;
}

/* Is a body of so many bytes waited for? Who waits for 100 (Continue) reads a 413 without having sent any of it. */
static bool is_awaited(struct MHD_Connection *connection, size_t bytes)
{
    const char *expected;

    if (bytes <= BODY_BYTES_MAX)
        return true;
    if (bytes > DRAIN_BYTES)
        return false;
    expected = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_EXPECT);
    return !expected || strcasecmp(expected, "100-continue") != 0;
}

/* Another piece of the body, kept where it may be looked at. @return false if it is too long, or there is no memory */
static bool take_piece(struct visit *visit, const char *method, const char *piece, size_t bytes)
{
    size_t before = visit->body_bytes;

    visit->body_bytes += bytes;
    if (visit->body_bytes > BODY_BYTES_MAX || strcmp(method, MHD_HTTP_METHOD_POST) != 0)
        return visit->body_bytes <= DRAIN_BYTES;
    if (!visit->body)
        visit->body = malloc(BODY_BYTES_MAX);
    if (!visit->body)
        return false;
    memcpy(visit->body + before, piece, bytes);
    return true;
}

static enum MHD_Result send_reply(struct MHD_Connection *connection, struct visit *visit, const struct reply *reply)
{
    const struct entity *entity = reply->entity;
    bool bodiless = reply->not_modified || strcmp(visit->method, MHD_HTTP_METHOD_HEAD) == 0;
    unsigned status = reply->not_modified ? MHD_HTTP_NOT_MODIFIED : entity->status;
    enum MHD_Result queued =
        MHD_queue_response(connection, status, reply->not_modified ? entity->not_modified : entity->whole);

    if (queued == MHD_YES) {
        visit->status = status;
        visit->bytes = bodiless ? 0 : entity->bytes;
    }
    return queued;
}

static enum MHD_Result answer(struct http *http, struct MHD_Connection *connection, struct visit *visit)
{
    struct worker *worker = visit->worker;
    struct reply reply = {0};
    enum MHD_Result queued;

    if (http->settings.access_log)
        trace_begin(&visit->trace, &worker->reading.trace, &visit->peer, http->settings.proxies);
    if (!http->service.answer(http->service.context, &worker->public, &worker->reading.request, &reply)) {
        log_event("no memory to answer a request");
        return MHD_NO;
    }
    queued = send_reply(connection, visit, &reply);
    http->service.sent(http->service.context, &worker->public, &reply);
    return queued;
}

/* Without a body, the second call follows the first, and what was read of the headers is still there. Else other
 * requests may have come between. */
static bool is_read(const struct visit *visit)
{
    return visit->worker->read == visit && visit->body_bytes == 0 && visit->worker->reading.request.body_bytes == 0;
}

/* The head has come. Answers where the body is not worth waiting for or its end cannot be trusted. */
static enum MHD_Result handle_head(struct http *http, struct MHD_Connection *connection, const char *method,
                                   const char *version, struct visit *visit)
{
    const struct request *request = &visit->worker->reading.request;

    visit->received_head = true;
    *(char *)mempcpy(visit->method, method, strnlen(method, sizeof visit->method - 1)) = '\0';
    if (!read_request(visit->worker, connection, visit->method, version, visit))
        return MHD_NO;
    if (request->framing_is_ambiguous || !is_awaited(connection, request->body_bytes))
        return answer(http, connection, visit);
    return MHD_YES;
}

/* Called with the head, with each piece of the body, and at the end. An answer in the first call closes the connection.
 */
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *body, size_t *body_bytes, void **request_context)
{
    struct http *http = context;
    struct visit *visit = *request_context;

    (void)url;
    if (!visit)
        return MHD_NO;
    if (*body_bytes > 0) {
        bool taken = take_piece(visit, method, body, *body_bytes);

        *body_bytes = 0;
        return taken ? MHD_YES : MHD_NO;
    }
    if (!visit->received_head)
        return handle_head(http, connection, method, version, visit);
    if (!is_read(visit) && !read_request(visit->worker, connection, visit->method, version, visit))
        return MHD_NO;
    return answer(http, connection, visit);
}

static void log_visit(struct access_log *log, const struct visit *visit)
{
    struct access access = {
        .id = visit->trace.id,
        .client = visit->trace.client,
        .method = visit->method,
        .target = visit->target,
        .status = visit->status,
        .bytes = visit->bytes,
        .began = visit->began,
    };

    clock_gettime(CLOCK_MONOTONIC, &access.ended);
    access_log_add(log, visit->worker->public.index, &access);
}

static void end_visit(const struct http *http, struct visit *visit)
{
    if (!visit || !connection_is_asked(&visit->connection))
        return;
    connection_step(&visit->connection);
    visit->worker->read = NULL;
    free(visit->body);
    visit->body = NULL;
    if (http->settings.access_log && visit->status)
        log_visit(http->settings.access_log, visit);
    if (http->settings.metrics)
        metrics_ended(http->settings.metrics, visit->worker->public.index);
}

static void end_request(void *context, struct MHD_Connection *connection, void **request_context,
                        enum MHD_RequestTerminationCode how)
{
    (void)connection;
    (void)how;
    end_visit(context, *request_context);
    *request_context = NULL;
}

static void begin_connection(const struct http *http, struct MHD_Connection *connection, void **socket_context)
{
    const union MHD_ConnectionInfo *address = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const union MHD_ConnectionInfo *socket = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct visit *visit = socket ? calloc(1, sizeof *visit) : NULL;

    *socket_context = visit;
    if (!visit) {
        if (socket)
            shutdown(socket->connect_fd, SHUT_RDWR);
        return;
    }
    trace_peer(&visit->peer, address ? address->client_addr : NULL, http->settings.proxies);
    connections_add(http->connections, &visit->connection, socket->connect_fd);
}

/* The socket is still open. */
static void end_connection(const struct http *http, void **socket_context)
{
    struct visit *visit = *socket_context;

    if (!visit)
        return;
    connections_remove(http->connections, &visit->connection);
    end_visit(http, visit);
    free(visit->long_target);
    free(visit);
    *socket_context = NULL;
}

static void begin_or_end_connection(void *context, struct MHD_Connection *connection, void **socket_context,
                                    enum MHD_ConnectionNotificationCode code)
{
    if (code == MHD_CONNECTION_NOTIFY_STARTED)
        begin_connection(context, connection, socket_context);
    else
        end_connection(context, socket_context);
}

/* The listener ---------------------------------------------------------------------------------------------------- */

static bool make_workers(struct http *http)
{
    http->workers = calloc(http->settings.threads, sizeof *http->workers);
    for (unsigned i = 0; http->workers && i < http->settings.threads; i++) {
        http->workers[i].public = (struct http_worker){i, arena_new()};
        if (!http->workers[i].public.arena)
            return false;
    }
    return http->workers != NULL;
}

static struct MHD_Daemon *start_daemon(struct http *http)
{
    const struct http_settings *settings = &http->settings;
    /* The library closes what it listens on, also where it fails to start: it gets a descriptor of its own. */
    int listener = fcntl(settings->listener, F_DUPFD_CLOEXEC, 0);
    struct MHD_OptionItem options[] = {
        {MHD_OPTION_LISTEN_SOCKET, listener, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, (intptr_t)settings->connections, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, HTTP_CONNECTION_BYTES, NULL},
        /* a pool of one is refused: without a pool there is one thread */
        {MHD_OPTION_THREAD_POOL_SIZE, settings->threads > 1 ? (intptr_t)settings->threads : 0, NULL},
        {MHD_OPTION_END, 0, NULL},
    };

    if (listener < 0)
        return NULL;
    return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC, 0, NULL, NULL, handle, http,
                            MHD_OPTION_URI_LOG_CALLBACK, begin_request, http, MHD_OPTION_UNESCAPE_CALLBACK,
                            leave_encoded, NULL, MHD_OPTION_NOTIFY_COMPLETED, end_request, http,
                            MHD_OPTION_NOTIFY_CONNECTION, begin_or_end_connection, http, MHD_OPTION_ARRAY, options,
                            MHD_OPTION_END);
}

struct http *http_start(const struct http_settings *settings, const struct http_service *service)
{
    struct http *http = calloc(1, sizeof *http);

    if (!http)
        return NULL;
    http->service = *service;
    http->settings = *settings;
    http->quiesced = -1;
    http->connections = connections_new();
    if (http->connections && make_workers(http))
        http->daemon = start_daemon(http);
    if (http->daemon)
        return http;
    http_stop(http);
    return NULL;
}

void http_quiesce(struct http *http)
{
    http->quiesced = MHD_quiesce_daemon(http->daemon);
}

void http_tick(struct http *http, int64_t now_ms)
{
    connections_end_idle(http->connections, now_ms);
}

void http_stop(struct http *http)
{
    if (!http)
        return;
    if (http->daemon)
        MHD_stop_daemon(http->daemon);
    if (http->quiesced >= 0)
        close(http->quiesced);
    for (unsigned i = 0; http->workers && i < http->settings.threads; i++)
        arena_free(http->workers[i].public.arena);
    free(http->workers);
    connections_free(http->connections);
    free(http);
}
