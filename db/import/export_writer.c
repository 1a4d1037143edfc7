#include "db/import/export_writer.h"

#include "db/digest.h"
#include "db/export_block.h"

#include <endian.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* One form of the export: how long it is by now, and its digest. */
struct form {
    int64_t bytes;
    struct sha256_ctx hash;
};

struct export_writer {
    sqlite3 *db;
    enum export which;
    sqlite3_stmt *insert;
    struct form plain;
    struct form gzip;
    unsigned long crc; /* of plain */
};

/* RFC 1952: deflate, no name and no time, of an unknown system. */
static const unsigned char gzip_head[] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff};

static void count(struct form *form, const void *bytes, size_t length)
{
    form->bytes += (int64_t)length;
    sha256_update(&form->hash, length, bytes);
}

/* Adds a row: what the file in gzip has next. */
static bool add_block(struct export_writer *writer, int64_t start, const void *bytes, size_t length)
{
    int step;

    sqlite3_bind_text(writer->insert, 1, exports[writer->which].name, -1, SQLITE_STATIC);
    sqlite3_bind_int64(writer->insert, 2, start);
    sqlite3_bind_int64(writer->insert, 3, writer->gzip.bytes);
    sqlite3_bind_blob(writer->insert, 4, bytes, (int)length, SQLITE_STATIC);
    step = sqlite3_step(writer->insert);
    sqlite3_reset(writer->insert);
    count(&writer->gzip, bytes, length);
    return step == SQLITE_DONE;
}

static bool add_piece(struct export_writer *writer, const struct export_piece *piece)
{
    bool added = add_block(writer, writer->plain.bytes, piece->packed, piece->packed_bytes);

    count(&writer->plain, piece->plain, piece->plain_bytes);
    writer->crc = crc32_z(writer->crc, (const unsigned char *)piece->plain, piece->plain_bytes);
    return added;
}

/* A last block of deflate with nothing in it, and what gzip says of the whole. */
static bool add_end(struct export_writer *writer)
{
    unsigned char end[] = {3, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    uint32_t crc = htole32((uint32_t)writer->crc), length = htole32((uint32_t)writer->plain.bytes);

    memcpy(end + 2, &crc, sizeof crc);
    memcpy(end + 6, &length, sizeof length);
    return add_block(writer, writer->plain.bytes, end, sizeof end);
}

struct export_writer *export_writer_new(sqlite3 *db, enum export which)
{
    static const char insert[] = "INSERT INTO export_block (export, start, gzip_start, gzip) VALUES (?1, ?2, ?3, ?4)";
    struct export_writer *writer = calloc(1, sizeof *writer);

    if (!writer)
        return NULL;
    writer->db = db;
    writer->which = which;
    sha256_init(&writer->plain.hash);
    sha256_init(&writer->gzip.hash);
    if (sqlite3_prepare_v2(db, insert, -1, &writer->insert, NULL) == SQLITE_OK &&
        add_block(writer, EXPORT_HEAD_START, gzip_head, sizeof gzip_head))
        return writer;
    export_writer_free(writer);
    return NULL;
}

void export_writer_free(struct export_writer *writer)
{
    if (!writer)
        return;
    sqlite3_finalize(writer->insert);
    free(writer);
}

bool export_writer_add(struct export_writer *writer, struct export_packer *packer)
{
    struct export_piece piece;

    for (size_t i = 0; export_packer_piece(packer, i, &piece); i++)
        if (!add_piece(writer, &piece))
            return false;
    export_packer_clear(packer);
    return true;
}

bool export_writer_end(struct export_writer *writer)
{
    static const char insert[] = "INSERT INTO export (name, media_type, bytes, digest, gzip_bytes, gzip_digest) "
                                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    char digest[DIGEST_BYTES], gzip_digest[DIGEST_BYTES];
    sqlite3_stmt *whole;
    int step;

    if (!add_end(writer) || sqlite3_prepare_v2(writer->db, insert, -1, &whole, NULL) != SQLITE_OK)
        return false;
    digest_of_state(&writer->plain.hash, digest);
    digest_of_state(&writer->gzip.hash, gzip_digest);
    sqlite3_bind_text(whole, 1, exports[writer->which].name, -1, SQLITE_STATIC);
    sqlite3_bind_text(whole, 2, exports[writer->which].media_type, -1, SQLITE_STATIC);
    sqlite3_bind_int64(whole, 3, writer->plain.bytes);
    sqlite3_bind_text(whole, 4, digest, -1, SQLITE_STATIC);
    sqlite3_bind_int64(whole, 5, writer->gzip.bytes);
    sqlite3_bind_text(whole, 6, gzip_digest, -1, SQLITE_STATIC);
    step = sqlite3_step(whole);
    sqlite3_finalize(whole);
    return step == SQLITE_DONE;
}
