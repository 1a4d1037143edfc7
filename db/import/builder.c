#include "db/import/builder.h"

#include "db/dataset_file.h"
#include "db/import/builder_changes.h"
#include "db/import/builder_conflicts.h"
#include "db/import/builder_export.h"
#include "db/import/builder_places.h"
#include "db/import/builder_search.h"
#include "db/import/builder_sql.h"
#include "db/import/builder_stage.h"
#include "db/import/builder_statement.h"
#include "db/import/builder_titles.h"
#include "db/import/builder_version.h"
#include "db/import/publishers.h"
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
    sqlite3_stmt *find, *find_card;
    int64_t documents, records; /* added so far */
    char *path;
    char *stage_path;
    char *indexes;           /* SQL that makes them again */
    char fault[FAULT_BYTES]; /* "" while nothing has failed */
};

/* What SQL cannot do itself ---------------------------------------------------------------------------------------- */

static void sort_key(sqlite3_context *call, int count, sqlite3_value **arguments)
{
    (void)count;
    builder_make_text(call, arguments[0], text_sort_key);
}

static void slug(sqlite3_context *call, int count, sqlite3_value **arguments)
{
    (void)count;
    builder_make_text(call, arguments[0], text_slug);
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

static bool remove_file(struct builder *builder, const char *path)
{
    if (unlink(path) == 0 || errno == ENOENT)
        return true;
    snprintf(builder->fault, sizeof builder->fault, "%s: %s", path, strerror(errno));
    return false;
}

/* What the documents say, in a file of its own: it is not to be copied with the dataset. */
static bool attach_stage(struct builder *builder)
{
    char *sql = sqlite3_mprintf("ATTACH %Q AS stage; PRAGMA stage.journal_mode = OFF; PRAGMA stage.synchronous = OFF; "
                                "PRAGMA stage.cache_size = -16384;",
                                builder->stage_path);
    bool done = sql && run(builder, builder->stage_path, sql);

    sqlite3_free(sql);
    return done || failed(builder, builder->stage_path);
}

static bool prepare_statements(struct builder *builder)
{
    static const char by_digest[] = "SELECT path, digest FROM staged_document WHERE digest = ?1";
    static const char by_number[] = "SELECT path, digest FROM staged_occupation JOIN staged_document USING (document) "
                                    "WHERE nsp_id = ?1 AND publisher = ?2";

    builder->stage = stage_new(builder->db);
    return builder->stage && stage_vocabularies(builder->db) &&
           sqlite3_prepare_v2(builder->db, by_digest, -1, &builder->find, NULL) == SQLITE_OK &&
           sqlite3_prepare_v2(builder->db, by_number, -1, &builder->find_card, NULL) == SQLITE_OK;
}

static bool prepare(struct builder *builder)
{
    if (!remove_file(builder, builder->path) || !remove_file(builder, builder->stage_path))
        return false;
    if (sqlite3_open_v2(builder->path, &builder->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                        NULL) != SQLITE_OK)
        return failed(builder, builder->path);
    if (!builder_add_function(builder->db, "sort_key", sort_key) || !builder_add_function(builder->db, "slug", slug) ||
        !places_add_functions(builder->db))
        return failed(builder, "functions");
    if (!run(builder, builder->path, pragmas) || !run(builder, "schema", schema_sql) || !attach_stage(builder) ||
        !run(builder, "staging", staging_sql) || !drop_indexes(builder) ||
        !run(builder, "building", "PRAGMA foreign_keys = OFF; BEGIN"))
        return false;
    return prepare_statements(builder) || failed(builder, "preparing");
}

struct builder *builder_open(const char *path)
{
    struct builder *builder = calloc(1, sizeof *builder);

    if (!builder)
        return NULL;
    builder->path = strdup(path);
    if (!builder->path || asprintf(&builder->stage_path, "%s.stage", path) < 0) {
        free(builder->path);
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
    sqlite3_finalize(builder->find_card);
    sqlite3_close(builder->db);
    unlink(builder->path);
    unlink(builder->stage_path);
    sqlite3_free(builder->indexes);
    free(builder->path);
    free(builder->stage_path);
    free(builder);
}

/* Adding ----------------------------------------------------------------------------------------------------------- */

static const char *text_column(sqlite3_stmt *query, int column, struct arena *arena)
{
    return arena_text(arena, (const char *)sqlite3_column_text(query, column),
                      (size_t)sqlite3_column_bytes(query, column));
}

/* The row that a statement whose parameters are bound has, if any. */
static bool find(struct builder *builder, sqlite3_stmt *query, struct arena *arena, struct builder_document *found)
{
    int status = sqlite3_step(query);

    *found = (struct builder_document){0};
    if (status == SQLITE_ROW) {
        *found = (struct builder_document){text_column(query, 0, arena), text_column(query, 1, arena)};
        status = found->path && found->digest ? SQLITE_DONE : SQLITE_NOMEM;
    }
    sqlite3_reset(query);
    return status == SQLITE_DONE || failed(builder, "looking for a document");
}

bool builder_find(struct builder *builder, struct arena *arena, const char *digest, struct builder_document *found)
{
    sqlite3_bind_text(builder->find, 1, digest, -1, SQLITE_TRANSIENT);
    return find(builder, builder->find, arena, found);
}

bool builder_find_card(struct builder *builder, struct arena *arena, int64_t nsp_id, struct builder_document *found)
{
    sqlite3_bind_int64(builder->find_card, 1, nsp_id);
    sqlite3_bind_int64(builder->find_card, 2, PUBLISHER_NSP_CARD);
    return find(builder, builder->find_card, arena, found);
}

bool builder_add_copy(struct builder *builder, const struct document *copy)
{
    return run_for(builder, "noting a copy",
                   "UPDATE staged_document SET name = min(name, :name) WHERE digest = :digest", &document_shape, copy);
}

/* By authority, then a card by its number, then by digest. */
static char *rank_of(const struct document *document)
{
    const struct occupation *first = document->occupations.at;
    bool is_card = document->publisher == PUBLISHER_NSP_CARD && document->occupations.count > 0;

    return sqlite3_mprintf("%d:%010lld:%s", (int)document->publisher, is_card ? first->nsp_id.value : 0LL,
                           document->digest);
}

bool builder_add(struct builder *builder, const struct document *document)
{
    char *rank = rank_of(document);
    const struct context context = {
        .document = builder->documents + 1,
        .rank = rank,
        .edition_of = document->publisher == PUBLISHER_WAGES ? builder->documents + 1 : 0,
        .records = builder->records,
    };
    bool done = rank && stage_document(builder->stage, document, &context);

    builder->documents++;
    builder->records += (int64_t)document->occupations.count;
    sqlite3_free(rank);
    return done || failed(builder, document->path);
}

/* Finishing -------------------------------------------------------------------------------------------------------- */

/* What a source is, and what is counted of it, if there is a document of it. */
static bool add_source(struct builder *builder, const struct source *source)
{
    char digest[DIGEST_BYTES];
    struct source stated = *source;

    if (!builder_source_digest(builder->db, source->id, digest))
        return failed(builder, "digest of the documents");
    stated.digest = digest;
    return run_for(builder, "source",
                   "INSERT INTO source (id, publisher, licence, attribution, year, documents, digest) "
                   "SELECT :id, :publisher, :licence, :attribution, (SELECT max(year) FROM wage WHERE source = :id), "
                   "  count(*), :digest FROM document WHERE source = :id HAVING count(*) > 0",
                   &source_shape, &stated);
}

static bool add_sources(struct builder *builder)
{
    for (const struct source *source = publishers; source->id; source++)
        if (!add_source(builder, source))
            return false;
    return true;
}

struct stamp {
    int64_t schema_version;
    const char *version;
};
SHAPE(stamp_shape, "Stamp", stamp, FIELD(stamp, schema_version, FIELD_NUMBER), FIELD(stamp, version, FIELD_TEXT));

/* Of the dates that sources state, there is only the period of their wages: its end. 1970 is "no date is stated". */
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
        "VALUES (1, :schema_version, :version, "
        "  ifnull((SELECT max(year || iif(period LIKE '%-H1', '-06-30', '-12-31')) FROM wage), '1970-01-01'))",
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

bool builder_finish(struct builder *builder, const char *previous, struct findings *findings)
{
    return run(builder, "merging", merge_sql) && run(builder, "comparing", conflicts_sql) &&
           (conflicts_report(builder->db, findings) || failed(builder, "comparing documents")) &&
           run(builder, "indexes", builder->indexes) && run(builder, "deriving", derive_sql) &&
           run(builder, "placing", places_sql) && run(builder, "counting", counts_sql) &&
           run(builder, "weighing", rarities_sql) && add_sources(builder) && add_stamp(builder) &&
           (builder_changes(builder->db, previous) || failed(builder, "comparing editions")) &&
           (builder_export(builder->db) || failed(builder, "exports")) &&
           (builder_search(builder->db) || failed(builder, "search")) &&
           (builder_titles(builder->db) || failed(builder, "titles")) && check_references(builder) &&
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
    if (!run_for(builder, path, "VACUUM main INTO :path", &document_shape, &(struct document){.path = path}))
        return false;
    if (!check_written(builder, path))
        return false;
    if (!dataset_file_seal(path)) {
        snprintf(builder->fault, sizeof builder->fault, "%s: %s", path, strerror(errno));
        return false;
    }
    return true;
}
