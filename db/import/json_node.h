/**
 * Taking values out of a JSON text: each knows its place, so that a finding can name it ("data[3].isco.code"), and each
 * has its type checked. jansson keeps no lines, so findings are said of line 1.
 *
 * Members that nobody asks for are not looked at: what publishes them may add some. null and a missing member are the
 * same: unknown.
 */
#ifndef POVOLANI_JSON_NODE_H
#define POVOLANI_JSON_NODE_H

#include "db/import/document.h"

#include <jansson.h>

enum { JSON_ERRORS_MAX = 100 /* of one file: more would tell nobody more */ };

/** The state of one reading. After an error the reader goes on, so that one run shows all faults. */
struct json_reader {
    const struct input *input;
    struct document *document;
    size_t errors;
    bool no_memory; /* something failed for it: the document is not handed over */
};

/** A value and its place. Nodes are made on the stack; what they stand in must outlive them. */
struct node {
    json_t *value;            /* borrowed; NULL: missing or null */
    const struct node *above; /* what it stands in; NULL: it is the whole text */
    const char *member;       /* its name there; NULL: it is an element */
    size_t index;
};

struct node node_member(const struct node *object, const char *name);
struct node node_element(const struct node *array, size_t index);

/** Does the value, which need not be an object, have such a member, be it null? */
bool node_has(const struct node *object, const char *name);

/** Does the object, or any element of the array, have such a member? */
bool node_any_has(const struct node *node, const char *name);

/** The format goes on after the value's place: "data[3].code", " is …; expected …". */
void node_error(struct json_reader *reader, const struct node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void node_warning(struct json_reader *reader, const struct node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** Reports that the value is what it is. @param expected  "a text" */
void node_unexpected(struct json_reader *reader, const struct node *node, const char *expected);

/** Is it an object? If it is something else, but not null, it is reported. */
bool node_is_object(struct json_reader *reader, const struct node *node);

/** @return how many elements the array has; 0 of null; anything else is reported. */
size_t node_count(struct json_reader *reader, const struct node *array);

/** @return the text in one plain line, in the arena; NULL: null, empty, or reported. */
const char *node_text(struct json_reader *reader, const struct node *node);

/** node_text of what may not miss: NULL is always reported. */
const char *node_needed_text(struct json_reader *reader, const struct node *node);

/** node_text that keeps line ends. */
const char *node_lines(struct json_reader *reader, const struct node *node);

/** @return the whole number; unknown: null, or reported. */
struct figure node_integer(struct json_reader *reader, const struct node *node);

/** node_integer of a value of an enumeration, which may be wrapped: 1 or {"id": 1}. */
struct figure node_choice(struct json_reader *reader, const struct node *node);

/** @return the text if it has nothing but ASCII letters, digits and signs; NULL: null, empty, or reported. */
const char *node_code(struct json_reader *reader, const struct node *node, const char *signs);

/** @return the CZ-ISCO code, 1 to 5 digits as text; NULL: null, empty, or reported. */
const char *node_isco(struct json_reader *reader, const struct node *node);

/** Tells which rows came before. Starts as {0}, ends with node_seen_release. */
struct node_seen {
    void *set; /* seen.h: item is the index of the first row */
};

/**
 * Notes that the row at an index has a key.
 * @param key    lives as long as the set
 * @param first  index of the first row that has it: the row's own if it is new
 */
bool node_seen_before(struct json_reader *reader, struct node_seen *seen, const char *key, size_t index, size_t *first);
void node_seen_release(struct node_seen *seen);

/** Memory: what fails is remembered in no_memory. */
void *node_take(struct json_reader *reader, size_t size);
void *node_add(struct json_reader *reader, struct list *list, size_t size);

/** Makes room for exactly that many items of a list that is empty. */
void node_reserve(struct json_reader *reader, struct list *list, size_t size, size_t count);

/** Adds to the document's namings; a code or a name that is NULL names nothing. */
void node_naming(struct json_reader *reader, const char *kind, const char *code, const char *name);

#endif
