#include "tests/support/ask.h"
#include "model/body.h"
#include "tests/support/dataset.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

static struct store *store;
static struct arena *arena;

void ask_open(void)
{
    ask_open_with("");
}

void ask_open_with(const char *more)
{
    const char *path = dataset_write(support_folder(), "povolani.db", more);
    char reason[STORE_REASON_BYTES];

    ck_assert_msg(store_open(path, &store, reason) == STORE_OK, "%s", reason);
    arena = arena_new();
    ck_assert_ptr_nonnull(arena);
}

struct store *ask_store(void)
{
    return store;
}

void ask_close(void)
{
    arena_free(arena);
    store_close(store);
}

static const struct route *row_of(enum method method, const char *template)
{
    const struct route *route = routes;

    while (route->path && (route->method != method || strcmp(route->path, template) != 0))
        route++;
    ck_assert_msg(route->path != NULL, "no row %s", template);
    return route;
}

static const struct param *param_of(const struct route *route, const char *name, size_t length)
{
    const struct param *param = route->params;

    while (param->name && (strlen(param->name) != length || memcmp(param->name, name, length) != 0))
        param++;
    ck_assert_msg(param->name != NULL, "%s has no parameter %.*s", route->path, (int)length, name);
    return param;
}

static struct value value_of(const struct param *param, const char *text)
{
    struct value value = {.text = text, .number = strtoll(text, NULL, 10)};

    if (param->type == PARAM_TRUTH)
        value.number = strcmp(text, "true") == 0;
    if (param->type == PARAM_COMPETENCE || param->type == PARAM_LOAD) {
        const char *level = strrchr(text, ':');

        value.number = strlen(level) == 2 && (param->type == PARAM_LOAD || strchr(text, ':') != level) ? level[1] - '0'
                                                                                                       : LEVEL_NONE;
    }
    if (param->type == PARAM_SORT && *text == '-')
        value = (struct value){.text = text + 1, .descending = true};
    return value;
}

static void give_value(struct params *in, struct asked *asked, struct param_values *given, const char *text)
{
    struct value *value = list_add(&given->values, arena, sizeof *value);

    *value = value_of(given->param, text);
    if (given->param->type == PARAM_LIMIT)
        in->limit = value->number;
    if (given->param->type == PARAM_FIELDS)
        ck_assert_int_eq(selection_add(&asked->fields, arena, asked->route->shape, text), SELECTION_OK);
}

/* "region=CZ010,CZ064" */
static void give(struct params *in, struct asked *asked, const char *text, size_t length)
{
    const char *values = memchr(text, '=', length);
    struct param_values *given = list_add(&in->given, arena, sizeof *given);
    char *value, *rest;

    ck_assert(values && given);
    given->param = param_of(asked->route, text, (size_t)(values - text));
    value = arena_text(arena, values + 1, length - (size_t)(values + 1 - text));
    for (value = strtok_r(value, ",", &rest); value; value = strtok_r(NULL, ",", &rest))
        give_value(in, asked, given, value);
}

struct asked ask(const char *template, const char *segment, const char *given, const struct position *after)
{
    struct asked asked = {.route = row_of(METHOD_GET, template)};
    struct params in = {.route = asked.route, .segments = {segment}};

    if (after)
        in.after = *after;
    for (size_t length; *given; given += length + (given[length] == '&')) {
        length = strcspn(given, "&");
        give(&in, &asked, given, length);
    }
    asked.outcome = asked.route->answer(&in, store, arena, &asked.answer);
    return asked;
}

struct asked ask_posted(const char *template, const char *json)
{
    struct asked asked = {.route = row_of(METHOD_POST, template)};
    void *body = arena_take(arena, asked.route->body->size);
    struct params in = {.route = asked.route, .body = body};
    struct problem problem = {0};

    ck_assert_ptr_nonnull(body);
    ck_assert_msg(body_read(asked.route->body, json, strlen(json), arena, body, &problem) == BODY_OK, "%s",
                  problem.detail);
    asked.outcome = asked.route->answer(&in, store, arena, &asked.answer);
    return asked;
}

struct bytes ask_json(const char *template, const char *segment, const char *given)
{
    struct asked asked = ask(template, segment, given, NULL);
    const struct style style = {.fields = asked.fields, .link_prefix = ""};

    ck_assert_int_eq(asked.outcome, OUTCOME_ANSWER);
    return answer_json(&asked.answer, &style);
}
