/* Exports: what there is, and the bytes of one from any position on. */
#include "db/export_block.h"
#include "db/store_ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* The dataset file as a download of itself. */
static struct download dataset_file(const struct store *store)
{
    return (struct download){
        .name = exports[EXPORT_DATASET].name,
        .url = "/v1/export/dataset.db",
        .media_type = exports[EXPORT_DATASET].media_type,
        .bytes = dataset_file_bytes(store->file),
        .digest = dataset_file_digest(store->file),
    };
}

enum store_status store_ask_downloads(struct store *store, struct arena *arena, struct list *downloads)
{
    struct download *file = list_add(downloads, arena, sizeof *file);
    struct asking asking = store_ask(store, arena, Q_DOWNLOADS, (const struct argument[ARG_COUNT]){{0}});

    if (file)
        *file = dataset_file(store);
    else
        asking.status = STORE_NO_MEMORY;
    while (asking_next(&asking))
        asking_add(&asking, downloads);
    return asking_end(&asking);
}

enum store_status store_download(struct store *store, struct arena *arena, enum export which, struct download *out)
{
    const struct argument by_name[ARG_COUNT] = {[ARG_ID] = {.text = exports[which].name}};

    if (which != EXPORT_DATASET)
        return store_ask_row(store, arena, Q_DOWNLOADS, by_name, out);
    *out = dataset_file(store);
    return STORE_OK;
}

/* Reading ---------------------------------------------------------------------------------------------------------- */

struct export_reader {
    enum export which;
    bool gzip;
    int64_t start; /* of the block in the form that is read */
    size_t length; /* 0: none has been read */
    unsigned char block[EXPORT_PACKED_BYTES];
};

struct export_reader *export_reader_new(enum export which, bool gzip)
{
    struct export_reader *reader = malloc(sizeof *reader);

    if (!reader)
        return NULL;
    reader->which = which;
    reader->gzip = gzip;
    reader->start = 0;
    reader->length = 0; /* the block is not cleared: it is large, and read only as far as this says */
    return reader;
}

void export_reader_free(struct export_reader *reader)
{
    free(reader);
}

static bool has(const struct export_reader *reader, int64_t position)
{
    return position >= reader->start && position - reader->start < (int64_t)reader->length;
}

/* What inflates, made when it is first needed: raw deflate. @return NULL if there is no memory */
static z_stream *inflating_of(struct store *store)
{
    z_stream *inflating = store->inflating ? store->inflating : calloc(1, sizeof *inflating);

    if (inflating && !store->inflating && inflateInit2(inflating, -MAX_WBITS) != Z_OK) {
        free(inflating);
        return NULL;
    }
    store->inflating = inflating;
    return inflating;
}

/* Inflates a block; the one that ends the file is empty. @return false if it is none of ours */
static bool inflate_block(struct export_reader *reader, z_stream *inflating, const void *packed, size_t length)
{
    int status;

    if (inflateReset(inflating) != Z_OK)
        return false;
    inflating->next_in = (unsigned char *)(uintptr_t)packed;
    inflating->avail_in = (unsigned)length;
    inflating->next_out = reader->block;
    inflating->avail_out = EXPORT_BLOCK_BYTES;
    status = inflate(inflating, Z_SYNC_FLUSH);
    reader->length = EXPORT_BLOCK_BYTES - inflating->avail_out;
    return status == Z_STREAM_END || (status == Z_OK && inflating->avail_in == 0);
}

static bool copy_block(struct export_reader *reader, const void *packed, size_t length)
{
    if (length > sizeof reader->block)
        return false;
    memcpy(reader->block, packed, length);
    reader->length = length;
    return true;
}

/* Takes the block that the asking has found. */
static enum store_status read_block(struct export_reader *reader, struct store *store, const struct asking *asking)
{
    size_t length;
    const void *packed = asking_bytes(asking, 1, &length);
    z_stream *inflating = inflating_of(store);

    if (!packed || !inflating)
        return STORE_NO_MEMORY;
    reader->start = asking_number(asking, 0);
    if (reader->gzip ? copy_block(reader, packed, length) : inflate_block(reader, inflating, packed, length))
        return STORE_OK;
    reader->length = 0;
    fprintf(stderr, "store: %s: the block at %lld is damaged\n", exports[reader->which].name, (long long)reader->start);
    return STORE_DAMAGED;
}

/* Of the dataset file itself. */
static enum store_status read_file(struct export_reader *reader, const struct store *store, int64_t position)
{
    ssize_t got;

    reader->start = position - position % DATASET_BLOCK_BYTES;
    got = dataset_file_read(store->file, reader->block, EXPORT_BLOCK_BYTES, reader->start);
    reader->length = got > 0 ? (size_t)got : 0;
    return got >= 0 ? STORE_OK : STORE_DAMAGED;
}

static enum store_status find_block(struct export_reader *reader, struct store *store, int64_t position)
{
    const struct argument arguments[ARG_COUNT] = {
        [ARG_ID] = {.text = exports[reader->which].name},
        [ARG_START] = {.number = {!reader->gzip, position}},
        [ARG_GZIP_START] = {.number = {reader->gzip, position}},
    };
    struct asking asking = store_ask(store, NULL, Q_EXPORT_BLOCK, arguments);

    reader->length = 0;
    if (asking_next(&asking))
        asking.status = read_block(reader, store, &asking);
    return asking_end(&asking);
}

enum store_status store_read_export(struct store *store, struct export_reader *reader, int64_t position,
                                    const unsigned char **bytes, size_t *length)
{
    enum store_status status = STORE_OK;
    size_t skipped;

    if (!has(reader, position))
        status =
            reader->which == EXPORT_DATASET ? read_file(reader, store, position) : find_block(reader, store, position);
    if (status != STORE_OK)
        return status;
    if (!has(reader, position))
        return STORE_NOT_FOUND;
    skipped = (size_t)(position - reader->start);
    *bytes = reader->block + skipped;
    *length = reader->length - skipped;
    return STORE_OK;
}
