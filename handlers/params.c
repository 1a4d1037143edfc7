#include "handlers/params.h"

#include <string.h>

struct list params_values(const struct params *params, const char *name)
{
    const struct param_values *given = params->given.at;

    for (size_t i = 0; i < params->given.count; i++)
        if (strcmp(given[i].param->name, name) == 0)
            return given[i].values;
    return (struct list){0};
}

static const struct value *first_value(const struct params *params, const char *name)
{
    struct list values = params_values(params, name);

    return values.count > 0 ? values.at : NULL;
}

const char *params_text(const struct params *params, const char *name)
{
    const struct value *value = first_value(params, name);

    return value ? value->text : NULL;
}

int64_t params_number(const struct params *params, const char *name, int64_t fallback)
{
    const struct value *value = first_value(params, name);

    return value ? value->number : fallback;
}
