/**
 * Model values as JSON, by walking their shapes. For model/ only: nobody else sees jansson.
 *
 * Every function here answers NULL if there is no memory; what was made by then is released.
 */
#ifndef POVOLANI_JSON_H
#define POVOLANI_JSON_H

#include "model/answer.h"

#include <jansson.h>

/** One field of the struct at that address; inside NULL is all that is in it, link_prefix as in struct style. */
json_t *json_of_field(const struct field *field, const void *at, const struct selection *inside,
                      const char *link_prefix);

/** The value as text ended by a newline. Takes the reference; NULL is allowed and gives no bytes. */
struct bytes json_end(json_t *value);

#endif
