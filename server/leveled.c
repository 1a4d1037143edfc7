#include "server/leveled.h"

#include "model/problem.h"
#include "server/router.h"
#include "server/value.h"

#include <inttypes.h>
#include <string.h>

/* A text in its parts. */
struct leveled {
    const struct entry *named; /* the kind or factor; NULL: it is none */
    const char *rest;          /* from the first colon on */
    const char *colon;         /* before the level; NULL: there is none */
    int64_t least, most;       /* of the scale, where named */
};

static const struct entry *entries_of(const struct param *param)
{
    return param->type == PARAM_LOAD ? load_factors : competence_kinds;
}

/* A competence's level stands behind its second colon, if there is one, a load's behind its first. */
static struct leveled parts_of(const struct param *param, const char *text)
{
    size_t length = strcspn(text, ":");
    struct leveled parts = {.named = entry_by_start(entries_of(param), text, length), .rest = text + length};

    parts.colon = param->type == PARAM_LOAD ? strchr(parts.rest, ':')
                  : *parts.rest             ? strchr(parts.rest + 1, ':')
                                            : NULL;
    if (parts.named) {
        parts.least = param->type == PARAM_LOAD ? 1 : parts.named->number;
        parts.most = param->type == PARAM_LOAD ? LOAD_LEVEL_MAX : parts.named->upper;
    }
    return parts;
}

/* @return LEVEL_NONE if there is none of one digit */
static int64_t level_behind(const char *colon)
{
    bool is_level = colon && strlen(colon) == strlen(":1") && colon[1] >= '0' && colon[1] <= '9';

    return is_level ? colon[1] - '0' : LEVEL_NONE;
}

/* KIND:CODE has a code. */
static bool has_code(const struct leveled *parts)
{
    return strcspn(parts->rest + strspn(parts->rest, ":"), ":") > 0 && parts->colon != parts->rest + 1;
}

bool leveled_read(const struct param *param, const char *text, struct value *value)
{
    struct leveled parts = parts_of(param, text);

    value->text = text;
    value->number = level_behind(parts.colon);
    if (!parts.named || !router_is_code((struct span){text, strlen(text)}))
        return false;
    if (param->type == PARAM_COMPETENCE && !has_code(&parts))
        return false;
    if (param->type == PARAM_COMPETENCE && !parts.colon)
        return true;
    return value->number >= parts.least && value->number <= parts.most;
}

/* Is it a level that is missed, and not what it is a level of? */
static bool misses_level(const struct param *param, const struct leveled *parts)
{
    return parts->named && (param->type == PARAM_LOAD || (parts->colon && has_code(parts)));
}

bool leveled_allowed(const struct param *param, const char *text, struct arena *arena, struct list *allowed)
{
    struct leveled parts = parts_of(param, text);
    size_t length = parts.colon ? (size_t)(parts.colon - text) : strlen(text);

    if (!misses_level(param, &parts))
        return entry_list_codes(entries_of(param), arena, allowed);
    for (int64_t level = parts.least; level <= parts.most; level++) {
        const char *value = arena_format(arena, "%.*s:%" PRId64, (int)length, text, level);

        if (!value || !list_add_text(allowed, arena, value))
            return false;
    }
    return true;
}

const char *leveled_meant(const struct param *param, const char *text, const struct list *allowed, struct arena *arena)
{
    struct leveled parts = parts_of(param, text);
    const char *before = arena_text(arena, text, (size_t)(parts.rest - text));
    const struct entry *named = before ? value_named(entries_of(param), before, arena) : NULL;
    const char *meant = NULL;

    if (misses_level(param, &parts))
        return parts.colon ? value_end(parts.colon + 1, allowed) : NULL;
    if (before && !parts.named)
        meant = named ? named->code : problem_nearest(before, allowed);
    return meant ? arena_format(arena, "%s%s", meant, parts.rest) : NULL;
}
