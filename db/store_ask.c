/* Statements, their cache, and the ways to ask. Knows nothing of what is asked. */
#include "db/store_ask.h"

#include "model/buffer.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many texts of one query a store keeps prepared: more than clients mix in practice, and a bound on what one who
 * tries all combinations of filters can make it keep. */
enum { STATEMENTS_MAX = 16 };

struct statement {
    struct statement *next;
    argument_set given; /* of the query's labels */
    sqlite3_stmt *handle;
    int parameter_count;
    enum argument_name parameters[ARG_COUNT];
    int own[OWN_COUNT]; /* the column's index; -1: the query has none */
    struct column columns[];
};

static const char *const own_aliases[OWN_COUNT] = {
    [OWN_KEY] = ".key",         [OWN_ID] = ".id",       [OWN_ITEM] = ".item",     [OWN_FIELD] = ".field",
    [OWN_HEADING] = ".heading", [OWN_TOTAL] = ".total", [OWN_STATED] = ".stated",
};

/* Says once what failed. */
static enum store_status failed(struct store *store, enum query query)
{
    int code = sqlite3_extended_errcode(store->db);

    if (code == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM)
        return STORE_NO_MEMORY;
    fprintf(stderr, "store: query %s: %s\n", queries[query].name, sqlite3_errmsg(store->db));
    return STORE_DAMAGED;
}

/* Statements ------------------------------------------------------------------------------------------------------ */

static void statement_free(struct statement *statement)
{
    sqlite3_finalize(statement->handle);
    free(statement);
}

static int column_by_alias(sqlite3_stmt *handle, const char *alias)
{
    int column = sqlite3_column_count(handle) - 1;

    while (column >= 0 && strcmp(sqlite3_column_name(handle, column), alias) != 0)
        column--;
    return column;
}

/* Finds what the statement's parameters and columns stand for. What is unknown is a mistake in the query's file. */
static void statement_learn(struct statement *statement, const struct shape *shape)
{
    bool known = !shape || row_columns(statement->handle, shape, statement->columns);

    for (int own = 0; own < OWN_COUNT; own++)
        statement->own[own] = column_by_alias(statement->handle, own_aliases[own]);
    statement->parameter_count = sqlite3_bind_parameter_count(statement->handle);
    for (int i = 0; i < statement->parameter_count; i++) {
        const char *name = sqlite3_bind_parameter_name(statement->handle, i + 1) + 1; /* without its colon */

        statement->parameters[i] = argument_by_name(name, strlen(name));
        known = known && statement->parameters[i] < ARG_COUNT;
    }
    assert(known);
    (void)known;
}

static enum store_status statement_new(struct store *store, enum query query, argument_set given,
                                       struct statement **statement)
{
    char *text = query_text(query, given);
    sqlite3_stmt *handle = NULL;
    int code;

    if (!text)
        return STORE_NO_MEMORY;
    code = sqlite3_prepare_v3(store->db, text, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
    sqlite3_free(text);
    if (code != SQLITE_OK)
        return failed(store, query);
    *statement = malloc(sizeof **statement + (size_t)sqlite3_column_count(handle) * sizeof(struct column));
    if (!*statement) {
        sqlite3_finalize(handle);
        return STORE_NO_MEMORY;
    }
    **statement = (struct statement){.given = given, .handle = handle};
    statement_learn(*statement, queries[query].shape);
    return STORE_OK;
}

/* The statement for the query's text with those labels, at the head of its chain: found there, or prepared now. */
static enum store_status statement_of(struct store *store, enum query query, argument_set given,
                                      struct statement **found)
{
    struct statement **link = &store->prepared[query];
    struct statement *statement = NULL;
    enum store_status status = STORE_OK;

