#include "db/import/dataset_check.h"

#include "db/dataset_file.h"
#include "db/import/builder_version.h"
#include "db/import/quality.h"
#include "db/queries.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct check {
    const char *path;
    struct findings *findings;
    sqlite3 *db; /* the file, read-only */
};

static enum dataset_check_status faulty(const struct check *check, const char *what)
{
    finding_error(check->findings, check->path, 1, "%s", what);
    return DATASET_FAULTY;
}

static enum dataset_check_status system_failed(const struct check *check, const char *why)
{
    finding_error(check->findings, check->path, 1, "cannot be read: %s", why);
    return DATASET_UNREADABLE;
}

/* What a question to the file failed with: memory and disk are the system's, all else is the file's fault. */
static enum dataset_check_status failed_with(const struct check *check, int code, const char *why)
{
    switch (code & 0xff) {
    case SQLITE_NOMEM:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        return system_failed(check, why);
    default:
        return faulty(check, why);
    }
}

static enum dataset_check_status query_failed(const struct check *check)
{
    return failed_with(check, sqlite3_errcode(check->db), sqlite3_errmsg(check->db));
}

/* The bytes -------------------------------------------------------------------------------------------------------- */

/* Does an error say nothing of the file that was named? */
static bool is_of_the_system(int error)
{
    return error == ENOMEM || error == EIO || error == EMFILE || error == ENFILE;
}

static enum dataset_check_status damaged(const struct check *check, int64_t position)
{
    static const char expected[] = "expected a file as `povolani import` of this version wrote it";

    if (position > 0)
        finding_error(check->findings, check->path, 1,
                      "its %d bytes from %" PRId64 " on are not those that were written; %s", DATASET_BLOCK_BYTES,
                      position, expected);
    else
        finding_error(check->findings, check->path, 1, "does not fit its seal; %s", expected);
    return DATASET_FAULTY;
}

static enum dataset_check_status check_bytes(const struct check *check)
{
    int64_t position;

    switch (dataset_file_examine(check->path, &position)) {
    case DATASET_FILE_GOOD:
        return DATASET_GOOD;
    case DATASET_FILE_SPECIAL:
    case DATASET_FILE_EMPTY:
    case DATASET_FILE_FOREIGN:
        return faulty(check, "is no dataset; expected a file that `povolani import` wrote");
    case DATASET_FILE_DAMAGED:
        return damaged(check, position);
    case DATASET_FILE_UNREADABLE:
        break;
    }
    return is_of_the_system(errno) ? system_failed(check, strerror(errno)) : faulty(check, strerror(errno));
}

/* The schema ------------------------------------------------------------------------------------------------------- */

/* All tables with their columns, and all indexes, as one text. */
static const char objects[] =
    "SELECT group_concat(what, ', ') FROM (SELECT object.type || ' ' || object.name || "
    "    ifnull('.' || part.name || ' ' || part.type || ' ' || part.\"notnull\" || ' ' || part.pk, '') AS what "
    "  FROM sqlite_schema AS object LEFT JOIN pragma_table_xinfo(object.name) AS part "
    "  WHERE object.name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY object.type, object.name, part.cid)";

static bool prepare_objects(sqlite3 *db, sqlite3_stmt **query)
{
    return sqlite3_prepare_v2(db, objects, -1, query, NULL) == SQLITE_OK && sqlite3_step(*query) == SQLITE_ROW &&
           sqlite3_column_type(*query, 0) == SQLITE_TEXT;
}

static enum dataset_check_status check_schema(const struct check *check)
{
    sqlite3 *model = NULL;
    sqlite3_stmt *stated = NULL, *expected = NULL;
    enum dataset_check_status status = DATASET_GOOD;

    if (sqlite3_open(":memory:", &model) != SQLITE_OK ||
        sqlite3_exec(model, schema_sql, NULL, NULL, NULL) != SQLITE_OK || !prepare_objects(model, &expected))
        status = system_failed(check, sqlite3_errmsg(model));
    else if (!prepare_objects(check->db, &stated))
        status = query_failed(check);
    else if (strcmp((const char *)sqlite3_column_text(stated, 0), (const char *)sqlite3_column_text(expected, 0)) != 0)
        status = faulty(check, "has other tables, columns or indexes; expected those of this program");
    sqlite3_finalize(stated);
    sqlite3_finalize(expected);
    sqlite3_close(model);
    return status;
}

