/**
 * Names that stand in one text, separated by commas; a comma may also be part of a name, or trail.
 *
 * A comma ends a name unless it stands in brackets or quotes, or a lower-case letter follows: "Elektromechanik
 * měřicích, regulačních a …" is one name.
 */
#ifndef POVOLANI_NAMES_H
#define POVOLANI_NAMES_H

#include <stdbool.h>

/** Takes the next name off the list, in place; *list moves behind it. @return NULL at the end of the list. */
char *names_next(char **list);

/** Does it begin as names do: with a capital, a digit or a quote? What begins in lower case goes on with what is
 * before. */
bool names_begin(const char *text);

#endif
