/**
 * Findings: what is wrong in an input, said as `FILE:LINE: error|warning: what is wrong, what was expected`.
 */
#ifndef POVOLANI_FINDINGS_H
#define POVOLANI_FINDINGS_H

#include "model/arena.h"

#include <stddef.h>
#include <stdio.h>

struct findings {
    FILE *out; /* where they are written, as they are found; NULL: they are only counted */
    size_t errors;
    size_t warnings;
};

/** @param line  1 for the whole file */
void finding_error(struct findings *findings, const char *file, size_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void finding_warning(struct findings *findings, const char *file, size_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** @return the text in quotes, shortened and without what would break the line; "" if there is no memory. */
const char *finding_quote(struct arena *arena, const char *text);

#endif
