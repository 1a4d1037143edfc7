#include "db/import/envelope.h"

#include <stdio.h>

enum { KEY_BYTES_MAX = 128 };

static int64_t number_of(const json_t *number, int64_t otherwise)
{
    return json_is_integer(number) ? (int64_t)json_integer_value(number) : otherwise;
}

/* As the reader of answers takes it: an answer that is saved is one that can be imported. */
static bool says_error(const json_t *root)
{
    const json_t *error = json_object_get(root, "error");

    return error && !json_is_null(error) && !json_is_false(error);
}

enum envelope_status envelope_read(const char *body, size_t length, struct envelope *envelope,
                                   char reason[static ENVELOPE_REASON_BYTES])
{
    json_error_t error;
    const char *message;

    *envelope = (struct envelope){.root = json_loadb(body ? body : "", length, 0, &error)};
    if (!envelope->root) {
        snprintf(reason, ENVELOPE_REASON_BYTES, "the answer is no JSON: %s", error.text);
        return ENVELOPE_DAMAGED;
    }
    envelope->code = number_of(json_object_get(envelope->root, "code"), -1);
    envelope->count = number_of(json_object_get(envelope->root, "count"), -1);
    envelope->data = json_object_get(envelope->root, "data");
    if (envelope->code < 0 || (envelope->code == 200 && !envelope->data)) {
        snprintf(reason, ENVELOPE_REASON_BYTES, "the answer has no \"%s\"; expected {\"code\", \"data\", \"count\"}",
                 envelope->code < 0 ? "code" : "data");
        return ENVELOPE_DAMAGED;
    }
    if (envelope->code == 200 && !says_error(envelope->root))
        return ENVELOPE_GOOD;
    message = json_string_value(json_object_get(envelope->root, "message"));
    snprintf(reason, ENVELOPE_REASON_BYTES, "the answer says code %lld%s%.100s", (long long)envelope->code,
             message ? ", " : "", message ? message : "");
    return ENVELOPE_FAILURE;
}

void envelope_release(struct envelope *envelope)
{
    json_decref(envelope->root);
    *envelope = (struct envelope){0};
}

bool envelope_is_key(const char *text)
{
    size_t length = 0;

    while (length <= KEY_BYTES_MAX && text[length] > ' ' && text[length] <= '~')
        length++;
    return length >= 1 && length <= KEY_BYTES_MAX && !text[length];
}

static bool has_key(const json_t *value)
{
    return json_is_integer(value) || (json_is_string(value) && envelope_is_key(json_string_value(value)));
}

bool envelope_keys(const struct envelope *envelope, const char *member, size_t most, struct arena *arena,
                   struct list *keys, char reason[static ENVELOPE_REASON_BYTES])
{
    size_t count = json_array_size(envelope->data);

    reason[0] = '\0';
    if (count > most) {
        snprintf(reason, ENVELOPE_REASON_BYTES, "the answer has %zu rows; expected at most %zu", count, most);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_object_get(json_array_get(envelope->data, i), member);
        const char *key;

        if (!has_key(value)) {
            snprintf(reason, ENVELOPE_REASON_BYTES, "row %zu of the answer has no \"%s\" that is a key", i + 1, member);
            return false;
        }
        key = json_is_string(value) ? arena_text(arena, json_string_value(value), json_string_length(value))
                                    : arena_format(arena, "%lld", (long long)json_integer_value(value));
        if (!key || !list_add_text(keys, arena, key))
            return false;
    }
    return true;
}
