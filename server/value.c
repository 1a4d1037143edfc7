#include "server/value.h"

#include "model/problem.h"
#include "model/text.h"
#include "server/leveled.h"
#include "server/router.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    LIMIT_MIN = 1,
    NUMBER_DIGITS_MAX = 18,
    ISCO_DIGITS_MAX = 5,
    CLOSED_NUMBERS_MAX = 10, /* so few that they are a closed set: all are named to who misses them */
};

static bool read_text(const struct param *param, const char *text, struct value *value)
{
    (void)param;
    value->text = text;
    return true;
}

static bool read_code(const struct param *param, const char *text, struct value *value)
{
    (void)param;
    value->text = text;
    return router_is_code((struct span){text, strlen(text)});
}

static bool read_isco(const struct param *param, const char *text, struct value *value)
{
    size_t digits = strspn(text, "0123456789");

    (void)param;
    value->text = text;
    return digits >= 1 && digits <= ISCO_DIGITS_MAX && text[digits] == '\0';
}

static bool read_choice(const struct param *param, const char *text, struct value *value)
{
    value->text = text;
    return entry_by_code(param->choices, text) != NULL;
}

static bool read_whole_number(const char *text, int64_t least, int64_t most, struct value *value)
{
    size_t zeros = strspn(text, "0");
    size_t digits = strspn(text, "0123456789");

    if (digits == 0 || text[digits] != '\0' || digits - zeros > NUMBER_DIGITS_MAX)
        return false;
    value->text = text + (zeros == digits ? zeros - 1 : zeros);
    value->number = strtoll(value->text, NULL, 10);
    return value->number >= least && value->number <= most;
}

static bool read_number(const struct param *param, const char *text, struct value *value)
{
    return read_whole_number(text, param->min, param->max, value);
}

enum { VERSION_DIGITS = 16 };

static bool read_version(const struct param *param, const char *text, struct value *value)
{
    (void)param;
    value->text = text;
    return strlen(text) == VERSION_DIGITS && strspn(text, "0123456789abcdef") == VERSION_DIGITS;
}

static bool read_limit(const struct param *param, const char *text, struct value *value)
{
    (void)param;
    return read_whole_number(text, LIMIT_MIN, LIMIT_MAX, value);
}

static const char *const truths[] = {"false", "true"};

static bool read_truth(const struct param *param, const char *text, struct value *value)
{
    (void)param;
    value->text = text;
    value->number = strcmp(text, truths[1]) == 0;
    return value->number || strcmp(text, truths[0]) == 0;
}

static bool read_sort(const struct param *param, const char *text, struct value *value)
{
    const char *const *name = param->sorts;

    value->descending = *text == '-';
    value->text = text + value->descending;
    while (*name && strcmp(*name, value->text) != 0)
        name++;
    return *name != NULL;
}

/* How each type is read, and what is said to who writes it wrong. */
static const struct {
    bool (*read)(const struct param *param, const char *text, struct value *value);
    const char *takes;
} types[] = {
    [PARAM_TEXT] = {read_text, "text"},
    [PARAM_CODE] = {read_code, "ids or codes of 1 to 200 bytes without spaces"},
    [PARAM_ISCO] = {read_isco, "CZ-ISCO codes of 1 to 5 digits"},
    [PARAM_VERSION] = {read_version, "a version of the dataset: 16 hex digits"},
    [PARAM_CHOICE] = {read_choice, "one of the values in allowed"},
    [PARAM_NUMBER] = {read_number, "whole numbers"},
    [PARAM_TRUTH] = {read_truth, "true or false"},
    [PARAM_COMPETENCE] = {leveled_read, "KIND:CODE or KIND:CODE:LEVEL, with a level on the kind's scale"},
    [PARAM_LOAD] = {leveled_read, "FACTOR:LEVEL, with a level from 1 to 4"},
    [PARAM_FIELDS] = {NULL, "fields of the answer, dotted where they are nested, with commas between them"},
    [PARAM_SORT] = {read_sort, "one of the values in allowed"},
    [PARAM_LIMIT] = {read_limit, "whole numbers"},
    [PARAM_CURSOR] = {read_text, "what a link to the next page has there"},
};

