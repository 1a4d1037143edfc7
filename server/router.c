#include "server/router.h"

#include "model/text.h"

#include <string.h>

enum { CODE_BYTES_MAX = 200 };

static const char segment_characters[] = ":,@"; /* stay as they are: competence ids are KIND:CODE */

bool router_is_code(struct span text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.at[i] <= ' ' || text.at[i] == 0x7f)
            return false;
    return text.length > 0 && text.length <= CODE_BYTES_MAX;
}

static bool is_literal(struct span text, struct span literal)
{
    return text.length == literal.length && memcmp(text.at, literal.at, text.length) == 0;
}

static bool is_capture(struct span part)
{
    return part.length > 0 && *part.at == '{';
}

/* The next part of a pattern: "/v1/isco" has "v1" and "isco". False at its end. */
static bool next_part(const char **pattern, struct span *part)
{
    if (**pattern == '\0')
        return false;
    part->at = *pattern + 1;
    *pattern = strchrnul(part->at, '/');
    part->length = (size_t)(*pattern - part->at);
    return true;
}

/* Cuts, and says whether there was something to cut. */
static bool cut_suffix(struct span *text, const char *suffix)
{
    size_t length = strlen(suffix);

    if (text->length < length || memcmp(text->at + text->length - length, suffix, length) != 0)
        return false;
    text->length -= length;
    return true;
}

/* @return whose suffix was cut; NULL if there was none */
static const struct media_type *cut_known_suffix(struct span *text)
{
    for (const struct media_type *media = media_types; media->type; media++)
        if (media->suffix && cut_suffix(text, media->suffix))
            return media;
    return NULL;
}

/* The last segment of a target without the suffix that it may have. */
struct last {
    struct span segment;
    const struct media_type *suffix; /* whose it was; NULL: of none */
};

static struct last last_of(const struct target *target)
{
    struct last last = {0};

    if (target->segment_count > 0)
        last.segment = target->segments[target->segment_count - 1];
    last.suffix = cut_known_suffix(&last.segment);
    return last;
}

/* A suffix belongs to the last segment, unless the pattern has it itself ("/openapi.json"). */
static bool row_matches(const struct route *route, const struct target *target, const struct last *last,
                        struct match *match)
{
    const char *pattern = route->path;
    struct span part;
    size_t count = 0, captured = 0;

    match->suffix = NULL;
    while (next_part(&pattern, &part)) {
        struct span segment;

        if (count == target->segment_count)
            return false;
        segment = target->segments[count++];
        if (!is_capture(part) && is_literal(segment, part))
            continue;
        if (count == target->segment_count) {
            segment = last->segment;
            match->suffix = last->suffix;
        }
        if (is_capture(part) ? !router_is_code(segment) : !is_literal(segment, part))
            return false;
        if (is_capture(part))
            match->captures[captured++] = segment;
    }
    return count == target->segment_count &&
           (!match->suffix || (route->representations & match->suffix->representation));
}

struct match router_match(const struct route *table, const struct target *target, enum method method)
{
    struct match found = {0};
    struct last last;

    if (target->segment_count > SEGMENTS_MAX)
        return found;
    last = last_of(target);
    for (const struct route *route = table; route->path; route++) {
        struct match match = {.route = route};

        if (!row_matches(route, target, &last, &match))
            continue;
        match.methods = found.methods | 1u << route->method;
        if (!found.route || (route->method == method && found.route->method != method))
            found = match;
        found.methods = match.methods;
    }
    return found;
}

char *router_path(char *out, const struct route *route, const struct span captures[2])
{
    const char *pattern = route->path;
    struct span part;
    size_t captured = 0;

    while (next_part(&pattern, &part)) {
        *out++ = '/';
        if (is_capture(part))
            out = target_encode(out, captures[captured++], segment_characters);
        else
            out = mempcpy(out, part.at, part.length);
    }
    return out;
}

/* What is not there, and what was meant ---------------------------------------------------------------------------- */

static const char *written(const struct target *target, struct arena *arena)
{
    size_t length = 0;
    char *path, *out;

    for (size_t i = 0; i < target->segment_count; i++)
        length += 1 + TARGET_ENCODED_MAX * target->segments[i].length;
    path = out = arena_take(arena, length + 1);
    for (size_t i = 0; path && i < target->segment_count; i++) {
        *out++ = '/';
        out = target_encode(out, target->segments[i], segment_characters);
    }
    return path;
}

enum { SEGMENT_BYTES = 64 };

static bool is_near(struct span asked, struct span literal)
{
    char word[SEGMENT_BYTES], known[SEGMENT_BYTES];
    const char *meant = known;

    if (asked.length >= SEGMENT_BYTES || literal.length >= SEGMENT_BYTES)
        return false;
    *(char *)mempcpy(word, asked.at, asked.length) = '\0';
    *(char *)mempcpy(known, literal.at, literal.length) = '\0';
    return text_nearest(word, &meant, 1) == 0;
}

/* The target with the literal segments of a row. False where one is far from it, or that is still no path of the row.
 */
static bool respelt(const struct route *route, const struct target *target, struct target *spelt)
{
    const char *pattern = route->path;
    struct match match;
    struct span part;
    struct last last;

    *spelt = *target;
    for (size_t i = 0; i < target->segment_count && next_part(&pattern, &part); i++)
        if (!is_capture(part)) {
            if (!is_near(target->segments[i], part))
                return false;
            spelt->segments[i] = part;
        }
    last = last_of(spelt);
    return row_matches(route, spelt, &last, &match);
}

static bool nearest_spelling(const struct route *table, const struct target *target, struct arena *arena,
                             const char **path)
{
    const char *asked = written(target, arena);
    struct list paths = {0};
    struct target spelt;
    size_t nearest;

    for (const struct route *route = table; asked && route->path; route++) {
        const char *candidate;

        if (!respelt(route, target, &spelt))
            continue;
        candidate = written(&spelt, arena);
        if (!candidate || !list_add_text(&paths, arena, candidate))
            return false;
    }
    if (!asked)
        return false;
    nearest = text_nearest(asked, paths.at, paths.count);
    *path = nearest < paths.count ? ((const char *const *)paths.at)[nearest] : NULL;
    return true;
}

static void cut_slash(struct target *target)
{
    if (target->segment_count > 1 && target->segments[target->segment_count - 1].length == 0)
        target->segment_count--;
}

static void cut_suffixes(struct target *target)
{
    struct span *last = &target->segments[target->segment_count - 1];

    if (!cut_known_suffix(last))
        cut_suffix(last, ".json");
}

static void put_below_v1(struct target *target)
{
    if (target->segment_count == SEGMENTS_MAX)
        return;
    memmove(target->segments + 1, target->segments, target->segment_count * sizeof *target->segments);
    target->segments[0] = (struct span){"v1", 2};
    target->segment_count++;
}

bool router_nearest(const struct route *table, const struct target *target, struct arena *arena, const char **path)
{
    static void (*const mistakes[])(struct target *) = {cut_slash, cut_suffixes, put_below_v1};
    struct target corrected = *target;

    *path = NULL;
    if (target->segment_count > SEGMENTS_MAX)
        return true;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes && !*path; i++) {
        mistakes[i](&corrected);
        if (!nearest_spelling(table, &corrected, arena, path))
            return false;
    }
    return true;
}
