#include "db/import/builder_changes.h"

#include "db/import/statements.h"

#include <string.h>

static const char first_release[] = "INSERT INTO release (position, version) SELECT 1, version FROM dataset";

static bool run(sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* The same question to two databases: SQL has no parameter for the name of one. */
static bool list_members(sqlite3 *db, const char *edition)
{
    static const char stands_for[] = "edition";
    sqlite3_str *sql = sqlite3_str_new(db);
    const char *text = members_sql;
    char *whole;
    bool done;

    for (const char *at; (at = strstr(text, stands_for)) != NULL; text = at + strlen(stands_for)) {
        sqlite3_str_append(sql, text, (int)(at - text));
        sqlite3_str_appendall(sql, edition);
    }
    sqlite3_str_appendall(sql, text);
    whole = sqlite3_str_finish(sql);
    done = whole && run(db, whole);
    sqlite3_free(whole);
    return done;
}

static bool attach(sqlite3 *db, const char *previous)
{
    char *sql = sqlite3_mprintf("ATTACH %Q AS previous", previous);
    bool done = sql && run(db, sql);

    sqlite3_free(sql);
    return done;
}

bool builder_changes(sqlite3 *db, const char *previous)
{
    if (!previous)
        return run(db, first_release);
    return attach(db, previous) && list_members(db, "main") && list_members(db, "previous") && run(db, changes_sql);
}
