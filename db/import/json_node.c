/* Places are printed only when something is said of them; until then they are links from a value to what it is in. */
#include "db/import/json_node.h"

#include "db/import/code.h"
#include "db/import/line.h"
#include "db/import/seen.h"

#include <stdarg.h>
#include <string.h>

enum { PLACE_BYTES = 256, MESSAGE_BYTES = 1024 };

/* Places ----------------------------------------------------------------------------------------------------------- */

static json_t *known(json_t *value)
{
    return json_is_null(value) ? NULL : value;
}

struct node node_member(const struct node *object, const char *name)
{
    return (struct node){.value = known(json_object_get(object->value, name)), .above = object, .member = name};
}

struct node node_element(const struct node *array, size_t index)
{
    return (struct node){.value = known(json_array_get(array->value, index)), .above = array, .index = index};
}

bool node_has(const struct node *object, const char *name)
{
    return json_object_get(object->value, name) != NULL;
}

bool node_any_has(const struct node *node, const char *name)
{
    for (size_t i = 0; i < json_array_size(node->value); i++)
        if (json_object_get(json_array_get(node->value, i), name))
            return true;
    return node_has(node, name);
}

/* Writes the place of a node. @return its length. */
static size_t write_place(char place[PLACE_BYTES], const struct node *node)
{
    size_t length = node->above ? write_place(place, node->above) : 0;
    int added;

    place[length] = '\0';
    if (!node->above)
        return 0;
    if (node->member)
        added = snprintf(place + length, PLACE_BYTES - length, "%s%s", length > 0 ? "." : "", node->member);
    else
        added = snprintf(place + length, PLACE_BYTES - length, "[%zu]", node->index);
    return added > 0 && (size_t)added < PLACE_BYTES - length ? length + (size_t)added : length;
}

static const char *place_of(char place[PLACE_BYTES], const struct node *node)
{
    return write_place(place, node) > 0 ? place : "the whole text";
}

/* Findings --------------------------------------------------------------------------------------------------------- */

void node_error(struct json_reader *reader, const struct node *node, const char *format, ...)
{
    const struct input *input = reader->input;
    char message[MESSAGE_BYTES], place[PLACE_BYTES];
    va_list arguments;

    if (reader->errors >= JSON_ERRORS_MAX)
        return;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    finding_error(input->findings, input->path, 1, "%s%s", place_of(place, node), message);
    if (++reader->errors == JSON_ERRORS_MAX)
        finding_error(input->findings, input->path, 1, "too many errors; the rest of the file is not read");
}