    for (int count = 0; *link && (*link)->given != given; count++) {
        if (count == STATEMENTS_MAX - 1) { /* the one that was asked longest ago makes room */
            statement_free(*link);
            *link = NULL;
            break;
        }
        link = &(*link)->next;
    }
    if (*link) {
        statement = *link;
        *link = statement->next;
    } else {
        status = statement_new(store, query, given, &statement);
    }
    if (status == STORE_OK) {
        statement->next = store->prepared[query];
        store->prepared[query] = statement;
        *found = statement;
    }
    return status;
}

void store_forget(struct store *store)
{
    for (enum query query = 0; query < Q_COUNT; query++) {
        for (struct statement *statement = store->prepared[query], *next; statement; statement = next) {
            next = statement->next;
            statement_free(statement);
        }
    }
}

/* Arguments ------------------------------------------------------------------------------------------------------- */

static bool is_given(const struct argument *argument)
{
    return argument->text || argument->number.known || (argument->texts && argument->texts->count > 0) ||
           (argument->numbers && argument->numbers->count > 0);
}

/* Writes a text as a JSON string. @return its end; at least 6 bytes a byte and 2 are needed */
static char *json_string(char *at, const char *text)
{
    *at++ = '"';
    for (; *text; text++) {
        if ((unsigned char)*text < 0x20) {
            at += snprintf(at, sizeof "\\u0000", "\\u%04x", (unsigned)*text);
            continue;
        }
        if (*text == '"' || *text == '\\')
            *at++ = '\\';
        *at++ = *text;
    }
    *at++ = '"';
    return at;
}

/* The texts as a JSON array for json_each; NULL if there is no memory. */
static const char *json_texts(struct arena *arena, const struct list *texts)
{
    const char *const *text = texts->at;
    size_t size = sizeof "[]";
    char *json, *at;

    for (size_t i = 0; i < texts->count; i++)
        size += 6 * strlen(text[i]) + sizeof "\"\",";
    json = at = arena_take(arena, size);
    if (!json)
        return NULL;
    *at++ = '[';
    for (size_t i = 0; i < texts->count; i++) {
        if (i > 0)
            *at++ = ',';
        at = json_string(at, text[i]);
    }
    *at = ']';
    return json;
}

/* The numbers as a JSON array; NULL if there is no memory. */
static const char *json_numbers(struct arena *arena, const struct list *numbers)
{
    const uint32_t *number = numbers->at;
    char *json = arena_take(arena, numbers->count * (NUMBER_BYTES + sizeof ",") + sizeof "[]"), *at = json;

    if (!json)
        return NULL;
    for (size_t i = 0; i < numbers->count; i++) {
        *at++ = i > 0 ? ',' : '[';
        at = number_write(at, number[i]);
    }
    *at = ']';
    return json;
}

/* What an argument is as a text; NULL if there is no memory. */
static const char *text_of(struct arena *arena, const struct argument *argument)
{
    if (argument->text)
        return argument->text;
    return argument->texts ? json_texts(arena, argument->texts) : json_numbers(arena, argument->numbers);
}

static enum store_status bind_argument(struct asking *asking, int parameter, const struct argument *argument)
{
    sqlite3_stmt *handle = asking->statement->handle;
    const char *text;
    int code;

