/* From sources to the published file: what is read, what is refused, and what becomes of the old file. */
#include "db/import/import.h"

#include "db/digest.h"
#include "db/import/builder.h"
#include "db/import/card.h"
#include "db/import/json_source.h"
#include "db/import/kind.h"
#include "db/import/output.h"
#include "db/import/sources.h"
#include "db/import/table.h"
#include "db/store.h"
#include "model/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* MPSV's regional wages have some 10 MB, and JSON takes eight times its size: so much more is a mistake. */
enum { DOCUMENT_BYTES_MAX = 64 * 1024 * 1024 };

struct import {
    const struct import_options *options;
    struct findings *findings;
    struct arena *arena; /* of the whole import: paths */
    struct arena *once;  /* of one file */
    struct list paths;   /* const char * */
    struct source_bytes bytes;
    struct builder *builder;
    size_t good;        /* files that were taken */
    size_t occupations; /* that they speak of */
};

/* The system failed, not an input: said of the file that was to be written. */
static enum import_status system_failed(const struct import *import, const char *why)
{
    finding_error(import->findings, import->options->out, 1, "cannot be written: %s", why);
    return IMPORT_SYSTEM_FAILED;
}

/* On a terminal, one line that the next one overwrites. */
static void show_progress(const struct import *import, size_t done)
{
    FILE *out = import->findings->out;
    bool last = done == import->paths.count;

    if (!out || !isatty(fileno(out)) || (done % 64 != 0 && !last))
        return;
    if (last)
        fputs("\r\033[K", out);
    else
        fprintf(out, "%zu of %zu files\033[K\r", done, import->paths.count);
    fflush(out);
}

/* Documents -------------------------------------------------------------------------------------------------------- */

static const struct kind {
    bool (*is_likely)(const char *bytes, size_t length);
    document_reader *read;
} kinds[] = {
    {json_looks_likely, json_read},
    {table_looks_likely, table_read},
    {card_looks_like, card_read_document},
};

/* What an earlier document of the same bytes, or of the same card, makes of this one. */
enum again { AGAIN_NO, AGAIN_SETTLED, AGAIN_FAILED };

/* The same bytes are a copy, whose name is noted. */
static enum again is_copy(struct import *import, const struct document *document)
{
    struct builder_document first;

    if (!builder_find(import->builder, import->once, document->digest, &first))
        return AGAIN_FAILED;
    if (!first.path)
        return AGAIN_NO;
    finding_warning(import->findings, document->path, 1, "the same bytes are in %s, too; this one is left out",
                    first.path);
    import->good++;
    return builder_add_copy(import->builder, document) ? AGAIN_SETTLED : AGAIN_FAILED;
}

/* A card's number that comes a second time leaves open which of the two is right. */
static enum again is_other_card(struct import *import, const struct document *document)
{
    const struct occupation *occupation = document->occupations.at;
    struct builder_document first;

    if (document->publisher != PUBLISHER_NSP_CARD)
        return AGAIN_NO;
    if (!builder_find_card(import->builder, import->once, occupation->nsp_id.value, &first))
        return AGAIN_FAILED;
    if (!first.path)
        return AGAIN_NO;
    finding_error(import->findings, document->path, 1,
                  "card %s is in %s too, with other content; expected one document of it", occupation->id, first.path);
    return AGAIN_SETTLED;
}

/* @return false if the system failed; what the document is at fault for is reported */
static bool read_as(struct import *import, const struct kind *kind, const struct input *input)
{
    const char *folder = strrchr(input->path, '/');
    char digest[DIGEST_BYTES];
    struct document document = {.path = input->path, .name = folder ? folder + 1 : input->path, .digest = digest};
    enum again again;

    digest_of_bytes(input->bytes, input->length, digest);
    again = is_copy(import, &document);
    if (again != AGAIN_NO)
        return again == AGAIN_SETTLED;
    switch (kind->read(input, &document)) {
    case READING_DONE:
        break;
    case READING_REFUSED:
        return true;
    case READING_NO_MEMORY:
        return false;
    }
    again = is_other_card(import, &document);
    if (again != AGAIN_NO)
        return again == AGAIN_SETTLED;
    import->good++;
    import->occupations += document.occupations.count;
    return builder_add(import->builder, &document);
}

static bool read_document(struct import *import, const char *path)
{
    const struct input input = {path, import->bytes.at, import->bytes.length, import->once, import->findings};
    const char *name;

    if (text_invalid_utf8(path, strlen(path)) < strlen(path)) {
        finding_error(import->findings, path, 1, "the path is not UTF-8; expected UTF-8");
        return true;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].is_likely(input.bytes, input.length))
            return read_as(import, &kinds[i], &input);
    name = kind_name(input.bytes, input.length);
    finding_error(import->findings, path, 1, "the file is %s; expected " CARD_FORM ", " TABLE_FORM " or JSON",
                  name ? name : "of an unknown kind");
    return true;
}

