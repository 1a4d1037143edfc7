#include "server/check.h"

#include "model/text.h"
#include "server/value.h"

#include <stdlib.h>
#include <string.h>

struct check {
    const struct route *route;
    struct arena *arena;
    struct param_values *slots; /* one for each parameter of the row */
    struct selection *fields;
    struct problem *problem;
};

/* What is wrong, and what may stand there -------------------------------------------------------------------------- */

static enum check_status refuse(struct check *check, const char *parameter, const char *value, const char *detail)
{
    struct problem *problem = check->problem;

    problem->kind = PROBLEM_BAD_PARAMETER;
    problem->detail = detail;
    problem->parameter = problem_quote(parameter, check->arena);
    problem->value = problem_quote(value, check->arena);
    return detail && problem->parameter && problem->value ? CHECK_REFUSED : CHECK_NO_MEMORY;
}

static enum check_status refuse_unknown(struct check *check, const char *name, const char *value)
{
    struct problem *problem = check->problem;

    for (const struct param *param = check->route->params; param && param->name; param++)
        if (!list_add_text(&problem->allowed, check->arena, param->name))
            return CHECK_NO_MEMORY;
    problem->did_you_mean = problem_nearest(name, &problem->allowed);
    return refuse(check, name, value,
                  check->route->params ? "There is no such parameter here; allowed has the names of those that are."
                                       : "Nothing here takes parameters.");
}

static enum check_status refuse_absence(struct check *check, const struct param *param)
{
    struct problem *problem = check->problem;

    problem->kind = PROBLEM_BAD_PARAMETER;
    problem->parameter = param->name;
    problem->detail = value_rule(param, check->arena);
    if (problem->detail)
        problem->detail = arena_format(check->arena, "%s is needed here: %s", param->name, problem->detail);
    return problem->detail && value_allowed(param, "", check->arena, &problem->allowed) ? CHECK_REFUSED
                                                                                        : CHECK_NO_MEMORY;
}

static enum check_status refuse_value(struct check *check, const struct param *param, const char *text)
{
    struct problem *problem = check->problem;

    if (!value_allowed(param, text, check->arena, &problem->allowed))
        return CHECK_NO_MEMORY;
    problem->did_you_mean = value_meant(param, text, &problem->allowed, check->arena);
    return refuse(check, param->name, text, value_rule(param, check->arena));
}

static bool list_paths(const struct shape *shape, const char *before, struct arena *arena, struct list *paths)
{
    for (const struct field *field = shape->fields; field->name; field++) {
        const char *path = arena_format(arena, "%s%s", before, field->name);
        const char *inside = arena_format(arena, "%s.", path ? path : "");

        if (!path || !inside || !list_add_text(paths, arena, path))
            return false;
        if (field->shape && !list_paths(field->shape, inside, arena, paths))
            return false;
    }
    return true;
}

static enum check_status refuse_field(struct check *check, const struct param *param, const char *path)
{
    struct problem *problem = check->problem;
    struct list paths = {0};

    for (const struct field *field = check->route->shape->fields; field->name; field++)
        if (!list_add_text(&problem->allowed, check->arena, field->name))
            return CHECK_NO_MEMORY;
    if (!list_paths(check->route->shape, "", check->arena, &paths))
        return CHECK_NO_MEMORY;
    problem->did_you_mean = problem_nearest(path, &paths);
    return refuse(check, param->name, path, value_rule(param, check->arena));
}

/* From pairs to values -------------------------------------------------------------------------------------------- */

static enum check_status take_field(struct check *check, const struct param *param, const char *path)
{
    switch (selection_add(&check->fields, check->arena, check->route->shape, path)) {
    case SELECTION_OK:
        return CHECK_OK;
    case SELECTION_UNKNOWN:
        return refuse_field(check, param, path);
    default:
        return CHECK_NO_MEMORY;
    }
}

static enum check_status take_member(struct check *check, struct param_values *slot, struct span member)
{
    const struct param *param = slot->param;
    const char *text = arena_text(check->arena, member.at, member.length);
    struct value read = {0};
    struct value *value;

    if (!text)
        return CHECK_NO_MEMORY;
    if (slot->values.count > 0 && !param->many)
        return refuse(check, param->name, text, arena_format(check->arena, "%s can be given once.", param->name));
    if (memchr(member.at, '\0', member.length))
        return refuse_value(check, param, text);
    if (param->type == PARAM_FIELDS)
        return take_field(check, param, text);
    if (!value_read(param, text, &read))
        return refuse_value(check, param, text);
    value = list_add(&slot->values, check->arena, sizeof *value);
    if (!value)
        return CHECK_NO_MEMORY;
    *value = read;
    return CHECK_OK;
}

