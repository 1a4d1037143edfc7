/**
 * Reading JSON in tests: the document, and what was said of it.
 */
#ifndef POVOLANI_TEST_JSON_READING_H
#define POVOLANI_TEST_JSON_READING_H

#include "db/import/document.h"

struct json_reading {
    enum reading status;
    struct document document;
    struct findings findings;
    char *said; /* what was written of findings */
    struct arena *arena;
};

/** Reads bytes as a file of that path. */
struct json_reading json_reading(const char *path, const char *bytes, size_t length);

/** Reads a text as "answers/a.json". */
struct json_reading json_reading_of(const char *text);

/** Reads a file of the shared material; arena is NULL if it is absent, which is said. */
struct json_reading json_reading_shared(const char *name);

void json_reading_release(struct json_reading *reading);

/** A text with one word of it replaced: the test fails if it is not there. The caller frees. */
char *json_with(const char *text, const char *word, const char *instead);

/** Reads a text and fails unless it has the one finding "answers/a.json:LINE: GRADE: SAYS…". */
void json_check_finding(const char *text, size_t line, const char *grade, const char *says);

#endif
