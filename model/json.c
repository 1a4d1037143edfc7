#include "model/json.h"
#include "model/text.h"

#include <jansson.h>
#include <limits.h>
#include <string.h>

/* Digits at which a thousandth is written as it is meant: 0.813, not 0.81299999999999994. */
enum { SCORE_DIGITS = 15 };

static void add_literal(struct json *json, const char *literal)
{
    buffer_add(&json->text, literal, strlen(literal));
}

static int add_bytes(const char *bytes, size_t length, void *buffer)
{
    buffer_add(buffer, bytes, length);
    return 0;
}

/* Takes the value; NULL is one for which there was no memory. */
static void add_value(struct json *json, json_t *value)
{
    const size_t flags = JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(SCORE_DIGITS);

    json->text.failed |= !value || json_dump_callback(value, add_bytes, &json->text, flags) != 0;
    json_decref(value);
}

/* A string of a text that was copied behind the quote at the end of the buffer, where there is room for its end. */
static void end_string(struct json *json, char *text, size_t length)
{
    if (json->doubted)
        length = text_invalid_utf8(text, length);
    if (text_is_plain(text, length, UCHAR_MAX)) { /* what JSON does not escape */
        text[length] = '"';
        json->text.length += length + 2;
    } else {
        add_value(json, json_stringn_nocheck(text, length));
    }
}

static void add_text(struct json *json, const char *text)
{
    size_t length = text ? strlen(text) : 0;
    char *room = buffer_room(&json->text, length + TEXT_BLOCK_BYTES + 2);

    if (!room)
        return;
    if (!text) {
        add_literal(json, "null");
        return;
    }
    *room++ = '"';
    memcpy(room, text, length);
    end_string(json, room, length);
}

static void add_link(struct json *json, const char *path)
{
    size_t before = strlen(json->link_prefix), length = path ? strlen(path) : 0;
    char *room;

    if (!path || *path != '/') {
        add_text(json, path);
        return;
    }
    room = buffer_room(&json->text, before + length + TEXT_BLOCK_BYTES + 2);
    if (!room)
        return;
    *room++ = '"';
    memcpy(room, json->link_prefix, before);
    memcpy(room + before, path, length);
    end_string(json, room, before + length);
}

static void add_figure(struct json *json, const struct figure *figure, bool truth)
{
    if (!figure->known)
        add_literal(json, "null");
    else if (truth)
        add_literal(json, figure->value != 0 ? "true" : "false");
    else
        buffer_add_number(&json->text, figure->value);
}

static void add_levels(struct json *json, int64_t levels)
{
    size_t start = json->text.length;
    int64_t level = 1;

    for (uint64_t set = (uint64_t)levels; set != 0; set >>= 1, level++) {
        if (set & 1) {
            add_literal(json, ",");
            buffer_add_number(&json->text, level);
        }
    }
    json_enclose(json, start, "[]");
}

static void add_texts(struct json *json, const struct list *list)
{
    const char *const *texts = list->at;
    size_t start = json->text.length;

    for (size_t i = 0; i < list->count; i++) {
        add_literal(json, ",");
        add_text(json, texts[i]);
    }
    json_enclose(json, start, "[]");
}

static void add_object(struct json *json, const struct shape *shape, const void *object, const struct selection *wanted)
{
    size_t start = json->text.length;

    if (object) {
        json_add_fields(json, shape->fields, object, wanted);
        json_enclose(json, start, "{}");
    } else {
        add_literal(json, "null");
    }
}

static void add_list(struct json *json, const struct shape *shape, const struct list *list,
                     const struct selection *wanted)
{
    const unsigned char *item = list->at;
    size_t start = json->text.length;

    for (size_t i = 0; i < list->count; i++) {
        add_literal(json, ",");
        add_object(json, shape, item + i * shape->size, wanted);
    }
    json_enclose(json, start, "[]");
}

static void add_value_of(struct json *json, const struct field *field, const void *at, const struct selection *inside);

static const char *member_name(const struct shape *shape, const struct list *members, size_t i)
{
    const unsigned char *member = members->at;

    return *(const char *const *)(const void *)(member + i * shape->size + shape->fields[0].offset);
}

