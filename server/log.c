#include "server/log.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

/* Who shares standard error may have told it not to wait. */
static bool may_write_again(void)
{
    struct pollfd log = {.fd = STDERR_FILENO, .events = POLLOUT};

    return errno == EINTR || (errno == EAGAIN && (poll(&log, 1, -1) >= 0 || errno == EINTR));
}

void log_write(const char *lines, size_t length)
{
    size_t done = 0;

    while (done < length) {
        ssize_t step = write(STDERR_FILENO, lines + done, length - done);

        if (step >= 0)
            done += (size_t)step;
        else if (!may_write_again())
            return;
    }
}

void log_event(const char *format, ...)
{
    char line[PIPE_BUF];
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    if (length > (int)sizeof line - 1)
        length = (int)sizeof line - 1;
    line[length] = '\n'; /* in place of the NUL */
    log_write(line, (size_t)length + 1);
}
