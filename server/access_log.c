#include "server/access_log.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum {
    TARGET_SHOWN = 750,
    ESCAPED_BYTES = 4, /* of a byte of the target, at most */
    OTHER_BYTES = 400, /* of a line, at most */
    WAIT_MS = 100,     /* for more lines to write at once */
    CACHE_LINE = 64,
};

static_assert(ESCAPED_BYTES * TARGET_SHOWN + OTHER_BYTES <= PIPE_BUF, "lines of several threads could mix in a pipe");

struct buffer_of_lines {
    size_t length;
    char text[PIPE_BUF];
};

/* Where a worker keeps its buffer; NULL while it is adding a line. Whoever writes it out takes it from there. */
struct place {
    _Alignas(CACHE_LINE) _Atomic(struct buffer_of_lines *) buffer;
};

struct access_log {
    unsigned workers;
    struct place *places;
    struct buffer_of_lines *spare; /* of the thread that writes */
    int bell;                      /* an eventfd: there are lines to be written … */
    atomic_bool rung;              /* … and the thread that writes knows, or will */
    atomic_bool ending;
    bool has_thread;
    pthread_t thread;
};

/* Lines ------------------------------------------------------------------------------------------------------------ */

static char *put(char *at, const char *text)
{
    return stpcpy(at, text);
}

/* No printf: with it, a line was half of what a cached answer costs. */
static char *put_number(char *at, uint64_t number)
{
    char digits[20];
    size_t count = 0;

    do
        digits[sizeof digits - ++count] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    return mempcpy(at, digits + sizeof digits - count, count);
}

/* A value that a client chose: quoted, without anything that could end the line or look like another key. */
static char *put_quoted(char *at, const char *text)
{
    static const char hex[] = "0123456789abcdef";
    size_t shown = strnlen(text, TARGET_SHOWN);

    *at++ = '"';
    for (size_t i = 0; i < shown; i++) {
        unsigned char byte = (unsigned char)text[i];

        if (byte < ' ' || byte > '~') {
            *at++ = '\\';
            *at++ = 'x';
            *at++ = hex[byte >> 4];
            *at++ = hex[byte & 15];
        } else {
            if (byte == '"' || byte == '\\')
                *at++ = '\\';
            *at++ = (char)byte;
        }
    }
    *at++ = '"';
    return text[shown] ? put(at, " cut=true") : at;
}

/* The time in UTC. Calendars are slow and locked: a thread asks for each second once. */
static char *put_time(char *at)
{
    static _Thread_local struct {
        time_t second;
        char text[sizeof "2025-01-31T23:59:59"];
    } last;
    struct timespec now;
    struct tm utc;
    unsigned ms;

    clock_gettime(CLOCK_REALTIME, &now);
    if (now.tv_sec != last.second && gmtime_r(&now.tv_sec, &utc)) {
        strftime(last.text, sizeof last.text, "%Y-%m-%dT%H:%M:%S", &utc);
        last.second = now.tv_sec;
    }
    ms = (unsigned)(now.tv_nsec / 1000000);
    at = put(at, last.text);
    *at++ = '.';
    *at++ = (char)('0' + ms / 100);
    *at++ = (char)('0' + ms / 10 % 10);
    *at++ = (char)('0' + ms % 10);
    return put(at, "Z");
}

static char *put_line(char *at, const struct access *access)
{
    at = put_time(put(at, "time="));
    at = put(put(at, " id="), access->id);
    at = put(put(at, " client="), access->client);
    at = put_quoted(put(at, " method="), access->method);
    at = put_quoted(put(at, " target="), access->target);
    at = put_number(put(at, " status="), access->status);
    at = put(at, " bytes=");
    at = access->bytes == SIZE_MAX ? put(at, "-") : put_number(at, access->bytes);
    at = put_number(put(at, " duration_us="), (uint64_t)access->duration_us);
    *at++ = '\n';
    return at;
}

/* Writing ---------------------------------------------------------------------------------------------------------- */

/* Nothing can be done about a log that cannot be written. */
static void write_out(struct buffer_of_lines *buffer)
{
    size_t done = 0;

    while (done < buffer->length) {
        ssize_t step = write(STDERR_FILENO, buffer->text + done, buffer->length - done);

        if (step < 0 && errno == EINTR)
            continue;
        if (step < 0)
            break;
        done += (size_t)step;
    }
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

    if (buffer->length + needed > sizeof buffer->text)
        write_out(buffer);
    first = buffer->length == 0;
    buffer->length = (size_t)(put_line(buffer->text + buffer->length, access) - buffer->text);
    atomic_store_explicit(&place->buffer, buffer, memory_order_release);
    if (first)
        ring(log);
}

/* Takes away a buffer that has lines, and leaves an empty one. A worker that is adding one is left alone: it would find
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
