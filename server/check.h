/**
 * The query's parameters against a route's row: typed values, or the problem with the first that is not right.
 */
#ifndef POVOLANI_CHECK_H
#define POVOLANI_CHECK_H

#include "handlers/routes.h"
#include "model/problem.h"
#include "server/target.h"

enum check_status { CHECK_OK, CHECK_REFUSED, CHECK_NO_MEMORY };

/**
 * Reads parameters.
 *
 * @param pairs    struct pair
 * @param params   given is written, in the row's order and without the parameter of PARAM_FIELDS; on CHECK_OK only
 * @param fields   what that one selects; NULL if it was not given; on CHECK_OK only
 * @param problem  kind, detail, parameter, value, allowed and did_you_mean are written on CHECK_REFUSED only; value not
 *                 where the parameter is required and was not given
 */
enum check_status check_params(const struct route *route, const struct list *pairs, struct arena *arena,
                               struct params *params, const struct selection **fields, struct problem *problem)
    __attribute__((warn_unused_result));

/** @return what was given for the parameter of a type that a route has once; NULL if nothing was. */
const struct param_values *check_given(const struct params *params, enum param_type type);

#endif
