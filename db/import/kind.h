/**
 * What a file is that no reader takes, so that it can be refused by name.
 */
#ifndef POVOLANI_KIND_H
#define POVOLANI_KIND_H

#include <stddef.h>

/** @return "empty", "a PDF document", "JSON" …; NULL if the bytes may be text. */
const char *kind_name(const char *bytes, size_t length);

#endif
