#include "db/import/builder.h"

#include "db/dataset_file.h"
#include "db/import/builder_conflicts.h"
#include "db/import/builder_export.h"
#include "db/import/builder_stage.h"
#include "db/import/builder_statement.h"
#include "db/import/builder_version.h"
#include "db/import/statements.h"
#include "db/queries.h"
#include "model/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FAULT_BYTES = 512 };

struct builder {
    sqlite3 *db;
    struct stage *stage;
    sqlite3_stmt *find;
    char *path;
    char *indexes;           /* SQL that makes them again */
    char fault[FAULT_BYTES]; /* "" while nothing has failed */
};

/* What SQL cannot do itself ---------------------------------------------------------------------------------------- */

static void sort_key(sqlite3_context *call, int count, sqlite3_value **arguments)
{
    struct arena *arena = arena_new();
    const char *name = (const char *)sqlite3_value_text(arguments[0]);
    char *key = arena && name ? text_sort_key(arena, name) : NULL;

    (void)count;
    if (key)
        sqlite3_result_text(call, key, -1, SQLITE_TRANSIENT);
    else
        sqlite3_result_error_nomem(call);
    arena_free(arena);
}

/* Failing ---------------------------------------------------------------------------------------------------------- */

/* Notes what failed with SQLite's words for it; where it knows of nothing, memory of our own was missing.
 * @return false, for the caller to return */
static bool failed(struct builder *builder, const char *what)
{
    int code = sqlite3_errcode(builder->db) & 0xff, error = sqlite3_system_errno(builder->db);
    bool unknown = code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE;

    if (!*builder->fault)
        snprintf(builder->fault, sizeof builder->fault, "%s: %s%s%s", what,
                 unknown ? strerror(ENOMEM) : sqlite3_errmsg(builder->db), error ? ": " : "",
                 error ? strerror(error) : "");
    return false;
}

const char *builder_fault(const struct builder *builder)
{
    if (!builder)
        return strerror(ENOMEM);
    return *builder->fault ? builder->fault : NULL;
}

static bool run(struct builder *builder, const char *what, const char *sql)
{
    return sqlite3_exec(builder->db, sql, NULL, NULL, NULL) == SQLITE_OK || failed(builder, what);
}

/* Runs one statement for one struct. */
static bool run_for(struct builder *builder, const char *what, const char *sql, const struct shape *shape,
                    const void *item)
{
    struct builder_statement *statement = builder_statement_new(builder->db, sql, shape);
    bool done = statement && builder_statement_run(statement, &(struct context){0}, item) == SQLITE_DONE;

    if (!done)
        failed(builder, what);
    builder_statement_free(statement);
    return done;
}

/* Opening ---------------------------------------------------------------------------------------------------------- */

/* The file is thrown away if anything fails, so nothing needs to survive a crash. Foreign keys are checked at the end:
 * what an occupation refers to is settled after it. */
static const char pragmas[] = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
                              "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;";

/* Takes the indexes away until all rows are there: filling them at once, sorted, costs a fraction. */
static bool drop_indexes(struct builder *builder)
{
    static const char scripts[] = "SELECT group_concat(sql, ';'), group_concat('DROP INDEX ' || name, ';') "
                                  "FROM (SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql <> '' "
                                  "      ORDER BY rowid)";
    sqlite3_stmt *query = NULL;
    char *drop = NULL;
    bool done;

    if (sqlite3_prepare_v2(builder->db, scripts, -1, &query, NULL) == SQLITE_OK && sqlite3_step(query) == SQLITE_ROW) {
        builder->indexes = sqlite3_mprintf("%s", sqlite3_column_text(query, 0));
        drop = sqlite3_mprintf("%s", sqlite3_column_text(query, 1));
    }
    sqlite3_finalize(query); /* a statement under way would keep indexes from being dropped */
    done = builder->indexes && drop && run(builder, "indexes", drop);
    sqlite3_free(drop);
    return done || failed(builder, "indexes");
}

static bool prepare(struct builder *builder)
{
    if (unlink(builder->path) != 0 && errno != ENOENT) {
        snprintf(builder->fault, sizeof builder->fault, "%s: %s", builder->path, strerror(errno));
        return false;
    }
    if (sqlite3_open_v2(builder->path, &builder->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                        NULL) != SQLITE_OK)
        return failed(builder, builder->path);
    if (sqlite3_create_function_v2(builder->db, "sort_key", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, sort_key, NULL,
                                   NULL, NULL) != SQLITE_OK)
        return failed(builder, "sort_key");
    if (!run(builder, builder->path, pragmas) || !run(builder, "schema", schema_sql) ||
        !run(builder, "staging", staging_sql) || !drop_indexes(builder) ||
        !run(builder, "building", "PRAGMA foreign_keys = OFF; BEGIN"))
        return false;
    builder->stage = stage_new(builder->db);
    return (builder->stage && stage_vocabularies(builder->db) &&
            sqlite3_prepare_v2(builder->db, "SELECT path, digest FROM staged_card WHERE nsp_id = ?1", -1,
                               &builder->find, NULL) == SQLITE_OK) ||
           failed(builder, "preparing");
}

struct builder *builder_open(const char *path)
{
    struct builder *builder = calloc(1, sizeof *builder);

    if (!builder)
        return NULL;
    builder->path = strdup(path);
    if (!builder->path) {
        free(builder);
        return NULL;
    }
    prepare(builder);
    return builder;
}

