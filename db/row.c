#include "db/row.h"

#include <string.h>

SHAPE(row_text_shape, "Text", row_text, FIELD(row_text, text, FIELD_TEXT));

static bool is_value(const struct field *field)
{
    return field && field->type != FIELD_TEXTS && field->type != FIELD_OBJECT && field->type != FIELD_LIST &&
           field->type != FIELD_MAP;
}

static struct column column_of(const struct shape *shape, const char *alias)
{
    size_t length = strcspn(alias, ".");
    struct column column = {.field = shape_field(shape, alias, length)};

    if (alias[length] == '.' && column.field && column.field->type == FIELD_OBJECT) {
        column.object = column.field;
        column.field = shape_field(column.object->shape, alias + length + 1, strlen(alias + length + 1));
    }
    return column;
}

bool row_columns(sqlite3_stmt *statement, const struct shape *shape, struct column *columns)
{
    for (int i = 0; i < sqlite3_column_count(statement); i++) {
        const char *alias = sqlite3_column_name(statement, i);

        columns[i] = (struct column){0};
        if (!alias || *alias == '.')
            continue;
        columns[i] = column_of(shape, alias);
        if (!is_value(columns[i].field))
            return false;
    }
    return true;
}

static bool read_text(sqlite3_value *value, struct arena *arena, void *at)
{
    const char *text = (const char *)sqlite3_value_text(value); /* before its length is asked */
    const char *copy = arena_text(arena, text, (size_t)sqlite3_value_bytes(value));

    *(const char **)at = copy;
    return copy != NULL;
}

static bool read_value(sqlite3_value *value, const struct field *field, struct arena *arena, void *item)
{
    void *at = (unsigned char *)item + field->offset;

    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LINK:
        return read_text(value, arena, at);
    case FIELD_NUMBER:
    case FIELD_SCORE:
    case FIELD_LEVELS:
        *(int64_t *)at = sqlite3_value_int64(value);
        return true;
    case FIELD_FIGURE:
    case FIELD_TRUTH:
        *(struct figure *)at = (struct figure){true, sqlite3_value_int64(value)};
        return true;
    case FIELD_TEXTS:
    case FIELD_OBJECT:
    case FIELD_LIST:
    case FIELD_MAP:
        break; /* row_columns has refused them */
    }
    return false;
}

/* The object behind a pointer of the item, made when its first value comes; NULL if there is no memory. */
static void *object_in(void *item, const struct field *field, struct arena *arena)
{
    unsigned char *at = (unsigned char *)item + field->offset;
    void *object;

    memcpy(&object, at, sizeof object); /* a pointer of whichever type */
    if (!object) {
        object = arena_take(arena, field->shape->size);
        memcpy(at, &object, sizeof object);
    }
    return object;
}

/* A column is asked for once, as a value: sqlite3_column_* would look it up anew for its type, its text and its length.
 * Connections belong to one thread at a time, so their values need no protection. */
bool row_read(sqlite3_stmt *statement, const struct column *columns, struct arena *arena, void *item)
{
    const int count = sqlite3_column_count(statement);

    for (int i = 0; i < count; i++) {
        const struct column *column = &columns[i];
        sqlite3_value *value;
        void *into;

        if (!column->field)
            continue;
        value = sqlite3_column_value(statement, i);
        if (sqlite3_value_type(value) == SQLITE_NULL)
            continue;
        into = column->object ? object_in(item, column->object, arena) : item;
        if (!into || !read_value(value, column->field, arena, into))
            return false;
    }
    return true;
}
