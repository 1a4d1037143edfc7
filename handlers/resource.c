#include "handlers/resource.h"

#include <string.h>

enum outcome outcome_of_store(enum store_status status)
{
    switch (status) {
    case STORE_OK:
        return OUTCOME_ANSWER;
    case STORE_NOT_FOUND:
        return OUTCOME_NOT_FOUND;
    case STORE_NO_MEMORY:
        return OUTCOME_NO_MEMORY;
    case STORE_DAMAGED:
        return OUTCOME_FAILED;
    }
    return OUTCOME_FAILED;
}

void *answer_object(const struct params *in, struct arena *arena, struct answer *answer)
{
    void *object = arena_take(arena, in->route->shape->size);

    answer->shape = in->route->shape;
    answer->object = object;
    return object;
}

struct window answer_page(const struct params *in, struct answer *answer)
{
    answer->shape = in->route->shape;
    return (struct window){.limit = in->limit, .after = in->after};
}

void answer_whole(const struct params *in, const struct list *items, struct answer *answer)
{
    answer->shape = in->route->shape;
    answer->page = (struct page){.items = *items, .total = (int64_t)items->count};
}

enum outcome refuse(enum problem_kind kind, const char *parameter, const char *value, const char *detail,
                    struct arena *arena, struct answer *answer)
{
    return refuse_among(kind, parameter, value, detail, &(struct list){0}, NULL, arena, answer);
}

enum outcome refuse_among(enum problem_kind kind, const char *parameter, const char *value, const char *detail,
                          const struct list *allowed, const char *meant, struct arena *arena, struct answer *answer)
{
    struct problem *problem = arena_take(arena, sizeof *problem);

    if (!problem || !detail)
        return OUTCOME_NO_MEMORY;
    problem->kind = kind;
    problem->detail = detail;
    problem->parameter = parameter;
    problem->allowed = *allowed;
    problem->did_you_mean = meant;
    if (value) {
        problem->value = problem_quote(value, arena);
        if (!problem->value)
            return OUTCOME_NO_MEMORY;
    }
    answer->problem = problem;
    return OUTCOME_PROBLEM;
}

bool filter_texts(const struct params *in, const char *name, struct arena *arena, struct list *texts)
{
    struct list given = params_values(in, name);
    const struct value *values = given.at;

    for (size_t i = 0; i < given.count; i++)
        if (!list_add_text(texts, arena, values[i].text))
            return false;
    return true;
}

const char *filter_words(const struct params *in, const char *name)
{
    const struct value *value = params_value(in, name);

    return value && value->text[strspn(value->text, " \t\r\n")] ? value->text : NULL;
}

struct findings_by_word *answer_findings(const struct params *in, struct arena *arena, struct answer *answer)
{
    struct findings_by_word *findings = arena_take(arena, sizeof *findings);

    answer->beside_shape = in->route->beside;
    answer->beside = findings;
    return findings;
}

struct figure filter_figure(const struct params *in, const char *name)
{
    const struct value *value = params_value(in, name);

    return value ? (struct figure){.known = true, .value = value->number} : (struct figure){0};
}
