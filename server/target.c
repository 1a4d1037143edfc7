#include "server/target.h"

#include "model/text.h"

#include <string.h>
#include <strings.h>

static const char *skip_authority(const char *target)
{
    static const char *const schemes[] = {"http://", "https://"};

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t length = strlen(schemes[i]);

        if (strncasecmp(target, schemes[i], length) == 0)
            return target + length + strcspn(target + length, "/?");
    }
    return NULL;
}

const char *target_path(const char *target, size_t *length)
{
    const char *path = *target == '/' ? target : skip_authority(target);

    if (!path)
        return NULL;
    *length = strcspn(path, "?");
    if (*length > 0)
        return path;
    *length = 1;
    return "/";
}

/* Decoding: one buffer as long as the target takes all texts, each with its NUL, as decoding never makes longer. */
struct decoder {
    const char *target;
    char *out;
    size_t fault; /* offset in the target */
};

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Decodes the text between from and to. */
static enum target_status decode(struct decoder *decoder, const char *from, const char *to, bool plus_is_space,
                                 struct span *decoded)
{
    char *out = decoder->out;

    *decoded = (struct span){.at = out};
    for (const char *in = from; in < to; in++) {
        if (*in == '%') {
            int high = to - in > 2 ? digit_of(in[1]) : -1;
            int low = to - in > 2 ? digit_of(in[2]) : -1;

            if (high < 0 || low < 0) {
                decoder->fault = (size_t)(in - decoder->target);
                return TARGET_BAD_ESCAPE;
            }
            *out++ = (char)(high << 4 | low);
            in += 2;
        } else {
            *out++ = *in == '+' && plus_is_space ? ' ' : *in;
        }
    }
    decoded->length = (size_t)(out - decoded->at);
    if (text_invalid_utf8(decoded->at, decoded->length) < decoded->length) {
        decoder->fault = (size_t)(from - decoder->target);
        return TARGET_BAD_UTF8;
    }
    *out++ = '\0';
    decoder->out = out;
    return TARGET_OK;
}

static enum target_status parse_path(struct decoder *decoder, const char *path, const char *end, struct target *parsed)
{
    const char *slash = path;

    while (slash < end) {
        const char *from = slash + 1;
        struct span segment;
        enum target_status status;

        slash = memchr(from, '/', (size_t)(end - from));
        slash = slash ? slash : end;
        status = decode(decoder, from, slash, false, &segment);
        if (status != TARGET_OK)
            return status;
        if (parsed->segment_count < SEGMENTS_MAX)
            parsed->segments[parsed->segment_count] = segment;
        parsed->segment_count++;
    }
    return TARGET_OK;
}

static enum target_status parse_pair(struct decoder *decoder, const char *from, const char *to, struct pair *pair)
{
    const char *equals = memchr(from, '=', (size_t)(to - from));
    const char *name_end = equals ? equals : to;
    enum target_status status = decode(decoder, from, name_end, true, &pair->name);

    if (status != TARGET_OK)
        return status;
    return decode(decoder, equals ? equals + 1 : to, to, true, &pair->value);
}

static enum target_status parse_query(struct decoder *decoder, const char *query, struct arena *arena,
                                      struct list *pairs)
{
    while (*query) {
        const char *end = query + strcspn(query, "&");

        if (end > query) {
            struct pair *pair = list_add(pairs, arena, sizeof *pair);
            enum target_status status = pair ? parse_pair(decoder, query, end, pair) : TARGET_NO_MEMORY;

            if (status != TARGET_OK)
                return status;
        }
        query = *end ? end + 1 : end;
    }
    return TARGET_OK;
}

enum target_status target_parse(const char *target, struct arena *arena, struct target *parsed, size_t *at)
{
    size_t length;
    const char *path = target_path(target, &length);
    const char *query = strchr(target, '?');
    /* A text's NUL takes the place of the "/", "&" or "=" behind it; 3 more: the last ones, and a name without "=". */
    struct decoder decoder = {.target = target, .out = arena_take(arena, 2 * strlen(target) + 3)};
    enum target_status status;

    *parsed = (struct target){0};
    if (!path)
        return TARGET_BAD_FORM;
    if (!decoder.out)
        return TARGET_NO_MEMORY;
    status = parse_path(&decoder, path, path + length, parsed);
    if (status == TARGET_OK && query)
        status = parse_query(&decoder, query + 1, arena, &parsed->pairs);
    *at = decoder.fault;
    return status;
}

static bool stays(char c, const char *also)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~' || (c != '\0' && strchr(also, c));
}

char *target_encode(char *out, struct span text, const char *also)
{
    static const char digits[] = "0123456789ABCDEF";

    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];

        if (stays(text.at[i], also)) {
            *out++ = text.at[i];
        } else {
            *out++ = '%';
            *out++ = digits[byte >> 4];
            *out++ = digits[byte & 15];
        }
    }
    return out;
}
