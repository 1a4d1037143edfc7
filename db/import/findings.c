#include "db/import/findings.h"

#include <ctype.h>
#include <stdarg.h>
#include <string.h>

enum { QUOTE_BYTES = 80 };

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

const char *finding_quote(struct arena *arena, const char *text)
{
    size_t length = strlen(text);
    char *quote;

    if (length > QUOTE_BYTES) {
        length = QUOTE_BYTES;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    quote = arena_format(arena, text[length] ? "\"%.*s…\"" : "\"%.*s\"", (int)length, text);
    for (char *at = quote; at && *at; at++)
        if (iscntrl((unsigned char)*at))
            *at = '?';
    return quote ? quote : "";
}
