#include "model/json.h"
#include "model/buffer.h"
#include "model/text.h"

#include <string.h>

/* Only a problem can quote what is not UTF-8 (a client's own words): its text ends there. */
static json_t *json_of_text(const char *text)
{
    return text ? json_stringn_nocheck(text, text_invalid_utf8(text, strlen(text))) : json_null();
}

static json_t *json_of_link(const char *path, const char *link_prefix)
{
    if (!path)
        return json_null();
    return *path == '/' ? json_sprintf("%s%s", link_prefix, path) : json_of_text(path);
}

static json_t *json_of_figure(const struct figure *figure, bool truth)
{
    if (!figure->known)
        return json_null();
    return truth ? json_boolean(figure->value != 0) : json_integer(figure->value);
}

/* The item becomes the array's, or both are released; either may be NULL for want of memory. */
static json_t *with_item(json_t *array, json_t *item)
{
    if (json_array_append_new(array, item) == 0)
        return array;
    json_decref(array);
    return NULL;
}

static json_t *json_of_levels(int64_t levels)
{
    json_t *array = json_array();
    int level = 1;

    for (uint64_t set = (uint64_t)levels; array && set != 0; set >>= 1, level++)
        if (set & 1)
            array = with_item(array, json_integer(level));
    return array;
}

static json_t *json_of_texts(const struct list *list)
{
    const char *const *texts = list->at;
    json_t *array = json_array();

    for (size_t i = 0; array && i < list->count; i++)
        array = with_item(array, json_of_text(texts[i]));
    return array;
}

static bool is_empty_map(const struct field *field, const void *at)
{
    return field->type == FIELD_MAP &&
           ((const struct list *)(const void *)((const unsigned char *)at + field->offset))->count == 0;
}

/* Adds the struct's fields to an object; releases the object and answers NULL if there is no memory. */
static json_t *with_struct(json_t *object, const struct shape *shape, const void *at, const struct selection *fields,
                           const char *link_prefix)
{
    const struct selection *inside;

    for (const struct field *field = shape->fields; object && field->name; field++) {
        if (!selection_has(fields, field, &inside) || is_empty_map(field, at))
            continue;
        if (json_object_set_new_nocheck(object, field->name, json_of_field(field, at, inside, link_prefix)) != 0) {
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

static json_t *json_of_struct(const struct shape *shape, const void *at, const struct selection *fields,
                              const char *link_prefix)
{
    return with_struct(json_object(), shape, at, fields, link_prefix);
}

static json_t *json_of_list(const struct shape *shape, const struct list *list, const struct selection *fields,
                            const char *link_prefix)
{
    const unsigned char *item = list->at;
    json_t *array = json_array();

    for (size_t i = 0; array && i < list->count; i++)
        array = with_item(array, json_of_struct(shape, item + i * shape->size, fields, link_prefix));
    return array;
}

static json_t *json_of_map(const struct shape *shape, const struct list *members, const char *link_prefix)
{
    const struct field *name = &shape->fields[0], *value = &shape->fields[1];
    const unsigned char *member = members->at;
    json_t *object = json_object();

    for (size_t i = 0; object && i < members->count; i++, member += shape->size) {
        const char *key = *(const char *const *)(const void *)(member + name->offset);

        if (json_object_set_new_nocheck(object, key, json_of_field(value, member, NULL, link_prefix)) != 0) {
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

static json_t *json_of_object(const struct shape *shape, const void *object, const struct selection *fields,
                              const char *link_prefix)
{
    return object ? json_of_struct(shape, object, fields, link_prefix) : json_null();
}

json_t *json_of_field(const struct field *field, const void *at, const struct selection *inside,
                      const char *link_prefix)
{
    const void *value = (const unsigned char *)at + field->offset;

    switch (field->type) {
    case FIELD_TEXT:
        return json_of_text(*(const char *const *)value);
    case FIELD_LINK:
        return json_of_link(*(const char *const *)value, link_prefix);
    case FIELD_NUMBER:
        return json_integer(*(const int64_t *)value);
    case FIELD_FIGURE:
    case FIELD_TRUTH:
        return json_of_figure(value, field->type == FIELD_TRUTH);
    case FIELD_SCORE:
        return json_real((double)*(const int64_t *)value / 1000);
    case FIELD_LEVELS:
        return json_of_levels(*(const int64_t *)value);
    case FIELD_TEXTS:
        return json_of_texts(value);
    case FIELD_OBJECT:
        return json_of_object(field->shape, *(const void *const *)value, inside, link_prefix);
    case FIELD_LIST:
        return json_of_list(field->shape, value, inside, link_prefix);
    case FIELD_MAP:
        return json_of_map(field->shape, value, link_prefix);
    }
    return NULL;
}

static json_t *json_of_page(const struct answer *answer, const struct style *style)
{
    json_t *list = json_pack(
        "{s:o, s:I, s:o}", "items", json_of_list(answer->shape, &answer->page.items, style->fields, style->link_prefix),
        "total", (json_int_t)answer->page.total, "next", json_of_link(style->next, style->link_prefix));

    return answer->beside_shape ? with_struct(list, answer->beside_shape, answer->beside, NULL, style->link_prefix)
                                : list;
}

static int add_text(const char *text, size_t length, void *buffer)
{
    buffer_add(buffer, text, length);
    return 0;
}

/* Digits at which a thousandth is written as it is meant: 0.813, not 0.81299999999999994. */
enum { SCORE_DIGITS = 15 };

struct bytes json_end(json_t *value)
{
    struct buffer text = {0};

    text.failed =
        !value || json_dump_callback(value, add_text, &text, JSON_COMPACT | JSON_REAL_PRECISION(SCORE_DIGITS)) != 0;
    buffer_add(&text, "\n", 1);
    json_decref(value);
    return buffer_end(&text);
}

struct bytes answer_json(const struct answer *answer, const struct style *style)
{
    if (answer->object)
        return json_end(json_of_struct(answer->shape, answer->object, style->fields, style->link_prefix));
    return json_end(json_of_page(answer, style));
}
