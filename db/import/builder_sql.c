#include "db/import/builder_sql.h"

bool builder_add_function(sqlite3 *db, const char *name, void (*function)(sqlite3_context *, int, sqlite3_value **))
{
    return sqlite3_create_function_v2(db, name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, function, NULL, NULL,
                                      NULL) == SQLITE_OK;
}

void builder_make_text(sqlite3_context *call, sqlite3_value *argument, text_maker *make)
{
    struct arena *arena = arena_new();
    const char *name = (const char *)sqlite3_value_text(argument);
    char *text = arena && name ? make(arena, name) : NULL;

    if (text)
        sqlite3_result_text(call, text, -1, SQLITE_TRANSIENT);
    else if (sqlite3_value_type(argument) != SQLITE_NULL)
        sqlite3_result_error_nomem(call);
    arena_free(arena);
}

bool builder_ask_number(sqlite3 *db, const char *sql, int64_t *number)
{
    sqlite3_stmt *query;
    bool done;

    if (sqlite3_prepare_v2(db, sql, -1, &query, NULL) != SQLITE_OK)
        return false;
    done = sqlite3_step(query) == SQLITE_ROW;
    *number = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    return done;
}
