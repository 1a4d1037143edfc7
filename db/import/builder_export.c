#include "db/import/builder_export.h"

#include "db/export_block.h"
#include "db/import/export_pool.h"
#include "db/import/export_writer.h"
#include "db/store_ask.h"

#include <stdlib.h>
#include <string.h>

enum {
    /* Enough for a thread a core to be busy while one is read and one written. */
    BATCHES = 8,
    /* Memory of the occupations of one batch: about as much as their text. It has to fill some blocks. */
    BATCH_BYTES = 8 * EXPORT_BLOCK_BYTES,
};

/* Exports are files: their links are paths, whatever the public URL of a server. */
static const struct style in_files = {.link_prefix = ""};

/* Occupations that are read by one thread and written as text and packed by another. */
struct batch {
    struct arena *arena;
    struct list occupations;         /* struct occupation */
    const struct selection *columns; /* of the table */
    bool first;                      /* the table's header stands before them */
    struct export_packer *ndjson;
    struct export_packer *csv;
    bool packed; /* no memory was missing */
};

struct making {
    sqlite3 *db;
    struct store *store;
    struct arena *arena;       /* for all of the making */
    struct selection *columns; /* of occupations.csv */
    struct export_writer *writers[EXPORT_COUNT];
    struct batch batches[BATCHES];
    struct export_pool *pool;
};

/* Text ------------------------------------------------------------------------------------------------------------- */

static struct bytes json_line(const struct occupation *occupation)
{
    return answer_json(&(struct answer){.shape = &occupation_shape, .object = occupation}, &in_files);
}

static struct bytes csv_rows(const struct shape *shape, const struct selection *columns, struct list items, bool header)
{
    struct style style = in_files;

    style.fields = columns;
    style.without_header = !header;
    return answer_csv(&(struct answer){.shape = shape, .page.items = items}, &style);
}

/* What a thread of the pool does. */
static void pack_batch(void *slot)
{
    struct batch *batch = slot;
    const struct occupation *occupations = batch->occupations.at;

    for (size_t i = 0; i < batch->occupations.count; i++)
        export_packer_add(batch->ndjson, json_line(&occupations[i]));
    if (batch->first ||
        batch->occupations.count > 0) /* no rows and no header are no bytes, which would say: no memory */
        export_packer_add(batch->csv, csv_rows(&occupation_shape, batch->columns, batch->occupations, batch->first));
    batch->packed = export_packer_pack(batch->ndjson);
    batch->packed = export_packer_pack(batch->csv) && batch->packed;
}

/* Occupations ------------------------------------------------------------------------------------------------------ */

/* The table has all of an occupation but its wages: they are its groups', and a table of their own. */
static bool select_columns(struct making *making)
{
    for (const struct field *field = occupation_shape.fields; field->name; field++)
        if (strcmp(field->name, "wages") != 0 &&
            selection_add(&making->columns, making->arena, &occupation_shape, field->name) != SELECTION_OK)
            return false;
    return true;
}

static bool begin_pool(struct making *making)
{
    void **slots = arena_take(making->arena, BATCHES * sizeof *slots);

    for (size_t i = 0; slots && i < BATCHES; i++) {
        struct batch *batch = &making->batches[i];

        batch->arena = arena_new();
        batch->ndjson = export_packer_new();
        batch->csv = export_packer_new();
        batch->columns = making->columns;
        batch->first = i == 0;
        batch->packed = true;
        slots[i] = batch;
        if (!batch->arena || !batch->ndjson || !batch->csv)
            return false;
    }
    making->pool = slots ? export_pool_new(slots, BATCHES, pack_batch) : NULL;
    return making->pool != NULL;
}

/* Writes what the batch whose turn it is has from its last round. @return NULL if that failed */
static struct batch *take_batch(struct making *making)
{
    struct batch *batch = export_pool_next(making->pool);

    if (!batch->packed || !export_writer_add(making->writers[EXPORT_OCCUPATIONS_NDJSON], batch->ndjson) ||
        !export_writer_add(making->writers[EXPORT_OCCUPATIONS_CSV], batch->csv))
        return NULL;
    batch->first = batch->first && batch->occupations.count == 0;
    batch->occupations = (struct list){0};
    arena_reset(batch->arena);
    return batch;
}