bool value_read(const struct param *param, const char *text, struct value *value)
{
    return types[param->type].read(param, text, value);
}

const char *value_rule(const struct param *param, struct arena *arena)
{
    const char *takes = types[param->type].takes;
    bool is_limit = param->type == PARAM_LIMIT;

    if (param->type != PARAM_NUMBER && !is_limit)
        return arena_format(arena, "%s takes %s.", param->name, takes);
    return arena_format(arena, "%s takes %s from %" PRId64 " to %" PRId64 ".", param->name, takes,
                        is_limit ? LIMIT_MIN : param->min, is_limit ? LIMIT_MAX : param->max);
}

static bool list_sorts(const struct param *param, struct arena *arena, struct list *allowed)
{
    for (const char *const *name = param->sorts; *name; name++) {
        const char *descending = arena_format(arena, "-%s", *name);

        if (!descending || !list_add_text(allowed, arena, *name) || !list_add_text(allowed, arena, descending))
            return false;
    }
    return true;
}

static bool list_numbers(const struct param *param, struct arena *arena, struct list *allowed)
{
    if (param->max - param->min >= CLOSED_NUMBERS_MAX)
        return true;
    for (int64_t number = param->min; number <= param->max; number++) {
        const char *text = arena_format(arena, "%" PRId64, number);

        if (!text || !list_add_text(allowed, arena, text))
            return false;
    }
    return true;
}

bool value_allowed(const struct param *param, const char *text, struct arena *arena, struct list *allowed)
{
    switch (param->type) {
    case PARAM_COMPETENCE:
    case PARAM_LOAD:
        return leveled_allowed(param, text, arena, allowed);
    case PARAM_CHOICE:
        return entry_list_codes(param->choices, arena, allowed);
    case PARAM_SORT:
        return list_sorts(param, arena, allowed);
    case PARAM_NUMBER:
        return list_numbers(param, arena, allowed);
    case PARAM_TRUTH:
        return list_add_text(allowed, arena, truths[0]) && list_add_text(allowed, arena, truths[1]);
    default:
        return true;
    }
}

const char *value_end(const char *text, const struct list *range)
{
    const char *const *numbers = range->at;
    bool is_number = *text && !text[strspn(text, "0123456789")];

    if (!is_number || range->count == 0)
        return NULL;
    return numbers[*text == '0' ? 0 : range->count - 1];
}

enum { NAME_BYTES_MIN = 3 }; /* shorter ones begin too many words */

/* Do words of a name begin with the slug of a text? */
static bool is_named(const char *name, const char *slug, struct arena *arena)
{
    size_t length = strlen(slug);
    const char *at = name ? text_slug(arena, name) : NULL;

    for (; at; at = strchr(at, '-')) {
        at += *at == '-';
        if (strncmp(at, slug, length) == 0)
            return true;
    }
    return false;
}

const struct entry *value_named(const struct entry *entries, const char *text, struct arena *arena)
{
    const char *slug = text_slug(arena, text);
    const struct entry *found = NULL;

    if (!slug || strlen(slug) < NAME_BYTES_MIN)
        return NULL;
    for (; entries->code; entries++) {
        if (!is_named(entries->name, slug, arena) && !is_named(entries->name_en, slug, arena))
            continue;
        if (found)
            return NULL;
        found = entries;
    }
    return found;
}

const char *value_meant(const struct param *param, const char *text, const struct list *allowed, struct arena *arena)
{
    const struct entry *named = param->type == PARAM_CHOICE ? value_named(param->choices, text, arena) : NULL;

    if (param->type == PARAM_LOAD || param->type == PARAM_COMPETENCE)
        return leveled_meant(param, text, allowed, arena);
    if (param->type == PARAM_NUMBER)
        return value_end(text, allowed);
    return named ? named->code : problem_nearest(text, allowed);
}
