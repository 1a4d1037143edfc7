#include "model/body.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    struct arena *arena;
    struct problem *problem;
};

/* What is wrong ---------------------------------------------------------------------------------------------------- */

/* The value as it was given, as far as a problem quotes it: a text plain, all else as JSON. */
static const char *quoted(json_t *value, struct arena *arena)
{
    char *text = json_is_string(value) ? strdup(json_string_value(value))
                                       : json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_ENSURE_ASCII);
    const char *quote = text ? arena_text(arena, text, strlen(text)) : NULL;

    free(text);
    return quote ? problem_quote(quote, arena) : NULL;
}

/* @param value  NULL: there is none */
static enum body_status refuse(struct reading *reading, const char *pointer, const char *value, const char *detail)
{
    *reading->problem = (struct problem){
        .kind = PROBLEM_BAD_BODY,
        .detail = detail,
        .parameter = pointer ? problem_quote(pointer, reading->arena) : NULL,
        .value = value,
        .allowed = reading->problem->allowed,
        .did_you_mean = reading->problem->did_you_mean,
    };
    return detail && reading->problem->parameter ? BODY_REFUSED : BODY_NO_MEMORY;
}

static enum body_status refuse_type(struct reading *reading, const char *pointer, json_t *value, const char *takes)
{
    const char *quote = quoted(value, reading->arena);

    return quote ? refuse(reading, pointer, quote,
                          arena_format(reading->arena, "%s takes %s.", *pointer ? pointer : "The body", takes))
                 : BODY_NO_MEMORY;
}

/* A name as a part of a pointer (RFC 6901, 3). */
static const char *pointer_to(struct arena *arena, const char *pointer, const char *name)
{
    char *part = arena_take(arena, 2 * strlen(name) + 1);
    char *at = part;

    for (; part && *name; name++) {
        if (*name == '~' || *name == '/') {
            *at++ = '~';
            *at++ = *name == '/' ? '1' : '0';
        } else {
            *at++ = *name;
        }
    }
    return part ? arena_format(arena, "%s/%s", pointer, part) : NULL;
}

static enum body_status refuse_member(struct reading *reading, const char *pointer, const struct shape *shape,
                                      const char *name, json_t *value)
{
    struct list *allowed = &reading->problem->allowed;
    const char *quote = quoted(value, reading->arena);

    if (!quote)
        return BODY_NO_MEMORY;
    for (const struct field *field = shape->fields; field->name; field++)
        if (!list_add_text(allowed, reading->arena, field->name))
            return BODY_NO_MEMORY;
    reading->problem->did_you_mean = problem_nearest(name, allowed);
    return refuse(reading, pointer_to(reading->arena, pointer, name), quote,
                  "There is no such member here; allowed has the names of those that are.");
}

/* Values ----------------------------------------------------------------------------------------------------------- */

static enum body_status read_text(struct reading *reading, json_t *value, const char **out, const char *pointer)
{
    size_t length = json_string_length(value);
    char *text;

    if (!json_is_string(value))
        return refuse_type(reading, pointer, value, "a text");
    text = arena_text(reading->arena, json_string_value(value), length);
    for (size_t i = 0; text && i < length; i++)
        text[i] = text[i] ? text[i] : ' ';
    *out = text;
    return text ? BODY_OK : BODY_NO_MEMORY;
}

static enum body_status read_figure(struct reading *reading, json_t *value, struct figure *out, const char *pointer)
{
    if (!value || json_is_null(value))
        return BODY_OK;
    if (!json_is_integer(value))
        return refuse_type(reading, pointer, value, "a whole number");
    *out = (struct figure){true, json_integer_value(value)};
    return BODY_OK;
}

static enum body_status read_struct(struct reading *reading, const struct shape *shape, json_t *value, void *at,
                                    const char *pointer);

/* Texts where shape is NULL, else structs. */
static enum body_status read_list(struct reading *reading, const struct shape *shape, json_t *value, struct list *list,
                                  const char *pointer)
{
    enum body_status status = BODY_OK;
    json_t *item;
    size_t index;

    if (!json_is_array(value))
        return refuse_type(reading, pointer, value, shape ? "a list of objects" : "a list of texts");
    json_array_foreach (value, index, item) {
        const char *place = arena_format(reading->arena, "%s/%zu", pointer, index);
        void *into = list_add(list, reading->arena, shape ? shape->size : sizeof(const char *));

        if (!place || !into)
            return BODY_NO_MEMORY;
        status = shape ? read_struct(reading, shape, item, into, place) : read_text(reading, item, into, place);
        if (status != BODY_OK)
            break;
    }
    return status;
}

static enum body_status read_field(struct reading *reading, const struct field *field, json_t *value, void *at,
                                   const char *pointer)
{
    if (field->type == FIELD_FIGURE)
        return read_figure(reading, value, at, pointer);
    if (!value)
        return refuse(reading, pointer, NULL, arena_format(reading->arena, "%s is missing.", pointer));
    return field->type == FIELD_TEXT ? read_text(reading, value, at, pointer)
                                     : read_list(reading, field->shape, value, at, pointer);
}

static enum body_status read_struct(struct reading *reading, const struct shape *shape, json_t *value, void *at,
                                    const char *pointer)
{
    enum body_status status = BODY_OK;
    const char *name;
    json_t *member;

    if (!json_is_object(value))
        return refuse_type(reading, pointer, value, "an object");
    json_object_foreach (value, name, member)
        if (!shape_field(shape, name, strlen(name)))
            return refuse_member(reading, pointer, shape, name, member);
    for (const struct field *field = shape->fields; field->name && status == BODY_OK; field++) {
        const char *place = pointer_to(reading->arena, pointer, field->name);

        status = place ? read_field(reading, field, json_object_get(value, field->name),
                                    (unsigned char *)at + field->offset, place)
                       : BODY_NO_MEMORY;
    }
    return status;
}

enum body_status body_read(const struct shape *shape, const char *text, size_t length, struct arena *arena,
                           void *object, struct problem *problem)
{
    struct reading reading = {arena, problem};
    json_error_t error;
    json_t *value = json_loadb(text, length, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
    enum body_status status;

    if (!value && json_error_code(&error) == json_error_out_of_memory)
        return BODY_NO_MEMORY;
    if (!value)
        return refuse(&reading, "", NULL,
                      arena_format(arena, "The body is no JSON: %s in line %d, column %d.", error.text, error.line,
                                   error.column));
    status = read_struct(&reading, shape, value, object, "");
    json_decref(value);
    return status;
}
