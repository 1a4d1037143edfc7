#include "db/import/builder_conflicts.h"

enum column { KIND, CODE, SAID, PATH, LINE, TAKEN, TAKEN_PATH, TAKEN_LINE, NUMBER, OF_KIND };

static const char conflicts[] =
    "SELECT kind, code, said, said_in.path, line, taken, taken_in.path, taken_line, number, of_kind "
    "FROM (SELECT *, row_number() OVER (PARTITION BY kind ORDER BY id) AS number, count(*) OVER (PARTITION BY kind) AS "
    "of_kind "
    "      FROM main.conflict) AS conflict "
    "JOIN settled_document AS said_of ON said_of.id = conflict.document "
    "JOIN staged_document AS said_in ON said_in.document = said_of.document "
    "JOIN settled_document AS taken_of ON taken_of.id = conflict.taken_document "
    "JOIN staged_document AS taken_in ON taken_in.document = taken_of.document "
    "WHERE number <= ?1 + 1 ORDER BY kind, number";

static const char *text(sqlite3_stmt *query, enum column column)
{
    const char *value = (const char *)sqlite3_column_text(query, (int)column);

    return value ? value : ""; /* no memory: the step that follows fails */
}

static void report(sqlite3_stmt *query, struct findings *findings)
{
    size_t line = (size_t)sqlite3_column_int64(query, LINE);

    if (sqlite3_column_int64(query, NUMBER) > CONFLICTS_SHOWN)
        finding_warning(findings, text(query, PATH), line, "and %lld more like this: %s with two wordings",
                        (long long)sqlite3_column_int64(query, OF_KIND) - CONFLICTS_SHOWN, text(query, KIND));
    else
        finding_warning(findings, text(query, PATH), line,
                        "%s %s is \"%s\" here; expected \"%s\" as in %s:%lld, which is taken", text(query, KIND),
                        text(query, CODE), text(query, SAID), text(query, TAKEN), text(query, TAKEN_PATH),
                        (long long)sqlite3_column_int64(query, TAKEN_LINE));
}

bool conflicts_report(sqlite3 *db, struct findings *findings)
{
    sqlite3_stmt *query;
    int status;

    if (sqlite3_prepare_v2(db, conflicts, -1, &query, NULL) != SQLITE_OK)
        return false;
    sqlite3_bind_int(query, 1, CONFLICTS_SHOWN);
    while ((status = sqlite3_step(query)) == SQLITE_ROW)
        report(query, findings);
    sqlite3_finalize(query);
    return status == SQLITE_DONE;
}