/* Reads occupations up to the batch's size, or the end: step then tells it. */
static bool fill_batch(struct making *making, struct batch *batch, sqlite3_stmt *ids, int *step)
{
    while (arena_used(batch->arena) < BATCH_BYTES && (*step = sqlite3_step(ids)) == SQLITE_ROW) {
        const char *id = (const char *)sqlite3_column_text(ids, 0);
        struct occupation *occupation = list_add(&batch->occupations, batch->arena, sizeof *occupation);

        if (!id || !occupation || store_occupation(making->store, batch->arena, id, occupation) != STORE_OK)
            return false;
    }
    return true;
}

static bool add_batches(struct making *making, sqlite3_stmt *ids)
{
    int step = SQLITE_ROW;

    while (step == SQLITE_ROW) {
        struct batch *batch = take_batch(making);

        if (!batch || !fill_batch(making, batch, ids, &step))
            return false;
        export_pool_give(making->pool);
    }
    for (size_t i = 0; i < BATCHES; i++) { /* what is still under way, oldest first */
        if (!take_batch(making))
            return false;
        export_pool_pass(making->pool);
    }
    return step == SQLITE_DONE;
}

static bool add_occupations(struct making *making)
{
    sqlite3_stmt *ids;
    bool done;

    if (!select_columns(making) || !begin_pool(making) ||
        sqlite3_prepare_v2(making->db, "SELECT id FROM occupation ORDER BY id", -1, &ids, NULL) != SQLITE_OK)
        return false;
    done = add_batches(making, ids);
    sqlite3_finalize(ids);
    return done;
}

/* Wages ------------------------------------------------------------------------------------------------------------ */

static bool write_wages(struct making *making, struct export_packer *packer)
{
    return export_packer_pack(packer) && export_writer_add(making->writers[EXPORT_WAGES_CSV], packer);
}

/* Row by row: unlike a page of the API, all of them need not fit into memory. */
static bool add_rows(struct making *making, struct arena *arena, struct export_packer *packer)
{
    const struct argument arguments[ARG_COUNT] = {[ARG_PAGE] = ARGUMENT_GIVEN, [ARG_LIMIT] = {.number = {true, -1}}};
    struct asking asking = store_ask(making->store, arena, Q_WAGES, arguments);
    bool done = true;

    export_packer_add(packer, csv_rows(&wage_shape, NULL, (struct list){0}, true));
    while (done && asking_next(&asking)) {
        struct list row = {0};

        done = asking_add(&asking, &row);
        export_packer_add(packer, csv_rows(&wage_shape, NULL, row, false));
        arena_reset(arena);
        if (export_packer_length(packer) >= BATCH_BYTES)
            done = done && write_wages(making, packer);
    }
    return asking_end(&asking) == STORE_OK && done && write_wages(making, packer);
}

static bool add_wages(struct making *making)
{
    struct export_packer *packer = export_packer_new();
    struct arena *arena = arena_new();
    bool done = packer && arena && add_rows(making, arena, packer);

    export_packer_free(packer);
    arena_free(arena);
    return done;
}

/* All -------------------------------------------------------------------------------------------------------------- */

/* The dataset itself is no file inside it. */
static bool begin(struct making *making)
{
    making->store = store_over(making->db);
    making->arena = arena_new();
    for (enum export which = EXPORT_FIRST_KEPT; which < EXPORT_COUNT; which++) {
        making->writers[which] = export_writer_new(making->db, which);
        if (!making->writers[which])
            return false;
    }
    return making->store && making->arena;
}

static bool end(struct making *making)
{
    for (enum export which = EXPORT_FIRST_KEPT; which < EXPORT_COUNT; which++)
        if (!export_writer_end(making->writers[which]))
            return false;
    return true;
}

static void release(struct making *making)
{
    export_pool_free(making->pool);
    for (size_t i = 0; i < BATCHES; i++) {
        arena_free(making->batches[i].arena);
        export_packer_free(making->batches[i].ndjson);
        export_packer_free(making->batches[i].csv);
    }
    for (enum export which = 0; which < EXPORT_COUNT; which++)
        export_writer_free(making->writers[which]);
    store_leave(making->store);
    arena_free(making->arena);
}

bool builder_export(sqlite3 *db)
{
    struct making making = {.db = db};
    bool done = begin(&making) && add_occupations(&making) && add_wages(&making) && end(&making);

    release(&making);
    return done;
}
