/**
 * The JSON body of a request as a struct, read by walking its shape: the way back of json.h. Strict: what the shape
 * does not have is refused, and all that it has must be there, but a figure, which may be left out or null.
 */
#ifndef POVOLANI_BODY_H
#define POVOLANI_BODY_H

#include "model/problem.h"

enum body_status { BODY_OK, BODY_REFUSED, BODY_NO_MEMORY };

/**
 * Reads a body.
 *
 * @param shape    of FIELD_TEXT, FIELD_FIGURE, FIELD_TEXTS and FIELD_LIST; in texts a NUL becomes a space
 * @param object   zeroed; the shape's struct, its texts and lists in the arena; to be read on BODY_OK only
 * @param problem  written on BODY_REFUSED only: kind, detail, parameter (a JSON pointer, RFC 6901:
 * "/competences/3/level"), value, allowed and did_you_mean
 */
enum body_status body_read(const struct shape *shape, const char *text, size_t length, struct arena *arena,
                           void *object, struct problem *problem) __attribute__((warn_unused_result));

#endif
