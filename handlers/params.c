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

const struct value *params_value(const struct params *params, const char *name)
{
    struct list values = params_values(params, name);

    return values.count > 0 ? values.at : NULL;
}
