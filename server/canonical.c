#include "server/canonical.h"

#include "server/check.h"
#include "server/value.h"

#include <string.h>
#include <xxhash.h>

static const char value_characters[] = ":,/"; /* stay as they are: KIND:CODE, lists, URIs */

struct target_writer {
    char *at;
    char separator; /* before the next parameter */
};

static void put(struct target_writer *writer, const char *text)
{
    writer->at = stpcpy(writer->at, text);
}

static void put_value(struct target_writer *writer, const char *text)
{
    writer->at = target_encode(writer->at, (struct span){text, strlen(text)}, value_characters);
}

static void put_name(struct target_writer *writer, const char *name)
{
    *writer->at++ = writer->separator;
    writer->separator = '&';
    put(writer, name);
    put(writer, "=");
}

static void put_values(struct target_writer *writer, const struct param_values *given)
{
    const struct value *values = given->values.at;

    put_name(writer, given->param->name);
    for (size_t i = 0; i < given->values.count; i++) {
        put(writer, i > 0 ? "," : "");
        put(writer, values[i].descending ? "-" : "");
        put_value(writer, values[i].text);
    }
}

/* The names before a field inside another: "isco" before "code". */
struct trail {
    const struct trail *before;
    const char *name;
};

static void put_trail(struct target_writer *writer, const struct trail *trail)
{
    if (!trail)
        return;
    put_trail(writer, trail->before);
    put(writer, trail->name);
    put(writer, ".");
}

static void put_fields(struct target_writer *writer, const struct shape *shape, const struct selection *selection,
                       const struct trail *trail)
{
    const struct selection *inside;

    for (const struct field *field = shape->fields; field->name; field++) {
        if (!selection_has(selection, field, &inside))
            continue;
        if (inside) {
            put_fields(writer, field->shape, inside, &(struct trail){trail, field->name});
            continue;
        }
        if (writer->at[-1] != '=')
            put(writer, ",");
        put_trail(writer, trail);
        put(writer, field->name);
    }
}

/* What a search is not sorted by is its relevance: there, no key is the default. */
static bool is_default(const struct params *params, const struct param_values *given)
{
    const struct value *value = given->values.at;

    return given->param->type == PARAM_SORT && given->values.count == 1 && !value->descending &&
           strcmp(value->text, given->param->sorts[0]) == 0 && !check_given(params, PARAM_TEXT);
}

static void put_filters(struct target_writer *writer, const struct params *params)
{
    const struct param_values *given = params->given.at;

    for (size_t i = 0; i < params->given.count; i++)
        if (given[i].param->type != PARAM_LIMIT && given[i].param->type != PARAM_CURSOR &&
            !is_default(params, &given[i]))
            put_values(writer, &given[i]);
}

static const char *fields_name(const struct route *route)
{
    const struct param *param = route->params;

    while (param->type != PARAM_FIELDS)
        param++;
    return param->name;
}

static void put_limit(struct target_writer *writer, const struct plan *plan)
{
    const struct param_values *limit = check_given(&plan->params, PARAM_LIMIT);

    if (limit && (plan->representation != AS_JSON || plan->params.limit != LIMIT_DEFAULT))
        put_values(writer, limit);
}

bool canonical_write(struct plan *plan, const struct match *match, size_t target_length, struct arena *arena)
{
    /* Nothing is written that was not asked for, at most percent-encoded; the path of "http://host" is "/". */
    char *text = arena_take(arena, TARGET_ENCODED_MAX * target_length + sizeof "/");
    struct target_writer writer = {text, '?'};
    const struct param_values *cursor = check_given(&plan->params, PARAM_CURSOR);

    if (!text)
        return false;
    writer.at = router_path(writer.at, plan->route, match->captures);
    put(&writer, match->suffix ? match->suffix->suffix : "");
    put_filters(&writer, &plan->params);
    if (plan->fields) {
        put_name(&writer, fields_name(plan->route));
        put_fields(&writer, plan->route->shape, plan->fields, NULL);
    }
    plan->scope = XXH3_64bits(text, (size_t)(writer.at - text));
    put_limit(&writer, plan);
    plan->canonical = text;
    plan->restart = text;
    if (!cursor)
        return true;
    plan->restart = arena_text(arena, text, (size_t)(writer.at - text));
    put_values(&writer, cursor);
    return plan->restart != NULL;
}