void node_warning(struct json_reader *reader, const struct node *node, const char *format, ...)
{
    const struct input *input = reader->input;
    char message[MESSAGE_BYTES], place[PLACE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    finding_warning(input->findings, input->path, 1, "%s%s", place_of(place, node), message);
}

static void describe(struct arena *arena, char said[MESSAGE_BYTES], const json_t *value)
{
    static const char *const names[] = {
        [JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array", [JSON_TRUE] = "true",
        [JSON_FALSE] = "false",      [JSON_NULL] = "null",
    };

    if (!value)
        snprintf(said, MESSAGE_BYTES, "missing");
    else if (json_is_string(value))
        snprintf(said, MESSAGE_BYTES, "the text %s", finding_quote(arena, json_string_value(value)));
    else if (json_is_integer(value))
        snprintf(said, MESSAGE_BYTES, "the number %lld", (long long)json_integer_value(value));
    else if (json_is_real(value))
        snprintf(said, MESSAGE_BYTES, "the number %.15g", json_real_value(value));
    else
        snprintf(said, MESSAGE_BYTES, "%s", names[json_typeof(value)]);
}

void node_unexpected(struct json_reader *reader, const struct node *node, const char *expected)
{
    char said[MESSAGE_BYTES];

    describe(reader->input->arena, said, node->value);
    node_error(reader, node, " is %s; expected %s", said, expected);
}

/* Values ----------------------------------------------------------------------------------------------------------- */

bool node_is_object(struct json_reader *reader, const struct node *node)
{
    if (node->value && !json_is_object(node->value))
        node_unexpected(reader, node, "an object");
    return json_is_object(node->value);
}

size_t node_count(struct json_reader *reader, const struct node *array)
{
    if (array->value && !json_is_array(array->value))
        node_unexpected(reader, array, "an array");
    return json_array_size(array->value);
}

static const char *plain(struct json_reader *reader, const struct node *node, bool one_line)
{
    const char *text = json_string_value(node->value);
    size_t faults = 0;

    if (!node->value)
        return NULL;
    if (!text) {
        node_unexpected(reader, node, "a text");
        return NULL;
    }
    text = line_plain_value(text, json_string_length(node->value), one_line, reader->input->arena, &faults);
    reader->no_memory |= !text;
    if (faults > 0)
        node_error(reader, node, " has a control character; expected plain text");
    return text && *text && faults == 0 ? text : NULL;
}

const char *node_text(struct json_reader *reader, const struct node *node)
{
    return plain(reader, node, true);
}

const char *node_needed_text(struct json_reader *reader, const struct node *node)
{
    size_t errors = reader->errors;
    const char *text = node_text(reader, node);

    if (!text && reader->errors == errors && !reader->no_memory)
        node_unexpected(reader, node, "a text");
    return text;
}

const char *node_lines(struct json_reader *reader, const struct node *node)
{
    return plain(reader, node, false);
}

struct figure node_integer(struct json_reader *reader, const struct node *node)
{
    if (node->value && !json_is_integer(node->value))
        node_unexpected(reader, node, "a whole number");
    return (struct figure){.known = json_is_integer(node->value), .value = json_integer_value(node->value)};
}

struct figure node_choice(struct json_reader *reader, const struct node *node)
{
    struct node id = node_member(node, "id");

    return node_integer(reader, json_is_object(node->value) ? &id : node);
}

const char *node_code(struct json_reader *reader, const struct node *node, const char *signs)
{
    const char *code = node_text(reader, node);
    char expected[64];

    if (!code || code_is_of(code, signs))
        return code;
    snprintf(expected, sizeof expected, "letters, digits and %s", signs);
    node_unexpected(reader, node, expected);
    return NULL;
}

const char *node_isco(struct json_reader *reader, const struct node *node)
{
    const char *code = node_text(reader, node);

    if (!code || code_is_isco(code))
        return code;
    node_unexpected(reader, node, "1 to 5 digits");
    return NULL;
}

/* What came before ------------------------------------------------------------------------------------------------- */

bool node_seen_before(struct json_reader *reader, struct node_seen *seen, const char *key, size_t index, size_t *first)
{
    struct seen *found = seen_find(&seen->set, key);
    bool is_new = !found || found->line == 0;

    reader->no_memory |= !found;
    if (found && is_new)
        *found = (struct seen){.key = key, .line = 1, .item = index};
    *first = found ? found->item : index;
    return !is_new;
}

void node_seen_release(struct node_seen *seen)
{
    seen_release(seen->set);
    *seen = (struct node_seen){0};
}

/* Memory ----------------------------------------------------------------------------------------------------------- */

void *node_take(struct json_reader *reader, size_t size)
{
    void *taken = arena_take(reader->input->arena, size);

    reader->no_memory |= !taken;
    return taken;
}

void *node_add(struct json_reader *reader, struct list *list, size_t size)
{
    void *item = list_add(list, reader->input->arena, size);

    reader->no_memory |= !item;
    return item;
}

void node_reserve(struct json_reader *reader, struct list *list, size_t size, size_t count)
{
    if (count == 0 || count > SIZE_MAX / size)
        return;
    list->at = node_take(reader, size * count);
    list->capacity = list->at ? count : 0;
}

void node_naming(struct json_reader *reader, const char *kind, const char *code, const char *name)
{
    struct naming *naming = code && name ? node_add(reader, &reader->document->namings, sizeof *naming) : NULL;

    if (naming)
        *naming = (struct naming){.kind = kind, .code = code, .name = name, .line = 1};
}
