/**
 * The request target: path and query as texts, decoded, and how they are written again.
 */
#ifndef POVOLANI_TARGET_H
#define POVOLANI_TARGET_H

#include "model/shape.h"

/** A decoded text. It ends with a NUL, but %00 may have put others inside: compare by length. */
struct span {
    const char *at;
    size_t length;
};

/** One name=value of the query; a name without "=" has an empty value. */
struct pair {
    struct span name;
    struct span value;
};

enum {
    SEGMENTS_MAX = 8,       /* our deepest path has four: whatever has more than these is not there */
    TARGET_ENCODED_MAX = 3, /* bytes that one byte can become: "%C4" */
};

struct target {
    struct span segments[SEGMENTS_MAX]; /* "/" is one empty segment, "/a/" is "a" and an empty one */
    size_t segment_count;               /* all of them, also those that found no room */
    struct list pairs;                  /* struct pair, in the order in which they came; all of them UTF-8 */
};

enum target_status {
    TARGET_OK,
    TARGET_BAD_FORM,   /* neither "/…" nor "http://host…" */
    TARGET_BAD_ESCAPE, /* "%" without two hexadecimal digits */
    TARGET_BAD_UTF8,
    TARGET_NO_MEMORY,
};

/**
 * Where a target's path begins: behind scheme and host where it is in absolute form.
 * @param length  of the path, without the query
 * @return "/" where an absolute form has no path; NULL if the target has neither form
 */
const char *target_path(const char *target, size_t *length);

/**
 * Takes a target apart and decodes it. "+" is a space in the query only.
 *
 * @param parsed  its texts live in the arena
 * @param at      the offset of the faulty escape, or of the text that is not UTF-8; written on these two only
 */
enum target_status target_parse(const char *target, struct arena *arena, struct target *parsed, size_t *at)
    __attribute__((warn_unused_result));

/**
 * Writes a text percent-encoded: all but letters, digits, "-._~" and the characters of also. No NUL follows.
 * @param out  has room for TARGET_ENCODED_MAX times the text
 * @return the end of what was written
 */
char *target_encode(char *out, struct span text, const char *also);

#endif
