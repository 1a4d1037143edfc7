/**
 * JSON sources: answers of the NSP API and files of MPSV, told apart by what is in them, never by their names.
 */
#ifndef POVOLANI_JSON_SOURCE_H
#define POVOLANI_JSON_SOURCE_H

#include "db/import/document.h"

/** Is it likely to be JSON? */
bool json_looks_likely(const char *bytes, size_t length);

/**
 * Reads one JSON text: RFC 8259, a byte order mark apart, and no member twice in one object.
 *
 * A text that is no JSON is an error with its line; what is wrong in a JSON text is said of line 1 with the place in
 * it. JSON that nothing reads is refused, by name where it is known.
 */
enum reading json_read(const struct input *input, struct document *document);

#endif
