/**
 * The lines of a text source: bytes are checked, brought into one plain form and handed out line by line.
 *
 * The plain form: UTF-8 in NFC, lines end with LF, every Unicode space is U+0020, no spaces around tabs and at the ends
 * of a line, no tabs at its end, no byte order mark. The numbers of lines stay those of the file.
 */
#ifndef POVOLANI_LINE_H
#define POVOLANI_LINE_H

#include "db/import/findings.h"
#include "model/arena.h"

#include <stdbool.h>
#include <stddef.h>

/** Stands in the plain form for a character at fault; as control characters are faults, nothing else is SUB. */
#define LINE_FAULT '\x1A'

/** After so many lines at fault it is no text, or no UTF-8: the rest is not read. */
enum { LINE_FAULTS_MAX = 10 };

/**
 * Brings bytes into the plain form.
 *
 * What is not UTF-8 and what is a control character (C0 but TAB, LF and CR before LF; DEL, C1, U+2028, U+2029) is
 * reported with its line, once a line, and replaced by LINE_FAULT.
 *
 * @param faults  how many lines were reported; with LINE_FAULTS_MAX of them the text ends there
 * @return the NUL-terminated text in the arena; NULL if there is no memory
 */
char *line_plain_text(const char *bytes, size_t length, struct arena *arena, struct findings *findings,
                      const char *file, size_t *faults);

/**
 * The plain form of a value that is no line of its file (of a JSON text): without blank lines and spaces around it, its
 * tabs are spaces.
 *
 * @param one_line  line ends in it are spaces, too
 * @param faults    how many lines of it have a character at fault; nothing is reported
 * @return the NUL-terminated text in the arena; NULL if there is no memory
 */
char *line_plain_value(const char *value, size_t length, bool one_line, struct arena *arena, size_t *faults);

struct line {
    char *text;    /* NUL-terminated, never empty; cells are separated by tabs */
    size_t number; /* 1 is the file's first line */
    size_t blanks; /* blank lines just before it */
};

/** Where the reading of a plain text is; starts as {.next = text}. */
struct lines {
    char *next;
    size_t number; /* of the line taken last */
};

/** Takes the next line that is not blank out of the text (its LF becomes NUL). @return false at the end. */
bool line_next(struct lines *lines, struct line *line);

/**
 * Splits a line into its cells, in place: line->text is then the first of them.
 *
 * @param most  how many cells there is room for
 * @return how many cells the line has, those beyond most too
 */
size_t line_split(struct line *line, char *cells[], size_t most);

#endif
