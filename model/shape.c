#include "model/shape.h"

#include <string.h>

void *list_add(struct list *list, struct arena *arena, size_t size)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 8;
        void *grown = capacity > SIZE_MAX / size ? NULL : arena_take(arena, capacity * size);

        if (!grown)
            return NULL;
        if (list->count > 0)
            memcpy(grown, list->at, list->count * size);
        list->at = grown;
        list->capacity = capacity;
    }
    return (unsigned char *)list->at + list->count++ * size;
}

bool list_add_text(struct list *list, struct arena *arena, const char *text)
{
    const char **slot = list_add(list, arena, sizeof *slot);

    if (slot)
        *slot = text;
    return slot != NULL;
}

bool list_add_number(struct list *list, struct arena *arena, uint32_t number)
{
    uint32_t *added = list_add(list, arena, sizeof *added);

    if (added)
        *added = number;
    return added != NULL;
}

const struct field *shape_field(const struct shape *shape, const char *name, size_t length)
{
    for (const struct field *field = shape->fields; field->name; field++)
        if (strlen(field->name) == length && memcmp(field->name, name, length) == 0)
            return field;
    return NULL;
}

enum selection_status selection_add(struct selection **selection, struct arena *arena, const struct shape *shape,
                                    const char *path)
{
    size_t length = strcspn(path, ".");
    const struct field *field = shape_field(shape, path, length);
    struct selection *node = *selection;
    struct selection *unused = NULL;

    if (!field || (path[length] == '.' && !field->shape))
        return SELECTION_UNKNOWN;
    while (node && node->field != field)
        node = node->next;
    if (path[length] == '.' && node && !node->inside) /* all of it is wanted already */
        return selection_add(&unused, arena, field->shape, path + length + 1);
    if (!node) {
        node = arena_take(arena, sizeof *node);
        if (!node)
            return SELECTION_NO_MEMORY;
        *node = (struct selection){.field = field, .next = *selection};
        *selection = node;
    }
    if (path[length] == '.')
        return selection_add(&node->inside, arena, field->shape, path + length + 1);
    node->inside = NULL;
    return SELECTION_OK;
}

bool selection_has(const struct selection *selection, const struct field *field, const struct selection **inside)
{
    const struct selection *node = selection;

    while (node && node->field != field)
        node = node->next;
    *inside = node ? node->inside : NULL;
    return node || !selection;
}
