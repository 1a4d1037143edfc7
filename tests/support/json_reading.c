#include "tests/support/json_reading.h"

#include "db/import/json_source.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATH "answers/a.json"

struct json_reading json_reading(const char *path, const char *bytes, size_t length)
{
    struct json_reading reading = {.arena = arena_new(), .document = {.path = path, .name = path}};
    struct input input = {.path = path, .bytes = bytes, .length = length, .arena = reading.arena};
    size_t size;

    ck_assert_ptr_nonnull(reading.arena);
    reading.findings.out = open_memstream(&reading.said, &size);
    ck_assert_ptr_nonnull(reading.findings.out);
    input.findings = &reading.findings;
    reading.status = json_read(&input, &reading.document);
    ck_assert_int_eq(fclose(reading.findings.out), 0);
    reading.findings.out = NULL;
    ck_assert_msg((reading.status == READING_DONE) == (reading.findings.errors == 0), "%s: %s", path, reading.said);
    return reading;
}

struct json_reading json_reading_of(const char *text)
{
    return json_reading(PATH, text, strlen(text));
}

struct json_reading json_reading_shared(const char *name)
{
    const char *path = support_shared(name);
    struct json_reading reading = {0};
    size_t length;
    char *bytes;

    if (!path)
        return reading;
    bytes = support_read(path, &length);
    reading = json_reading(name, bytes, length);
    free(bytes);
    return reading;
}

void json_reading_release(struct json_reading *reading)
{
    arena_free(reading->arena);
    free(reading->said);
    *reading = (struct json_reading){0};
}

char *json_with(const char *text, const char *word, const char *instead)
{
    const char *found = strstr(text, word);
    char *changed = malloc(strlen(text) + strlen(instead) + 1);

    ck_assert_msg(found && changed, "%s is not in %s", word, text);
    memcpy(changed, text, (size_t)(found - text));
    strcpy(stpcpy(changed + (found - text), instead), found + strlen(word));
    return changed;
}

void json_check_finding(const char *text, size_t line, const char *grade, const char *says)
{
    struct json_reading reading = json_reading_of(text);
    char begins[1024];

    snprintf(begins, sizeof begins, PATH ":%zu: %s: %s", line, grade, says);
    ck_assert_msg(strncmp(reading.said, begins, strlen(begins)) == 0 &&
                      reading.findings.errors + reading.findings.warnings == 1,
                  "%s\nexpected one finding that begins %s, got:\n%s", text, begins, reading.said);
    json_reading_release(&reading);
}
