/**
 * One value of a parameter, by the parameter's type: how it is read, what is said to who writes it wrong.
 */
#ifndef POVOLANI_VALUE_H
#define POVOLANI_VALUE_H

#include "handlers/params.h"

enum { LIMIT_DEFAULT = 20, LIMIT_MAX = 100 };

/**
 * Reads a value of any type but PARAM_FIELDS, which are no values but a selection.
 * @param value  zeroed before; its text points into text
 * @return false if it is malformed, out of range or outside its set
 */
bool value_read(const struct param *param, const char *text, struct value *value);

/** What a parameter takes, as a sentence; NULL if there is no memory. */
const char *value_rule(const struct param *param, struct arena *arena);

/**
 * Lists (const char *) the values of a closed set; none for the other types. Where text has a part of a closed set and
 * a level, the set that it misses.
 * @return false if there is no memory
 */
bool value_allowed(const struct param *param, const char *text, struct arena *arena, struct list *allowed)
    __attribute__((warn_unused_result));

/**
 * The nearest end of a range of whole numbers to one that is outside, of which all but 0 are above.
 * @param range  const char *, ascending
 * @return NULL if the text is no number, or the range is empty
 */
const char *value_end(const char *text, const struct list *range);

/**
 * The entry that a text names in Czech or English, in part or as it begins, with or without diacritics: "praha" is
 * "Hlavní město Praha".
 * @return NULL if none or several have such a name, or there is no memory
 */
const struct entry *value_named(const struct entry *entries, const char *text, struct arena *arena);

/**
 * What was probably meant by a value that was refused.
 * @param allowed  of value_allowed
 * @return NULL if nothing is near, or there is no memory
 */
const char *value_meant(const struct param *param, const char *text, const struct list *allowed, struct arena *arena);

#endif
