#include "server/log.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

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
    if (write(STDERR_FILENO, line, (size_t)length + 1) < 0)
        return; /* nothing can be done about a log that cannot be written */
}
