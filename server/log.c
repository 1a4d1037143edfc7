#include "server/log.h"

#include <assert.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A line has room for a target of escapes only, four bytes each, and for all else. */
enum { TARGET_SHOWN = 750, LINE_BYTES = 4 * TARGET_SHOWN + 1000 };

static_assert(LINE_BYTES <= PIPE_BUF, "longer lines of several threads could mix in a pipe");

/* A line that is put together; what does not fit is left out. One byte is kept for the newline. */
struct line {
    char text[LINE_BYTES];
    size_t length;
};

static void put(struct line *line, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put_arguments(struct line *line, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

static void put_arguments(struct line *line, const char *format, va_list arguments)
{
    size_t room = LINE_BYTES - 1 - line->length;
    int length = vsnprintf(line->text + line->length, room, format, arguments);

    if (length > 0)
        line->length += (size_t)length < room ? (size_t)length : room - 1;
}

static void put(struct line *line, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    put_arguments(line, format, arguments);
    va_end(arguments);
}

/* A value that a client chose: quoted, without anything that could end the line or look like another key. */
static void put_quoted(struct line *line, const char *text)
{
    static const char hex[] = "0123456789abcdef";
    size_t shown = strnlen(text, TARGET_SHOWN);
    char *at = line->text + line->length;

    /* No printf a byte: this is half of what a cached answer costs. */
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
    line->length = (size_t)(at - line->text);
    if (text[shown])
        put(line, " cut=true");
}

/* Nothing can be done about a log that cannot be written. */
static void write_line(struct line *line)
{
    line->text[line->length++] = '\n';
    if (write(STDERR_FILENO, line->text, line->length) < 0)
        return;
}

void log_event(const char *format, ...)
{
    struct line line = {.length = 0};
    va_list arguments;

    va_start(arguments, format);
    put_arguments(&line, format, arguments);
    va_end(arguments);
    write_line(&line);
}

/* The time in UTC. Calendars are slow and locked: a thread asks for each second once. */
static void put_time(struct line *line)
{
    static _Thread_local struct {
        time_t second;
        char text[sizeof "2025-01-31T23:59:59"];
    } last;
    struct timespec now;
    struct tm utc;

    clock_gettime(CLOCK_REALTIME, &now);
    if (now.tv_sec != last.second && gmtime_r(&now.tv_sec, &utc)) {
        strftime(last.text, sizeof last.text, "%Y-%m-%dT%H:%M:%S", &utc);
        last.second = now.tv_sec;
    }
    put(line, "time=%s.%03ldZ", last.text, now.tv_nsec / 1000000);
}

void log_access(const struct log_access *access)
{
    struct line line;

    line.length = 0; /* not the whole line: clearing it would cost more than the rest */
    put_time(&line);
    put(&line, " id=%s client=%s method=", access->id, access->client);
    put_quoted(&line, access->method);
    put(&line, " target=");
    put_quoted(&line, access->target);
    put(&line, " status=%u bytes=%zu duration_us=%lld", access->status, access->bytes, (long long)access->duration_us);
    write_line(&line);
}
