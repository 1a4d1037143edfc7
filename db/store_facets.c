/* Facets: how many of a set of occupations have which value. */
#include "db/store_places.h"

#include <string.h>

static int64_t count_members(const struct place_set *counted, struct place_reader members)
{
    int64_t count = 0;

    for (size_t place; place_read(&members, &place);)
        count += place_set_has(counted, place);
    return count;
}

/* Adds a value behind those that are as frequent. @return false if there is no memory */
static bool add_value(struct facet *facet, struct arena *arena, const struct facet_value *added)
{
    struct facet_value *value = list_add(&facet->values, arena, sizeof *value);
    size_t at = facet->values.count - 1;

    if (!value || !added->value)
        return false;
    for (value = facet->values.at; at > 0 && value[at - 1].count < added->count; at--)
        value[at] = value[at - 1];
    value[at] = *added;
    return true;
}

static char *copy_of(struct asking *asking, int column)
{
    const char *text = asking_text(asking, column);

    return text ? arena_text(asking->arena, text, strlen(text)) : NULL;
}

/* The current row is a value of a facet. @return false if there is no memory */
static bool read_value(struct asking *asking, const struct place_set *counted, struct list *facets)
{
    struct facet *facet = facets->at;
    const char *of = asking_text(asking, 0);
    size_t length;
    const void *members = asking_bytes(asking, 3, &length);
    const struct facet_value value = {copy_of(asking, 1), copy_of(asking, 2),
                                      members ? count_members(counted, place_reader_of(members, length)) : 0};

    if (!of)
        return false;
    if (value.count == 0)
        return true;
    while (strcmp(facet->of, of) != 0)
        facet++;
    return add_value(facet, asking->arena, &value);
}

enum store_status store_facets(struct store *store, struct arena *arena, const struct list *names,
                               const struct place_set *counted, struct list *facets)
{
    const char *const *name = names->at;
    struct list found = {0};
    struct asking asking;
    enum store_status status;

    if (names->count == 0)
        return STORE_OK;
    for (size_t i = 0; i < names->count; i++) {
        struct facet *facet = list_add(&found, arena, sizeof *facet);

        if (!facet)
            return STORE_NO_MEMORY;
        facet->of = name[i];
    }
    asking = store_ask(store, arena, Q_OCCUPATION_FACETS,
                       (const struct argument[ARG_COUNT]){[ARG_KINDS] = {.texts = names}});
    while (asking_next(&asking))
        if (!read_value(&asking, counted, &found))
            asking.status = STORE_NO_MEMORY;
    status = asking_end(&asking);
    if (status == STORE_OK)
        *facets = found;
    return status;
}