/* In text a NUL is a space: whatever is typed is only text. */
static enum check_status take_text(struct check *check, struct param_values *slot, struct span text)
{
    char *copy = arena_text(check->arena, text.at, text.length);

    if (!copy)
        return CHECK_NO_MEMORY;
    for (size_t i = 0; i < text.length; i++)
        copy[i] = copy[i] ? copy[i] : ' ';
    return text.length > 0 ? take_member(check, slot, (struct span){copy, text.length}) : CHECK_OK;
}

/* A comma is one also as %2C: many clients' libraries encode it. */
static enum check_status take_members(struct check *check, struct param_values *slot, struct span members)
{
    const char *end = members.at + members.length;
    const char *comma;

    do {
        enum check_status status;

        comma = memchr(members.at, ',', (size_t)(end - members.at));
        members.length = (size_t)((comma ? comma : end) - members.at);
        status = take_member(check, slot, members);
        if (status != CHECK_OK)
            return status;
        members.at += members.length + 1;
    } while (comma);
    return CHECK_OK;
}

static struct param_values *slot_of(struct check *check, struct span name)
{
    for (struct param_values *slot = check->slots; slot->param; slot++)
        if (strlen(slot->param->name) == name.length && memcmp(slot->param->name, name.at, name.length) == 0)
            return slot;
    return NULL;
}

static enum check_status take_pair(struct check *check, const struct pair *pair)
{
    struct param_values *slot = slot_of(check, pair->name);

    if (!slot)
        return refuse_unknown(check, pair->name.at, pair->value.at);
    if (slot->param->type == PARAM_TEXT)
        return take_text(check, slot, pair->value);
    return slot->param->many ? take_members(check, slot, pair->value) : take_member(check, slot, pair->value);
}

static int compare_values(const void *a, const void *b)
{
    return strcmp(((const struct value *)a)->text, ((const struct value *)b)->text);
}

static bool has_text(const struct value *values, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(values[i].text, text) == 0)
            return true;
    return false;
}

/* A name to sort by that was there before, in whichever direction, has nothing left to tell apart. */
static void keep_first_names(struct param_values *slot)
{
    struct value *values = slot->values.at;
    size_t kept = 0;

    for (size_t i = 0; i < slot->values.count; i++)
        if (!has_text(values, kept, values[i].text))
            values[kept++] = values[i];
    slot->values.count = kept;
}

/* The order in which values were given means nothing, except that of names to sort by. */
static void put_in_order(struct param_values *slot)
{
    struct value *values = slot->values.at;
    size_t kept = 1;

    if (slot->param->type == PARAM_SORT)
        keep_first_names(slot);
    if (slot->param->type == PARAM_SORT || slot->values.count < 2)
        return;
    qsort(values, slot->values.count, sizeof *values, compare_values);
    for (size_t i = 1; i < slot->values.count; i++)
        if (strcmp(values[i].text, values[kept - 1].text) != 0)
            values[kept++] = values[i];
    slot->values.count = kept;
}

static bool make_slots(struct check *check)
{
    size_t count = 0;

    while (check->route->params && check->route->params[count].name)
        count++;
    check->slots = arena_take(check->arena, (count + 1) * sizeof *check->slots);
    for (size_t i = 0; check->slots && i < count; i++)
        check->slots[i].param = &check->route->params[i];
    return check->slots != NULL;
}

static enum check_status take_pairs(struct check *check, const struct list *pairs)
{
    const struct pair *pair = pairs->at;
    enum check_status status = CHECK_OK;

    for (size_t i = 0; i < pairs->count && status == CHECK_OK; i++)
        status = take_pair(check, &pair[i]);
    for (struct param_values *slot = check->slots; slot->param && status == CHECK_OK; slot++)
        if (slot->param->required && slot->values.count == 0)
            status = refuse_absence(check, slot->param);
    return status;
}

enum check_status check_params(const struct route *route, const struct list *pairs, struct arena *arena,
                               struct params *params, const struct selection **fields, struct problem *problem)
{
    struct check check = {.route = route, .arena = arena, .problem = problem};
    enum check_status status = make_slots(&check) ? take_pairs(&check, pairs) : CHECK_NO_MEMORY;
    struct list given = {0};

    if (status != CHECK_OK)
        return status;
    for (struct param_values *slot = check.slots; slot->param; slot++) {
        struct param_values *added;

        if (slot->values.count == 0)
            continue;
        added = list_add(&given, arena, sizeof *added);
        if (!added)
            return CHECK_NO_MEMORY;
        put_in_order(slot);
        *added = *slot;
    }
    params->given = given;
    *fields = check.fields;
    return CHECK_OK;
}

const struct param_values *check_given(const struct params *params, enum param_type type)
{
    const struct param_values *given = params->given.at;

    for (size_t i = 0; i < params->given.count; i++)
        if (given[i].param->type == type)
            return &given[i];
    return NULL;
}
