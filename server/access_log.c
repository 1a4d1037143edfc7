#include "server/access_log.h"

#include "model/buffer.h"
#include "model/text.h"
#include "server/log.h"

#include <assert.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    TARGET_SHOWN = 750,
    ESCAPED_BYTES = 4,       /* of a byte of the target, at most */
    OTHER_BYTES = 400,       /* of a line, at most */
    WAIT_MS = 100,           /* for more lines to write at once */
    BUFFER_BYTES = 8 * 1024, /* more leaves the cache before it is written */
    CACHE_LINE = 64,
};

static_assert(ESCAPED_BYTES * TARGET_SHOWN + OTHER_BYTES <= PIPE_BUF, "lines of several threads could mix in a pipe");

struct buffer_of_lines {
    size_t length;
    char text[BUFFER_BYTES];
};

/* Where a worker keeps its buffer; NULL while it is adding a line. Whoever writes it out takes it from there. */
struct place {
    _Alignas(CACHE_LINE) _Atomic(struct buffer_of_lines *) buffer;
};

struct access_log {
    unsigned workers;
    size_t limit; /* bytes of a buffer that are used */
    struct place *places;
    struct buffer_of_lines *spare; /* of the thread that writes */
    int bell;                      /* an eventfd: there are lines to be written … */
    atomic_bool rung;              /* … and the thread that writes knows, or will */
    atomic_bool ending;
    bool has_thread;
    pthread_t thread;
};

/* Lines ------------------------------------------------------------------------------------------------------------ */

/* No printf: with it, a line was half of what a cached answer costs. */
static inline char *put(char *at, const char *text)
{
    return mempcpy(at, text, strlen(text)); /* of a literal the compiler knows both */
}

static char *put_escaped(char *at, const char *text, size_t length)
{
    for (const char *end = text + length; text < end; text++) {
        unsigned char byte = (unsigned char)*text;

        if (byte == '"' || byte == '\\') {
            *at++ = '\\';
            *at++ = *text;
        } else if (byte < ' ' || byte > '~') {
            at = hex_write(put(at, "\\x"), &byte, 1);
        } else {
            *at++ = *text;
        }
    }
    return at;
}

/* A value that a client chose: quoted, without anything that could end the line or look like another key. */
static char *put_quoted(char *at, const char *text)
{
    size_t length = strnlen(text, TARGET_SHOWN);

    *at++ = '"';
    memcpy(at, text, length);
    at = text_is_plain(at, length, '~') ? at + length : put_escaped(at, text, length);
    *at++ = '"';
    return text[length] ? put(at, " cut=true") : at;
}

/* What a thread knows of the time; calendars are slow and locked, so it asks for each second once. */
static _Thread_local struct {
    time_t second;  /* of the monotonic clock, at which offset was found */
    int64_t offset; /* nanoseconds from that clock to the calendar's */
    time_t of_text;
    char text[sizeof "2025-01-31T23:59:59"];
} calendar;

enum { NANOSECONDS = 1000000000 };

static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * NANOSECONDS + time.tv_nsec;
}

/* The monotonic time in UTC. */
static char *put_time(char *at, struct timespec time)
{
    int64_t now;
    time_t second;
    unsigned ms;
    struct tm utc;

    if (time.tv_sec != calendar.second) {
        struct timespec clock;

        clock_gettime(CLOCK_REALTIME, &clock);
        calendar.offset = nanoseconds(clock) - nanoseconds(time);
        calendar.second = time.tv_sec;
    }
    now = nanoseconds(time) + calendar.offset;
    second = (time_t)(now / NANOSECONDS);
    if (second != calendar.of_text && gmtime_r(&second, &utc)) {
        strftime(calendar.text, sizeof calendar.text, "%Y-%m-%dT%H:%M:%S", &utc);
        calendar.of_text = second;
    }
    ms = (unsigned)(now / 1000000 % 1000);
    at = mempcpy(at, calendar.text, sizeof calendar.text - 1);
    *at++ = '.';
    *at++ = (char)('0' + ms / 100);
    *at++ = (char)('0' + ms / 10 % 10);
    *at++ = (char)('0' + ms % 10);
    *at++ = 'Z';
    return at;
}