/* A name stands once in an object: the first of it counts. */
static bool is_repeated(const struct shape *shape, const struct list *members, size_t i)
{
    size_t first = 0;

    while (strcmp(member_name(shape, members, first), member_name(shape, members, i)) != 0)
        first++;
    return first < i;
}

static void add_map(struct json *json, const struct shape *shape, const struct list *members)
{
    const unsigned char *member = members->at;
    size_t start = json->text.length;

    for (size_t i = 0; i < members->count; i++) {
        if (is_repeated(shape, members, i))
            continue;
        add_literal(json, ",");
        add_text(json, member_name(shape, members, i));
        add_literal(json, ":");
        add_value_of(json, &shape->fields[1], member + i * shape->size, NULL);
    }
    json_enclose(json, start, "{}");
}

static void add_value_of(struct json *json, const struct field *field, const void *at, const struct selection *inside)
{
    const void *value = (const unsigned char *)at + field->offset;

    switch (field->type) {
    case FIELD_TEXT:
        add_text(json, *(const char *const *)value);
        break;
    case FIELD_LINK:
        add_link(json, *(const char *const *)value);
        break;
    case FIELD_NUMBER:
        buffer_add_number(&json->text, *(const int64_t *)value);
        break;
    case FIELD_FIGURE:
    case FIELD_TRUTH:
        add_figure(json, value, field->type == FIELD_TRUTH);
        break;
    case FIELD_SCORE:
        add_value(json, json_real((double)*(const int64_t *)value / 1000));
        break;
    case FIELD_LEVELS:
        add_levels(json, *(const int64_t *)value);
        break;
    case FIELD_TEXTS:
        add_texts(json, value);
        break;
    case FIELD_OBJECT:
        add_object(json, field->shape, *(const void *const *)value, inside);
        break;
    case FIELD_LIST:
        add_list(json, field->shape, value, inside);
        break;
    case FIELD_MAP:
        add_map(json, field->shape, value);
        break;
    }
}

static bool is_empty_map(const struct field *field, const void *at)
{
    return field->type == FIELD_MAP &&
           ((const struct list *)(const void *)((const unsigned char *)at + field->offset))->count == 0;
}

void json_add_field(struct json *json, const struct field *field, const void *at, const struct selection *inside)
{
    if (is_empty_map(field, at))
        return;
    buffer_add(&json->text, field->key, field->key_length);
    add_value_of(json, field, at, inside);
}

void json_add_fields(struct json *json, const struct field *fields, const void *at, const struct selection *wanted)
{
    const struct selection *inside = NULL;

    for (const struct field *field = fields; field->name; field++)
        if (!wanted || selection_has(wanted, field, &inside))
            json_add_field(json, field, at, inside);
}

void json_enclose(struct json *json, size_t start, const char brackets[static 2])
{
    if (json->text.length == start) {
        buffer_add(&json->text, brackets, 2);
    } else {
        json->text.at[start] = brackets[0]; /* in place of the first comma */
        buffer_add(&json->text, brackets + 1, 1);
    }
}

struct bytes json_end(struct json *json)
{
    buffer_add(&json->text, "\n", 1);
    return buffer_end(&json->text);
}

static void add_page(struct json *json, const struct answer *answer, const struct style *style)
{
    size_t start = json->text.length;

    add_literal(json, ",\"items\":");
    add_list(json, answer->shape, &answer->page.items, style->fields);
    add_literal(json, ",\"total\":");
    buffer_add_number(&json->text, answer->page.total);
    add_literal(json, ",\"next\":");
    add_link(json, style->next);
    if (answer->beside_shape)
        json_add_fields(json, answer->beside_shape->fields, answer->beside, NULL);
    json_enclose(json, start, "{}");
}

struct bytes answer_json(const struct answer *answer, const struct style *style)
{
    struct json json = {.link_prefix = style->link_prefix};

    if (answer->object)
        add_object(&json, answer->shape, answer->object, style->fields);
    else
        add_page(&json, answer, style);
    return json_end(&json);
}
