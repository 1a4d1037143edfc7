#include "db/import/findings.h"

#include <stdarg.h>

static void __attribute__((format(printf, 5, 0)))
finding(FILE *out, const char *file, size_t line, const char *grade, const char *format, va_list arguments)
{
    if (!out)
        return;
    flockfile(out); /* one finding stays one line, whoever else writes */
    fprintf(out, "%s:%zu: %s: ", file, line, grade);
    vfprintf(out, format, arguments);
    putc('\n', out);
    funlockfile(out);
}

void finding_error(struct findings *findings, const char *file, size_t line, const char *format, ...)
{
    va_list arguments;

    findings->errors++;
    va_start(arguments, format);
    finding(findings->out, file, line, "error", format, arguments);
    va_end(arguments);
}

void finding_warning(struct findings *findings, const char *file, size_t line, const char *format, ...)
{
    va_list arguments;

    findings->warnings++;
    va_start(arguments, format);
    finding(findings->out, file, line, "warning", format, arguments);
    va_end(arguments);
}