static char *put_line(char *at, const struct access *access)
{
    at = put_time(put(at, "time="), access->ended);
    at = put(put(at, " id="), access->id);
    at = put(put(at, " client="), access->client);
    at = put_quoted(put(at, " method="), access->method);
    at = put_quoted(put(at, " target="), access->target);
    at = count_write(put(at, " status="), access->status);
    at = put(at, " bytes=");
    at = access->bytes == SIZE_MAX ? put(at, "-") : count_write(at, access->bytes);
    at = count_write(put(at, " duration_us="),
                     (uint64_t)(nanoseconds(access->ended) - nanoseconds(access->began)) / 1000);
    *at++ = '\n';
    return at;
}

/* Writing ---------------------------------------------------------------------------------------------------------- */

static void write_out(struct buffer_of_lines *buffer)
{
    log_write(buffer->text, buffer->length);
    buffer->length = 0;
}

/* Whoever rings after the thread has heard rings anew; who rings before has put its lines where the thread will look.
 */
static void ring(struct access_log *log)
{
    if (!atomic_exchange(&log->rung, true))
        eventfd_write(log->bell, 1);
}

void access_log_add(struct access_log *log, unsigned worker, const struct access *access)
{
    struct place *place = &log->places[worker];
    size_t needed = ESCAPED_BYTES * strnlen(access->target, TARGET_SHOWN) + OTHER_BYTES;
    struct buffer_of_lines *buffer = atomic_exchange_explicit(&place->buffer, NULL, memory_order_acquire);
    bool first;

    if (buffer->length + needed > log->limit)
        write_out(buffer);
    first = buffer->length == 0;
    buffer->length = (size_t)(put_line(buffer->text + buffer->length, access) - buffer->text);
    atomic_store_explicit(&place->buffer, buffer, memory_order_release);
    if (first)
        ring(log);
}

/* Takes away a worker's buffer, and leaves an empty one. A worker that is adding a line is left alone: it would find
 * that there is none. Its lines are written the next time. @return false for such a worker */
static bool write_place(struct access_log *log, struct place *place)
{
    struct buffer_of_lines *buffer = atomic_load_explicit(&place->buffer, memory_order_acquire);

    if (!buffer || !atomic_compare_exchange_strong(&place->buffer, &buffer, log->spare))
        return false;
    write_out(buffer);
    log->spare = buffer;
    return true;
}

static void write_all(struct access_log *log)
{
    for (unsigned worker = 0; worker < log->workers; worker++)
        if (!write_place(log, &log->places[worker]))
            ring(log);
}

static void *run(void *context)
{
    struct access_log *log = context;
    eventfd_t rung;

    while (!atomic_load(&log->ending)) {
        if (eventfd_read(log->bell, &rung) != 0)
            continue;
        atomic_exchange(&log->rung, false);
        write_all(log);
        poll(NULL, 0, WAIT_MS);
    }
    return NULL;
}

/* Starting and ending ---------------------------------------------------------------------------------------------- */

/* What several threads write to a pipe does not mix up to PIPE_BUF bytes; a file takes more at once.
 */
static size_t limit_of(int descriptor)
{
    struct stat status;

    return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) ? BUFFER_BYTES : PIPE_BUF;
}

static bool make_places(struct access_log *log, unsigned workers)
{
    log->places = aligned_alloc(CACHE_LINE, workers * sizeof *log->places);
    log->spare = calloc(1, sizeof *log->spare);
    if (!log->places || !log->spare)
        return false;
    while (log->workers < workers) {
        struct buffer_of_lines *buffer = calloc(1, sizeof *buffer);

        if (!buffer)
            return false;
        atomic_init(&log->places[log->workers++].buffer, buffer);
    }
    return true;
}

struct access_log *access_log_new(unsigned workers)
{
    struct access_log *log = calloc(1, sizeof *log);

    if (!log)
        return NULL;
    log->limit = limit_of(STDERR_FILENO);
    log->bell = eventfd(0, EFD_CLOEXEC);
    if (log->bell >= 0 && make_places(log, workers))
        log->has_thread = pthread_create(&log->thread, NULL, run, log) == 0;
    if (log->has_thread)
        return log;
    access_log_free(log);
    return NULL;
}

void access_log_free(struct access_log *log)
{
    if (!log)
        return;
    if (log->has_thread) {
        atomic_store(&log->ending, true);
        eventfd_write(log->bell, 1); /* also if it is rung already: nothing else wakes the thread */
        pthread_join(log->thread, NULL);
        write_all(log);
    }
    for (unsigned worker = 0; worker < log->workers; worker++)
        free(log->places[worker].buffer);
    if (log->bell >= 0)
        close(log->bell);
    free(log->places);
    free(log->spare);
    free(log);
}
