#include "db/import/builder_statement.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Where a parameter's value is: a field of the item or of the context, or a field of the object that this points to. */
struct binding {
    bool of_context;
    const struct field *field;
    const struct field *inside; /* NULL: the field itself */
};

struct builder_statement {
    sqlite3_stmt *query;
    int count;
    struct binding bindings[];
};

#define CONTEXT(member, kind) FIELD(context, member, kind)
SHAPE(context_shape, "Context", context, CONTEXT(document, FIELD_NUMBER), CONTEXT(rank, FIELD_TEXT),
      CONTEXT(edition_of, FIELD_NUMBER), CONTEXT(record, FIELD_NUMBER), CONTEXT(stated, FIELD_NUMBER),
      CONTEXT(outer, FIELD_NUMBER), CONTEXT(position, FIELD_NUMBER), CONTEXT(text, FIELD_TEXT));

static struct binding binding_of(const char *parameter, const struct shape *shape)
{
    const char *name = parameter + 1;
    size_t length = strcspn(name, "$");
    struct binding binding = {.field = shape_field(&context_shape, name, length)};

    binding.of_context = binding.field != NULL;
    if (!binding.field)
        binding.field = shape_field(shape, name, length);
    assert(binding.field);
    if (name[length] == '$')
        binding.inside = shape_field(binding.field->shape, name + length + 1, strlen(name + length + 1));
    assert(binding.inside || name[length] == '\0');
    return binding;
}

struct builder_statement *builder_statement_new(sqlite3 *db, const char *sql, const struct shape *shape)
{
    sqlite3_stmt *query;
    struct builder_statement *statement;
    int count;

    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &query, NULL) != SQLITE_OK)
        return NULL;
    count = sqlite3_bind_parameter_count(query);
    statement = malloc(sizeof *statement + (size_t)count * sizeof statement->bindings[0]);
    if (!statement) {
        sqlite3_finalize(query);
        return NULL;
    }
    statement->query = query;
    statement->count = count;
    for (int i = 0; i < count; i++)
        statement->bindings[i] = binding_of(sqlite3_bind_parameter_name(query, i + 1), shape);
    return statement;
}

void builder_statement_free(struct builder_statement *statement)
{
    if (!statement)
        return;
    sqlite3_finalize(statement->query);
    free(statement);
}

static const void *member(const void *object, const struct field *field)
{
    return (const unsigned char *)object + field->offset;
}

static int bind_figure(sqlite3_stmt *query, int index, struct figure figure)
{
    return figure.known ? sqlite3_bind_int64(query, index, figure.value) : sqlite3_bind_null(query, index);
}

static int bind_field(sqlite3_stmt *query, int index, const void *object, const struct field *field)
{
    const void *at = member(object, field);

    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LINK: /* NULL binds null */
        return sqlite3_bind_text(query, index, *(const char *const *)at, -1, SQLITE_STATIC);
    case FIELD_NUMBER:
    case FIELD_SCORE:
    case FIELD_LEVELS:
        return sqlite3_bind_int64(query, index, *(const int64_t *)at);
    case FIELD_FIGURE:
    case FIELD_TRUTH:
        return bind_figure(query, index, *(const struct figure *)at);
    case FIELD_TEXTS:
    case FIELD_OBJECT:
    case FIELD_LIST:
    case FIELD_MAP:
        break;
    }
    return SQLITE_MISUSE;
}

static int bind(sqlite3_stmt *query, int index, const struct binding *binding, const void *object)
{
    if (!binding->inside)
        return bind_field(query, index, object, binding->field);
    object = *(const void *const *)member(object, binding->field);
    return object ? bind_field(query, index, object, binding->inside) : sqlite3_bind_null(query, index);
}

int builder_statement_run(struct builder_statement *statement, const struct context *context, const void *item)
{
    int status;

    for (int i = 0; i < statement->count; i++) {
        const struct binding *binding = &statement->bindings[i];

        status = bind(statement->query, i + 1, binding, binding->of_context ? context : item);
        if (status != SQLITE_OK)
            return status;
    }
    status = sqlite3_step(statement->query);
    sqlite3_reset(statement->query);
    return status;
}