/* The import ------------------------------------------------------------------------------------------------------- */

static bool read_all(struct import *import)
{
    const char *const *paths = import->paths.at;

    for (size_t i = 0; i < import->paths.count; i++) {
        enum source_status status = source_read(paths[i], DOCUMENT_BYTES_MAX, import->findings, &import->bytes);

        if (status == SOURCE_NO_MEMORY || (status == SOURCE_READ && !read_document(import, paths[i])))
            return false;
        arena_reset(import->once);
        show_progress(import, i + 1);
    }
    return true;
}

/* Is there something to write, and may it be written? */
static bool is_wanted(const struct import *import)
{
    const char *first = import->options->source_count > 0 ? import->options->sources[0] : "";

    if (import->findings->errors > 0 && !import->options->keep_going)
        return false; /* what occupations the files at fault have is not known */
    if (import->good == 0 && import->findings->errors == 0)
        finding_error(import->findings, first, 1, "there is no document in the sources; expected at least one");
    else if (import->good > 0 && import->occupations == 0)
        finding_error(import->findings, first, 1, "the sources speak of no occupation; expected at least one");
    return import->occupations > 0;
}

static enum import_status build(struct import *import, struct output *output)
{
    const char *why;

    import->builder = builder_open(output->work);
    if (builder_fault(import->builder))
        return system_failed(import, builder_fault(import->builder));
    if (!read_all(import))
        return system_failed(import,
                             builder_fault(import->builder) ? builder_fault(import->builder) : strerror(ENOMEM));
    if (!is_wanted(import))
        return IMPORT_REFUSED;
    if (!builder_finish(import->builder, import->options->previous, import->findings) ||
        !builder_write(import->builder, output->tmp))
        return system_failed(import, builder_fault(import->builder));
    why = output_publish(output, import->arena);
    if (why)
        return system_failed(import, why);
    if (!output_settle(output, import->arena)) {
        finding_error(import->findings, import->options->out, 1, "is written, but its folder does not sync: %s",
                      strerror(errno));
        return IMPORT_SYSTEM_FAILED;
    }
    return import->findings->errors == 0 ? IMPORT_DONE : IMPORT_PARTLY;
}

/* Reports the sources that the dataset would take the place of. */
static bool is_among_sources(struct import *import, const char *out)
{
    const char *const *paths = import->paths.at;
    struct stat replaced, source;
    bool found = false;

    if (stat(out, &replaced) != 0)
        return false;
    for (size_t i = 0; i < import->paths.count; i++) {
        if (stat(paths[i], &source) != 0 || source.st_dev != replaced.st_dev || source.st_ino != replaced.st_ino)
            continue;
        finding_error(import->findings, paths[i], 1, "is the file to be written; expected another one to read");
        found = true;
    }
    return found;
}

/* Reports a previous edition that is no good dataset: what changed since could not be told. */
static bool is_previous_good(const struct import *import)
{
    const char *previous = import->options->previous;
    char reason[STORE_REASON_BYTES];
    struct store *store;

    if (!previous)
        return true;
    if (store_open(previous, &store, reason) != STORE_OK) {
        finding_error(import->findings, previous, 1, "%s Expected the dataset of the edition before.", reason);
        return false;
    }
    store_close(store);
    return true;
}

/* Sources are found before the output is there, which may lie among them. They are read after it is locked: a folder
 * that is missing, or another import, is said before thousands of files have been read. */
static enum import_status find_and_build(struct import *import)
{
    const struct import_options *options = import->options;
    struct output output;
    enum import_status status;
    const char *why;

    if (!sources_find(options->sources, options->source_count, import->arena, import->findings, &import->paths))
        return system_failed(import, strerror(errno));
    if (is_among_sources(import, options->out) || !is_previous_good(import))
        return IMPORT_REFUSED;
    why = output_open(&output, import->arena, options->out);
    status = why ? system_failed(import, why) : build(import, &output);
    builder_close(import->builder);
    output_close(&output);
    return status;
}

enum import_status import_run(const struct import_options *options, struct findings *findings)
{
    struct import import = {
        .options = options,
        .findings = findings,
        .arena = arena_new(),
        .once = arena_new(),
    };
    enum import_status status;

    if (import.arena && import.once)
        status = find_and_build(&import);
    else
        status = system_failed(&import, strerror(ENOMEM));
    free(import.bytes.at);
    arena_free(import.once);
    arena_free(import.arena);
    return status;
}
