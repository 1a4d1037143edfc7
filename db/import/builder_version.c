#include "db/import/builder_version.h"

#include <endian.h>
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

/* Tables by name, each with the query for its rows in the order of its key. */
static const char tables_sql[] =
    "SELECT name, format('SELECT * FROM \"%w\" ORDER BY %s', name, "
    "  (SELECT group_concat(key) "
    "   FROM (SELECT format('\"%w\"', name) AS key FROM pragma_table_info(listed.name) WHERE pk > 0 ORDER BY pk))) "
    "FROM pragma_table_list AS listed "
    "WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' "
    "  AND name NOT IN ('dataset', 'release', 'change', 'change_field', 'removal', 'export', 'export_block', "
    "                   'occupation_place', 'occupation_summary', 'occupation_summary_isco', "
    "                   'occupation_set', 'occupation_column', 'occupation_count', 'median_choice', "
    "                   'occupation_word', 'rarity', "
    "                   'search_entry', 'search_word', 'search_stem', 'search_deletion', "
    "                   'title_size', 'title_group', 'title_name', 'title_feature') "
    "ORDER BY name";

/* Hashes the table that the list is at. @return SQLITE_OK, or what went wrong */
static int hash_table(sqlite3 *db, struct sha256_ctx *hash, sqlite3_stmt *list)
{
    const char *name = (const char *)sqlite3_column_text(list, 0);
    const char *select = (const char *)sqlite3_column_text(list, 1);
    sqlite3_stmt *rows;
    int status = name && select ? sqlite3_prepare_v2(db, select, -1, &rows, NULL) : SQLITE_NOMEM;

    if (status != SQLITE_OK)
        return status;
    hash_text(hash, 'T', name, strlen(name));
    while ((status = sqlite3_step(rows)) == SQLITE_ROW) {
        hash_number(hash, 'R', (uint64_t)sqlite3_column_count(rows));
        for (int i = 0; i < sqlite3_column_count(rows); i++)
            hash_value(hash, rows, i);
    }
    sqlite3_finalize(rows);
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

int builder_version(sqlite3 *db, char version[static VERSION_BYTES])
{
    char digest[DIGEST_BYTES];
    struct sha256_ctx hash;
    sqlite3_stmt *tables;
    int status = sqlite3_prepare_v2(db, tables_sql, -1, &tables, NULL);

    sha256_init(&hash);
    while (status == SQLITE_OK && (status = sqlite3_step(tables)) == SQLITE_ROW)
        status = hash_table(db, &hash, tables);
    sqlite3_finalize(tables);
    digest_of_state(&hash, digest);
    memcpy(version, strchr(digest, ':') + 1, VERSION_BYTES - 1);
    version[VERSION_BYTES - 1] = '\0';
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

bool builder_source_digest(sqlite3 *db, const char *source, char digest[static DIGEST_BYTES])
{
    struct sha256_ctx hash;
    sqlite3_stmt *query;
    int status;

    if (sqlite3_prepare_v2(db, "SELECT digest || char(10) FROM document WHERE source = ?1 ORDER BY digest", -1, &query,
                           NULL) != SQLITE_OK)
        return false;
    sqlite3_bind_text(query, 1, source, -1, SQLITE_STATIC);
    sha256_init(&hash);
    while ((status = sqlite3_step(query)) == SQLITE_ROW)
        sha256_update(&hash, (size_t)sqlite3_column_bytes(query, 0), sqlite3_column_blob(query, 0));
    sqlite3_finalize(query);
    digest_of_state(&hash, digest);
    return status == SQLITE_DONE;
}
