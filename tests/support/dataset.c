#include "tests/support/dataset.h"

#include "db/dataset_file.h"
#include "db/import/builder_places.h"
#include "db/import/builder_search.h"
#include "db/import/builder_titles.h"
#include "db/import/statements.h"
#include "db/queries.h"
#include "model/text.h"
#include "tests/support/support.h"

#include <stdlib.h>

/* The model's function of a text, given as user data, as a function of SQL. */
static void call_text(sqlite3_context *context, int count, sqlite3_value **values)
{
    char *(*const *function)(struct arena *, const char *) = sqlite3_user_data(context);
    struct arena *arena = arena_new();
    const char *text;

    (void)count;
    ck_assert_ptr_nonnull(arena);
    text = (*function)(arena, (const char *)sqlite3_value_text(values[0]));
    ck_assert_ptr_nonnull(text);
    sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
    arena_free(arena);
}

sqlite3 *dataset_create(const char *path)
{
    static char *(*sort_key)(struct arena *, const char *) = text_sort_key;
    static char *(*slug)(struct arena *, const char *) = text_slug;
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    sqlite3 *db;

    ck_assert_int_eq(sqlite3_open(path ? path : ":memory:", &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_create_function(db, "sort_key", 1, flags, &sort_key, call_text, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_create_function(db, "slug", 1, flags, &slug, call_text, NULL, NULL), SQLITE_OK);
    ck_assert(places_add_functions(db));
    dataset_execute(db, schema_sql);
    return db;
}

void dataset_execute(sqlite3 *db, const char *sql)
{
    char *error = NULL;

    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, &error) == SQLITE_OK, "%s", error);
}

void dataset_seal(const char *path)
{
    ck_assert_msg(dataset_file_seal(path), "%s", path);
}

const char *dataset_write(const char *folder, const char *name, const char *more)
{
    const char *path = support_write(folder, name, "", 0);
    char *rows = support_read("tests/support/dataset.sql", NULL);
    sqlite3 *db = dataset_create(path);

    dataset_execute(db, "BEGIN");
    dataset_execute(db, rows);
    dataset_execute(db, more);
    dataset_execute(db, places_sql);
    dataset_execute(db, counts_sql);
    dataset_execute(db, rarities_sql);
    ck_assert_msg(builder_search(db), "%s", sqlite3_errmsg(db));
    ck_assert_msg(builder_titles(db), "%s", sqlite3_errmsg(db));
    dataset_execute(db, "COMMIT");
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    dataset_seal(path);
    free(rows);
    return path;
}
