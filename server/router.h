/**
 * Which row of the table of routes a path belongs to.
 */
#ifndef POVOLANI_ROUTER_H
#define POVOLANI_ROUTER_H

#include "handlers/routes.h"
#include "server/negotiate.h"
#include "server/target.h"

struct match {
    const struct route *route;       /* the row of the method, else any row of the path; NULL: there is no such path */
    unsigned methods;                /* a set of all that the path's rows have: bit n is enum method n */
    const struct media_type *suffix; /* asked for by the suffix; the row offers it. NULL: by none */
    struct span captures[2];         /* the values of {…}; the second is empty where there is one only */
};

/**
 * Finds the row of a path. Rows that could match the same path stand in the table the more literal first.
 * @param table  ends with a NULL path
 */
struct match router_match(const struct route *table, const struct target *target, enum method method);

/**
 * A path of ours that is near to one that is not there: without a trailing slash or a suffix, with /v1 before it, or
 * spelt as in the table.
 *
 * @param path  written always: NULL if none is near
 * @return false if there is no memory
 */
bool router_nearest(const struct route *table, const struct target *target, struct arena *arena, const char **path)
    __attribute__((warn_unused_result));

/**
 * Writes the path of a row, percent-encoded, without a suffix. No NUL follows.
 * @param out  has room for the pattern and TARGET_ENCODED_MAX times the captures
 * @return the end of what was written
 */
char *router_path(char *out, const struct route *route, const struct span captures[2]);

/** May this be an id or a code: 1 to 200 bytes without spaces and control characters? */
bool router_is_code(struct span text);

#endif
