/**
 * The canonical target: one spelling for all requests that ask for the same.
 *
 * The path as its row has it, with the suffix; the parameters in the row's order, then limit, then cursor; values
 * sorted where their order means nothing; defaults left out; percent-encoded where it has to be.
 */
#ifndef POVOLANI_CANONICAL_H
#define POVOLANI_CANONICAL_H

#include "server/plan.h"
#include "server/router.h"

/**
 * Writes canonical, restart and scope of a plan.
 *
 * @param plan           route, params, fields and representation are read
 * @param target_length  of the target as it came: what is written is bounded by it
 * @return false if there is no memory
 */
bool canonical_write(struct plan *plan, const struct match *match, size_t target_length, struct arena *arena)
    __attribute__((warn_unused_result));

#endif