void builder_close(struct builder *builder)
{
    if (!builder)
        return;
    stage_free(builder->stage);
    sqlite3_finalize(builder->find);
    sqlite3_close(builder->db);
    unlink(builder->path);
    sqlite3_free(builder->indexes);
    free(builder->path);
    free(builder);
}

/* Adding ----------------------------------------------------------------------------------------------------------- */

static const char *text_column(sqlite3_stmt *query, int column, struct arena *arena)
{
    return arena_text(arena, (const char *)sqlite3_column_text(query, column),
                      (size_t)sqlite3_column_bytes(query, column));
}

bool builder_find(struct builder *builder, struct arena *arena, int64_t nsp_id, struct builder_card *found)
{
    sqlite3_stmt *query = builder->find;
    int status;

    *found = (struct builder_card){0};
    sqlite3_bind_int64(query, 1, nsp_id);
    status = sqlite3_step(query);
    if (status == SQLITE_ROW) {
        *found = (struct builder_card){text_column(query, 0, arena), text_column(query, 1, arena)};
        status = found->path && found->digest ? SQLITE_DONE : SQLITE_NOMEM;
    }
    sqlite3_reset(query);
    return status == SQLITE_DONE || failed(builder, "looking for a card");
}

bool builder_add_copy(struct builder *builder, const struct occupation *copy)
{
    return run_for(builder, "noting a copy",
                   "UPDATE occupation SET document = min(document, :source$document) WHERE id = :id", &occupation_shape,
                   copy);
}

bool builder_add(struct builder *builder, const char *path, const struct card *card)
{
    return stage_card(builder->stage, card, path) || failed(builder, path);
}

/* Finishing -------------------------------------------------------------------------------------------------------- */

static bool add_source(struct builder *builder, const struct source *source)
{
    char digest[DIGEST_BYTES];
    struct source stated = *source;

    if (!builder_source_digest(builder->db, digest))
        return failed(builder, "digest of the documents");
    stated.digest = digest;
    return run_for(builder, "source",
                   "INSERT INTO source (id, publisher, licence, attribution, year, documents, digest) "
                   "VALUES (:id, :publisher, :licence, :attribution, (SELECT max(year) FROM wage WHERE source = :id), "
                   "  (SELECT count(*) FROM occupation), :digest)",
                   &source_shape, &stated);
}

struct stamp {
    int64_t schema_version;
    const char *version;
};
SHAPE(stamp_shape, "Stamp", stamp, FIELD(stamp, schema_version, FIELD_NUMBER), FIELD(stamp, version, FIELD_TEXT));

/* Of the dates that sources state, cards have only the year of their wages: its end. 1970 is "no date is stated". */
static bool add_stamp(struct builder *builder)
{
    char version[VERSION_BYTES];
    int code = builder_version(builder->db, version);

    if (code != SQLITE_OK) {
        snprintf(builder->fault, sizeof builder->fault, "version: %s", sqlite3_errstr(code));
        return false;
    }
    return run_for(
        builder, "dataset",
        "INSERT INTO dataset (only, schema_version, version, last_modified) "
        "VALUES (1, :schema_version, :version, ifnull((SELECT max(year) FROM source) || '-12-31', '1970-01-01'))",
        &stamp_shape, &(struct stamp){SCHEMA_VERSION, version});
}

/* What the schema says of references is only checked here. A finding is a mistake of ours. */
static bool check_references(struct builder *builder)
{
    sqlite3_stmt *query;
    int status;

    if (sqlite3_prepare_v2(builder->db, "PRAGMA main.foreign_key_check", -1, &query, NULL) != SQLITE_OK)
        return failed(builder, "checking references");
    status = sqlite3_step(query);
    if (status == SQLITE_ROW)
        snprintf(builder->fault, sizeof builder->fault, "a row of %s refers to no row of %s",
                 sqlite3_column_text(query, 0), sqlite3_column_text(query, 2));
    sqlite3_finalize(query);
    return status == SQLITE_DONE || failed(builder, "checking references");
}

bool builder_finish(struct builder *builder, const struct source *source, struct findings *findings)
{
    if (!conflicts_report(builder->db, findings))
        return failed(builder, "comparing cards");
    return run(builder, "indexes", builder->indexes) && run(builder, "deriving", derive_sql) &&
           add_source(builder, source) && add_stamp(builder) &&
           (builder_export(builder->db) || failed(builder, "exports")) && check_references(builder) &&
           run(builder, "finishing", "COMMIT; ANALYZE main");
}

/* Writing ---------------------------------------------------------------------------------------------------------- */

/* Reads the file back through SQLite. */
static bool check_written(struct builder *builder, const char *path)
{
    sqlite3_stmt *query = NULL;
    sqlite3 *db = NULL;
    const char *said = NULL;
    bool good;

    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &query, NULL) == SQLITE_OK &&
        sqlite3_step(query) == SQLITE_ROW)
        said = (const char *)sqlite3_column_text(query, 0);
    good = said && strcmp(said, "ok") == 0;
    if (!good)
        snprintf(builder->fault, sizeof builder->fault, "%s: what was written does not read back: %s", path,
                 said ? said : sqlite3_errmsg(db));
    sqlite3_finalize(query);
    sqlite3_close(db);
    return good;
}

bool builder_write(struct builder *builder, const char *path)
{
    if (!run_for(builder, path, "VACUUM main INTO :document", &origin_shape, &(struct origin){.document = path}))
        return false;
    if (!check_written(builder, path))
        return false;
    if (!dataset_file_seal(path)) {
        snprintf(builder->fault, sizeof builder->fault, "%s: %s", path, strerror(errno));
        return false;
    }
    return true;
}