/* The content ------------------------------------------------------------------------------------------------------ */

/* Questions whose every row says a fault; ?1 is what is expected. */
static const char of_schema[] =
    "SELECT format('is of schema %s; expected %s', ifnull((SELECT schema_version FROM dataset), 'unknown'), ?1) "
    "WHERE (SELECT schema_version FROM dataset) IS NOT CAST(?1 AS INTEGER)";
static const char of_version[] =
    "SELECT format('has version %s; expected %s, the digest of its content', version, ?1) FROM dataset "
    "WHERE version <> ?1";
static const char *const of_content[] = {
    "SELECT 'is damaged: ' || integrity_check FROM pragma_integrity_check(10) WHERE integrity_check <> 'ok'",
    "SELECT DISTINCT format('a row of %s refers to no row of %s', \"table\", parent) FROM pragma_foreign_key_check",
    "SELECT format('has another %s than its table export says', name) "
    "FROM export LEFT JOIN export_block ON export = name GROUP BY name "
    "HAVING sum(length(gzip)) IS NOT gzip_bytes OR min(start) IS NOT -1 OR max(start) IS NOT bytes OR max(gzip_start + "
    "length(gzip)) IS NOT "
    "gzip_bytes",
    "SELECT 'has no export; expected those of this program' WHERE NOT EXISTS (SELECT 1 FROM export)",
    "SELECT 'is empty; expected at least one occupation' WHERE NOT EXISTS (SELECT 1 FROM occupation)",
};

static enum dataset_check_status ask(const struct check *check, const char *question, const char *expected)
{
    enum dataset_check_status status = DATASET_GOOD;
    const char *said;
    sqlite3_stmt *query;
    int step;

    if (sqlite3_prepare_v2(check->db, question, -1, &query, NULL) != SQLITE_OK)
        return query_failed(check);
    if (expected)
        sqlite3_bind_text(query, 1, expected, -1, SQLITE_STATIC);
    while ((step = sqlite3_step(query)) == SQLITE_ROW && (said = (const char *)sqlite3_column_text(query, 0)))
        status = faulty(check, said);
    if (step != SQLITE_DONE)
        status = query_failed(check);
    sqlite3_finalize(query);
    return status;
}

static enum dataset_check_status check_version(const struct check *check)
{
    char version[VERSION_BYTES];
    int code = builder_version(check->db, version);

    return code == SQLITE_OK ? ask(check, of_version, version) : failed_with(check, code, sqlite3_errstr(code));
}

static enum dataset_check_status check_content(const struct check *check)
{
    char schema[16];
    enum dataset_check_status status;

    snprintf(schema, sizeof schema, "%d", SCHEMA_VERSION);
    status = ask(check, of_schema, schema);
    if (status == DATASET_GOOD)
        status = check_schema(check);
    for (size_t i = 0; status == DATASET_GOOD && i < sizeof of_content / sizeof *of_content; i++)
        status = ask(check, of_content[i], NULL);
    return status == DATASET_GOOD ? check_version(check) : status;
}

/* The report ------------------------------------------------------------------------------------------------------- */

static bool write_report(const struct dataset_check_options *options, const struct quality *quality, FILE *out)
{
    if (options->json)
        return quality_write_json(quality, out);
    quality_write(quality, out);
    return true;
}

static enum dataset_check_status report(const struct check *check, const struct dataset_check_options *options,
                                        FILE *out)
{
    struct quality quality = {0};
    struct arena *arena = arena_new();
    int code = arena ? quality_read(check->db, options->examples, arena, &quality) : SQLITE_NOMEM;

    if (code == SQLITE_OK && !write_report(options, &quality, out))
        code = SQLITE_NOMEM;
    arena_free(arena);
    return code == SQLITE_OK ? DATASET_GOOD : failed_with(check, code, sqlite3_errstr(code));
}

enum dataset_check_status dataset_check_run(const struct dataset_check_options *options, FILE *out,
                                            struct findings *findings)
{
    struct check check = {options->path, findings, NULL};
    enum dataset_check_status status = check_bytes(&check);

    if (status != DATASET_GOOD)
        return status;
    if (sqlite3_open_v2(check.path, &check.db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        status = query_failed(&check);
    else
        status = check_content(&check);
    if (status == DATASET_GOOD)
        status = report(&check, options, out);
    sqlite3_close(check.db);
    return status;
}
