/**
 * Expressions of FTS5 for words that are looked for. They come in tiers, the best first: what matches a tier and none
 * before it comes before what the next ones match (docs/scoring.md).
 *
 * A word is only ever part of a quoted term: it has letters, digits, '.', '+' and '#', nothing that could end it.
 */
#ifndef POVOLANI_SEARCH_EXPRESSION_H
#define POVOLANI_SEARCH_EXPRESSION_H

#include "db/search.h"

/** @return how many tiers the search's order has */
size_t search_tier_count(const struct search *search);

/** @return what matches a tier; "" if nothing can, or nothing that the tier before has not, but never so of a tier that
 * has all; NULL if there is no memory */
char *search_tier(struct arena *arena, const struct search *search, size_t tier);

/** @return what matches any tier, for words (struct sought); "" and NULL likewise */
char *search_all(struct arena *arena, enum search_kind kind, const struct list *words);

/** @return the tier, that one or a later one, which has all that those from that one on up to it have */
size_t search_tier_with_all(const struct search *search, size_t tier);

/** Does a tier find occupations by their alternative names, and not by their names? */
bool search_is_alternative(const struct search *search, size_t tier);

#endif
