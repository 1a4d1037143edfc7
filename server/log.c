#include "server/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LINE_BYTES = 4096, TARGET_SHOWN = 1024 };

/** A line that is put together; what does not fit is left out. One byte is kept for the newline. */
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

/** A value that a client chose: quoted, without anything that could end the line or look like another key. */
static void put_quoted(struct line *line, const char *text)
{
    size_t shown = strnlen(text, TARGET_SHOWN);

    put(line, "\"");
    for (size_t i = 0; i < shown; i++) {
        unsigned char byte = (unsigned char)text[i];

        if (byte == '"' || byte == '\\')
            put(line, "\\%c", byte);
        else if (byte < ' ' || byte > '~')
            put(line, "\\x%02x", byte);
        else
            put(line, "%c", byte);
    }
    put(line, text[shown] ? "...\"" : "\"");
}

/** Nothing can be done about a log that cannot be written. */
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

void log_access(const struct log_access *access)
{
    struct line line;
    struct timespec now;
    struct tm utc;

    line.length = 0; /* not the whole line: it is 4 kB a request */
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    put(&line, "time=%04d-%02d-%02dT%02d:%02d:%02d.%03ldZ id=%s client=%s method=", utc.tm_year + 1900, utc.tm_mon + 1,
        utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, now.tv_nsec / 1000000, access->id, access->client);
    put_quoted(&line, access->method);
    put(&line, " target=");
    put_quoted(&line, access->target);
    put(&line, " status=%u bytes=%zu duration_us=%lld", access->status, access->bytes, (long long)access->duration_us);
    write_line(&line);
}