    if (!is_given(argument))
        return STORE_OK; /* NULL */
    if (argument->number.known) {
        code = sqlite3_bind_int64(handle, parameter, argument->number.value);
    } else {
        text = text_of(asking->arena, argument);
        if (!text)
            return STORE_NO_MEMORY;
        code = sqlite3_bind_text(handle, parameter, text, -1, SQLITE_STATIC);
    }
    return code == SQLITE_OK ? STORE_OK : failed(asking->store, asking->query);
}

/* Asking ---------------------------------------------------------------------------------------------------------- */

struct asking store_ask(struct store *store, struct arena *arena, enum query query,
                        const struct argument arguments[static ARG_COUNT])
{
    struct asking asking = {.store = store, .arena = arena, .query = query};
    argument_set given = 0;

    for (argument_set labels = store->labels[query]; labels; labels &= labels - 1) {
        int name = __builtin_ctzll(labels);

        if (is_given(&arguments[name]))
            given |= ARGUMENT_BIT(name);
    }
    asking.status = statement_of(store, query, given, &asking.statement);
    for (int i = 0; asking.status == STORE_OK && i < asking.statement->parameter_count; i++)
        asking.status = bind_argument(&asking, i + 1, &arguments[asking.statement->parameters[i]]);
    return asking;
}

bool asking_next(struct asking *asking)
{
    int step;

    if (asking->status != STORE_OK)
        return false;
    step = sqlite3_step(asking->statement->handle);
    if (step != SQLITE_ROW && step != SQLITE_DONE)
        asking->status = failed(asking->store, asking->query);
    return step == SQLITE_ROW;
}

bool asking_read(struct asking *asking, void *item)
{
    if (!row_read(asking->statement->handle, asking->statement->columns, asking->arena, item))
        asking->status = STORE_NO_MEMORY;
    return asking->status == STORE_OK;
}

bool asking_add(struct asking *asking, struct list *list)
{
    void *item = list_add(list, asking->arena, queries[asking->query].shape->size);

    if (!item)
        asking->status = STORE_NO_MEMORY;
    return item && asking_read(asking, item);
}

int64_t asking_number(const struct asking *asking, int column)
{
    return sqlite3_column_int64(asking->statement->handle, column);
}

int64_t asking_own_number(const struct asking *asking, enum own_column own)
{
    int column = asking->statement->own[own];

    return column < 0 ? 0 : asking_number(asking, column);
}

const char *asking_text(const struct asking *asking, int column)
{
    return (const char *)sqlite3_column_text(asking->statement->handle, column);
}

const void *asking_bytes(const struct asking *asking, int column, size_t *length)
{
    const void *bytes = sqlite3_column_blob(asking->statement->handle, column);

    *length = (size_t)sqlite3_column_bytes(asking->statement->handle, column);
    return bytes;
}

const char *asking_own_column(const struct asking *asking, enum own_column own)
{
    return asking_text(asking, asking->statement->own[own]);
}

char *asking_own_text(struct asking *asking, enum own_column own)
{
    const char *text = asking_own_column(asking, own);
    char *copy = text ? arena_text(asking->arena, text, strlen(text)) : NULL;

    if (!copy)
        asking->status = STORE_NO_MEMORY;
    return copy;
}

enum store_status asking_end(struct asking *asking)
{
    if (asking->statement) {
        sqlite3_reset(asking->statement->handle);
        sqlite3_clear_bindings(asking->statement->handle); /* they point into what the caller gave */
    }
    return asking->status;
}

enum store_status store_ask_exists(struct store *store, enum query query,
                                   const struct argument arguments[static ARG_COUNT])
{
    struct asking asking = store_ask(store, NULL, query, arguments);
    bool exists = asking_next(&asking);
    enum store_status status = asking_end(&asking);

    return status == STORE_OK && !exists ? STORE_NOT_FOUND : status;
}

enum store_status store_ask_row(struct store *store, struct arena *arena, enum query query,
                                const struct argument arguments[static ARG_COUNT], void *item)
{
    struct asking asking = store_ask(store, arena, query, arguments);
    bool found = asking_next(&asking);

    if (found)
        asking_read(&asking, item);
    else if (asking.status == STORE_OK)
        asking.status = STORE_NOT_FOUND;
    return asking_end(&asking);
}

enum store_status store_ask_list(struct store *store, struct arena *arena, enum query query,
                                 const struct argument arguments[static ARG_COUNT], struct list *list)
{
    struct asking asking = store_ask(store, arena, query, arguments);
    struct list found = {0};
    enum store_status status;

    while (asking_next(&asking))
        asking_add(&asking, &found);
    status = asking_end(&asking);
    if (status == STORE_OK)
        *list = found;
    return status;
}
