/**
 * Shapes: what a struct of the model looks like outside.
 *
 * Each concept (a wage row, a competence …) is one plain struct and one table of its fields. JSON, CSV, the `fields`
 * parameter, the reading of database rows and the test of openapi.yaml all walk that table, so a field is named once.
 */
#ifndef POVOLANI_SHAPE_H
#define POVOLANI_SHAPE_H

#include "model/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A number that its source may not have: JSON null, an empty CSV cell and SQL NULL where it is not known. */
struct figure {
    bool known;
    int64_t value;
};

/** Items of one kind side by side. Zeroed is empty. The items live in the arena that list_add was given. */
struct list {
    void *at; /* assign to a typed pointer: const struct wage *wage = list.at; */
    size_t count;
    size_t capacity;
};

/** @return a new zeroed item of size bytes at the list's end; NULL if there is no memory. */
void *list_add(struct list *list, struct arena *arena, size_t size);

/** Adds one text (not copied) to a list of const char *. @return false if there is no memory. */
bool list_add_text(struct list *list, struct arena *arena, const char *text);

/** Adds one number to a list of uint32_t. @return false if there is no memory. */
bool list_add_number(struct list *list, struct arena *arena, uint32_t number);

enum field_type {
    FIELD_TEXT,   /* const char *; NULL is null */
    FIELD_LINK,   /* const char *: a path of ours ("/v1/…") goes out behind the public URL; NULL is null */
    FIELD_NUMBER, /* int64_t, always known */
    FIELD_FIGURE, /* struct figure: a number or null */
    FIELD_TRUTH,  /* struct figure: 0 false, else true, or null */
    FIELD_SCORE,  /* int64_t, thousandths: 813 is the number 0.813 outside */
    FIELD_LEVELS, /* int64_t, a set: bit n - 1 is level n; a list of numbers outside */
    FIELD_TEXTS,  /* struct list of const char * */
    FIELD_OBJECT, /* pointer to a struct of the field's shape; NULL is null */
    FIELD_LIST,   /* struct list of structs of the field's shape */
    FIELD_MAP, /* the same, as an object: a struct's first field is a member's name, its second the value. Only beside
                * items; an empty one is left out. */
};

struct shape;

struct field {
    const char *name;
    enum field_type type;
    size_t offset;
    const struct shape *shape; /* of FIELD_OBJECT, FIELD_LIST and FIELD_MAP */
    const char *key;           /* what stands before its value in JSON: ,"name": */
    size_t key_length;
};

struct shape {
    const char *name; /* the schema's name in openapi.yaml, "Wage" */
    size_t size;
    const struct field *fields; /* in the order in which they are shown; ends with a NULL name */
};

/** A row of a shape's table: the member is called outside what it is called in the struct. */
#define FIELD(of, member, kind)        FIELD_AT(member, kind, offsetof(struct of, member), NULL)
#define FIELD_IN(of, member, kind, in) FIELD_AT(member, kind, offsetof(struct of, member), &(in))
#define FIELD_AT(name, kind, offset, in)                                                                               \
    {                                                                                                                  \
#name, kind, offset, in, ",\"" #name "\":", sizeof ",\"" #name "\":" - 1                                       \
    }

/** Defines a shape and its table: SHAPE(term_shape, "Term", term, FIELD(term, id, FIELD_TEXT), …); */
#define SHAPE(variable, title, of, ...)                                                                                \
    static const struct field variable##_fields[] = {__VA_ARGS__, {0}};                                                \
    const struct shape variable = {title, sizeof(struct of), variable##_fields}

/** @return the field of that name (length bytes of it); NULL if the shape has none. */
const struct field *shape_field(const struct shape *shape, const char *name, size_t length);

/** Which fields of a shape are wanted. NULL stands for all of them. */
struct selection {
    const struct field *field;
    struct selection *inside; /* of an object or a list: NULL is all of it */
    struct selection *next;
};

enum selection_status { SELECTION_OK, SELECTION_UNKNOWN, SELECTION_NO_MEMORY };

/**
 * Adds a dotted path ("isco.code") to a selection.
 *
 * @param selection  *selection is NULL at first; the nodes live in the arena
 * @return SELECTION_UNKNOWN if the shape has no such path; the selection is then of no more use
 */
enum selection_status selection_add(struct selection **selection, struct arena *arena, const struct shape *shape,
                                    const char *path) __attribute__((warn_unused_result));

/** Is the field wanted? *inside is then what is wanted inside it. */
bool selection_has(const struct selection *selection, const struct field *field, const struct selection **inside);

#endif
