/**
 * An occupation as JSON-LD: an Occupation of schema.org, for search engines and whoever links data.
 */
#ifndef POVOLANI_JSONLD_H
#define POVOLANI_JSONLD_H

#include "model/answer.h"

/**
 * The answer, one struct occupation, as JSON-LD text ended by a newline. What is not known is left out. A member is
 * there if the field that it is made of is selected; @context, @type, @id and occupationLocation always are.
 */
struct bytes answer_jsonld(const struct answer *answer, const struct style *style);

#endif
