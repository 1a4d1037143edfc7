#include "db/import/builder_version.h"

#include <endian.h>
#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <string.h>

static void hash_number(struct sha256_ctx *hash, char tag, uint64_t number)
{
    uint64_t big = htobe64(number);

    sha256_update(hash, 1, (const uint8_t *)&tag);
    sha256_update(hash, sizeof big, (const uint8_t *)&big);
}

static void hash_text(struct sha256_ctx *hash, char tag, const void *text, size_t length)
{
    hash_number(hash, tag, length);
    if (length > 0)
        sha256_update(hash, length, text);
}

/* STRICT tables without BLOB or REAL columns hold nothing else than numbers, text and NULL. */
static void hash_value(struct sha256_ctx *hash, sqlite3_stmt *query, int column)
{
    if (sqlite3_column_type(query, column) == SQLITE_INTEGER)
        hash_number(hash, 'i', (uint64_t)sqlite3_column_int64(query, column));
    else if (sqlite3_column_type(query, column) == SQLITE_NULL)
        hash_number(hash, 'n', 0);
    else
        hash_text(hash, 't', sqlite3_column_blob(query, column), (size_t)sqlite3_column_bytes(query, column));
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *query = NULL;

    if (sql)
        sqlite3_prepare_v2(db, sql, -1, &query, NULL);
    return query;
}

/* SELECT * of a table in the order of its key; NULL if that fails. The caller frees it by sqlite3_free. */
static char *table_select(sqlite3 *db, const char *table)
{
    sqlite3_stmt *keys = prepare(db, "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk");
    sqlite3_str *sql = sqlite3_str_new(db);
    const char *before = "ORDER BY";

    sqlite3_str_appendf(sql, "SELECT * FROM \"%w\"", table);
    sqlite3_bind_text(keys, 1, table, -1, SQLITE_STATIC);
    for (; sqlite3_step(keys) == SQLITE_ROW; before = ",")
        sqlite3_str_appendf(sql, " %s \"%w\"", before, sqlite3_column_text(keys, 0));
    if (sqlite3_finalize(keys) == SQLITE_OK && *before == ',')
        return sqlite3_str_finish(sql);
    sqlite3_free(sqlite3_str_finish(sql));
    return NULL;
}

static bool hash_table(sqlite3 *db, struct sha256_ctx *hash, const char *table)
{
    char *select = table_select(db, table);
    sqlite3_stmt *query = prepare(db, select);
    int status;

    hash_text(hash, 'T', table, strlen(table));
    while ((status = sqlite3_step(query)) == SQLITE_ROW) {
        hash_number(hash, 'R', (uint64_t)sqlite3_column_count(query));
        for (int i = 0; i < sqlite3_column_count(query); i++)
            hash_value(hash, query, i);
    }
    sqlite3_finalize(query);
    sqlite3_free(select);
    return status == SQLITE_DONE;
}

static void hex_digest(struct sha256_ctx *hash, char hex[static 2 * SHA256_DIGEST_SIZE + 1])
{
    uint8_t bytes[SHA256_DIGEST_SIZE];

    sha256_digest(hash, sizeof bytes, bytes);
    base16_encode_update(hex, sizeof bytes, bytes);
    hex[2 * SHA256_DIGEST_SIZE] = '\0';
}

bool builder_version(sqlite3 *db, char version[static VERSION_BYTES])
{
    sqlite3_stmt *tables = prepare(db, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                                       "AND name <> 'dataset' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY name");
    char hex[2 * SHA256_DIGEST_SIZE + 1];
    struct sha256_ctx hash;
    int status;

    sha256_init(&hash);
    while ((status = sqlite3_step(tables)) == SQLITE_ROW)
        if (!hash_table(db, &hash, (const char *)sqlite3_column_text(tables, 0)))
            break;
    sqlite3_finalize(tables);
    hex_digest(&hash, hex);
    memcpy(version, hex, VERSION_BYTES - 1);
    version[VERSION_BYTES - 1] = '\0';
    return status == SQLITE_DONE;
}

static void state_digest(struct sha256_ctx *hash, char digest[static DIGEST_BYTES])
{
    static const char prefix[] = "sha-256:";

    memcpy(digest, prefix, sizeof prefix);
    hex_digest(hash, digest + strlen(prefix));
}

void builder_digest(const void *bytes, size_t length, char digest[static DIGEST_BYTES])
{
    struct sha256_ctx hash;

    sha256_init(&hash);
    sha256_update(&hash, length, bytes);
    state_digest(&hash, digest);
}

bool builder_source_digest(sqlite3 *db, char digest[static DIGEST_BYTES])
{
    struct sha256_ctx hash;
    sqlite3_stmt *query = prepare(db, "SELECT digest || char(10) FROM occupation ORDER BY digest");
    int status;

    sha256_init(&hash);
    while ((status = sqlite3_step(query)) == SQLITE_ROW)
        sha256_update(&hash, (size_t)sqlite3_column_bytes(query, 0), sqlite3_column_blob(query, 0));
    sqlite3_finalize(query);
    state_digest(&hash, digest);
    return status == SQLITE_DONE;
}
