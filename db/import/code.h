/**
 * What codes look like, whichever reader meets them.
 */
#ifndef POVOLANI_CODE_H
#define POVOLANI_CODE_H

#include <stdbool.h>

enum {
    CODE_NUMBER_DIGITS = 6, /* at most, of an NSP number */
    CODE_SLUG_BYTES = 128,  /* at most: a slug becomes part of paths and of a file's name; the longest known has 30 */
};

/** CZ-ISCO: 1 to 5 digits. */
bool code_is_isco(const char *text);

/** Is it the code for what is in no group of CZ-ISCO (9999, 99999)? */
bool code_is_unclassified(const char *code);

/** A slug of lower-case ASCII letters, digits and "-". */
bool code_is_slug(const char *text);

/** A slug that no NSP number can be taken for: both are ids. 8553570196 is a real one. */
bool code_is_unit_slug(const char *text);

/** Only ASCII letters, digits and the signs ("._-"): codes are parts of our paths. */
bool code_is_of(const char *text, const char *signs);

/** A district, LAU 1: "CZ0642", "CZ020A". */
bool code_is_district(const char *text);

#endif
