/**
 * Values with a level behind a colon: a competence, "soft:2.1" or "soft:2.1:4", and a load, "noise:2". What stands
 * before the first colon is of a closed set, and so is the level.
 */
#ifndef POVOLANI_LEVELED_H
#define POVOLANI_LEVELED_H

#include "handlers/params.h"

/** As value_read, for PARAM_COMPETENCE and PARAM_LOAD; number is the level, or LEVEL_NONE. */
bool leveled_read(const struct param *param, const char *text, struct value *value);

/** As value_allowed: the levels where one is missed, else the kinds or factors. */
bool leveled_allowed(const struct param *param, const char *text, struct arena *arena, struct list *allowed)
    __attribute__((warn_unused_result));

/** As value_meant. */
const char *leveled_meant(const struct param *param, const char *text, const struct list *allowed, struct arena *arena);

#endif
