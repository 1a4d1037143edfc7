#include "db/import/replica.h"

#include "db/dataset_file.h"
#include "db/import/fetch.h"
#include "db/import/output.h"
#include "db/import/repr_digest.h"
#include "db/import/sources.h"
#include "db/import/stop.h"
#include "db/store.h"
#include "model/text.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is remembered between two runs. */
struct state {
    const char *url; /* NULL: nothing is remembered */
    const char *etag, *last_modified;
    const char *digest;    /* of the file that these are the validators of */
    const char *part_etag; /* of the file that part is the beginning of; NULL: there is none to go on with */
};

struct replica {
    struct fetch_request request; /* first: the request's address is the replica's */
    const struct sync_options *options;
    struct findings *findings;
    struct arena *arena;
    struct output output;
    const char *folder, *part_path, *state_path;
    struct state state;
    int part;
    const char *etag, *last_modified, *repr_digest; /* of the answer */
    bool began;
    bool unchanged;
    bool fault;         /* the server's */
    bool system_failed; /* or the network */
};

static bool system_failed(struct replica *replica, const char *path, const char *why)
{
    finding_error(replica->findings, path, 1, "cannot be written: %s", why);
    replica->system_failed = true;
    return false;
}

static bool fault(struct replica *replica, const char *what)
{
    finding_error(replica->findings, replica->request.url, 1, "%s", what);
    replica->fault = true;
    return false;
}

static const char *copy(const struct replica *replica, const char *text)
{
    return text ? arena_text(replica->arena, text, strlen(text)) : NULL;
}

/* What is remembered ----------------------------------------------------------------------------------------------- */

/* Is the file at path still the one that has been remembered? */
static bool is_remembered(const struct replica *replica, const char *path)
{
    char digest[DIGEST_BYTES];
    int fd = replica->state.digest ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    bool same = fd >= 0 && digest_of_file(fd, digest) && strcmp(digest, replica->state.digest) == 0;

    if (fd >= 0)
        close(fd);
    return same;
}

static const char *text_of(const struct replica *replica, const json_t *state, const char *member)
{
    return copy(replica, json_string_value(json_object_get(state, member)));
}

/* A state that is damaged, or of another server, is as if there were none. */
static void read_state(struct replica *replica)
{
    json_t *json = json_load_file(replica->state_path, 0, NULL);
    struct state state = {
        .url = text_of(replica, json, "url"),
        .etag = text_of(replica, json, "etag"),
        .last_modified = text_of(replica, json, "last_modified"),
        .digest = text_of(replica, json, "digest"),
        .part_etag = text_of(replica, json, "part_etag"),
    };

    if (state.url && strcmp(state.url, replica->request.url) == 0)
        replica->state = state;
    json_decref(json);
}

static bool write_state(struct replica *replica)
{
    const struct state *state = &replica->state;
    json_t *json = json_pack("{ss ss* ss* ss* ss*}", "url", replica->request.url, "etag", state->etag, "last_modified",
                             state->last_modified, "digest", state->digest, "part_etag", state->part_etag);
    const char *tmp = arena_format(replica->arena, "%s.tmp", replica->state_path);
    bool written = json && tmp && json_dump_file(json, tmp, 0) == 0 && rename(tmp, replica->state_path) == 0;

    json_decref(json);
    return written || system_failed(replica, replica->state_path, strerror(errno));
}

/* The download ----------------------------------------------------------------------------------------------------- */

/* A weak tag promises nothing about bytes. */
static const char *strong(const char *etag)
{
    return etag && etag[0] == '"' ? etag : NULL;
}

/* Where the bytes of a 206 begin; -1: it does not say. */
static int64_t first_byte(const char *content_range)
{
    static const char unit[] = "bytes ";
    char *end;
    int64_t first;

    if (!content_range || !text_starts_with(content_range, unit))
        return -1;
    errno = 0;
    first = strtoll(content_range + sizeof unit - 1, &end, 10);
    return errno || *end != '-' ? -1 : first;
}

static bool begin(struct fetch_request *request, const struct fetch_answer *head)
{
    struct replica *replica = (struct replica *)(void *)request;
    int64_t first = head->status == 206 ? first_byte(head->content_range) : 0;

    if (first < 0 || first > request->from)
        return fault(replica, "status 206 with other bytes than were asked for");
    if (ftruncate(replica->part, (off_t)first) != 0)
        return system_failed(replica, replica->part_path, strerror(errno));
    replica->began = true;
    replica->etag = copy(replica, head->etag);
    replica->last_modified = copy(replica, head->last_modified);
    replica->repr_digest = copy(replica, head->repr_digest);
    if (head->repr_digest && !replica->repr_digest) /* nothing is taken unchecked for want of memory */
        return system_failed(replica, replica->part_path, strerror(ENOMEM));
    replica->state.part_etag = strong(replica->etag);
    request->from = first;
    request->if_range = replica->state.part_etag;
    return write_state(replica);
}

static bool write_all(struct fetch_request *request, const char *bytes, size_t length)
{
    struct replica *replica = (struct replica *)(void *)request;

    while (length > 0) {
        ssize_t written = pwrite(replica->part, bytes, length, (off_t)request->from);

        if (written < 0 && errno != EINTR)
            return system_failed(replica, replica->part_path, strerror(errno));
        if (written > 0) {
            request->from += written;
            bytes += written;
            length -= (size_t)written;
        }
    }
    return true;
}

static const struct fetch_sink sink = {begin, write_all};

static enum fetch_verdict take(void *context, struct fetch_request *request, const struct fetch_answer *answer,
                               char reason[static FETCH_REASON_BYTES])
{
    struct replica *replica = context;

    if (answer->status == 304 && (request->etag || request->last_modified)) {
        replica->unchanged = true;
        return FETCH_TAKEN;
    }
    if (answer->status == 416 && request->if_range) { /* what is there is no beginning of the file: all anew */
        request->if_range = NULL;
        request->from = 0;
        snprintf(reason, FETCH_REASON_BYTES, "status 416");
        return FETCH_AGAIN;
    }
    if ((answer->status == 200 || answer->status == 206) && replica->began)
        return FETCH_TAKEN;
    snprintf(reason, FETCH_REASON_BYTES, "status %ld%s%.300s; expected 200 and a dataset", answer->status,
             answer->location ? ", moved to " : "", answer->location ? answer->location : "");
    return FETCH_REFUSED;
}

static bool lose(void *context, struct fetch_request *request, enum fetch_loss loss, const char *reason)
{
    struct replica *replica = context;

    finding_error(replica->findings, request->url, 1, "%s", reason);
    replica->fault = loss == FETCH_LOST_DATA;
    replica->system_failed = loss != FETCH_LOST_DATA;
    return false;
}

static void show_progress(void *context)
{
    const struct replica *replica = context;
    FILE *out = replica->findings->out;

    if (!out || !isatty(fileno(out)))
        return;
    fprintf(out, "%.1f MB\033[K\r", (double)replica->request.from / 1e6);
    fflush(out);
}

/* What the request goes by: the file that is there, and the beginning of the one that was cut. */
static bool prepare(struct replica *replica)
{
    struct stat status;

    if (fstat(replica->part, &status) != 0)
        return system_failed(replica, replica->part_path, strerror(errno));
    read_state(replica);
    replica->request.sink = &sink;
    if (is_remembered(replica, replica->output.path)) {
        replica->request.etag = replica->state.etag;
        replica->request.last_modified = replica->state.last_modified;
    }
    if (status.st_size > 0 && replica->state.part_etag) {
        replica->request.from = (int64_t)status.st_size;
        replica->request.if_range = replica->state.part_etag;
    }
    return true;
}

static bool download(struct replica *replica)
{
    struct fetch_options options = fetch_polite();
    struct fetch *fetch;
    enum fetch_status status = FETCH_FAILED;

    options.stop = stop_watch();
    options.context = replica;
    options.take = take;
    options.lose = lose;
    options.tick = show_progress;
    fetch = fetch_open(&options);
    if (fetch && fetch_add(fetch, &replica->request))
        status = fetch_run(fetch);
    fetch_close(fetch);
    if (status == FETCH_FAILED)
        return system_failed(replica, replica->output.path, strerror(ENOMEM));
    return status == FETCH_DONE;
}

/* What came ------------------------------------------------------------------------------------------------------- */

static bool has_stated_digest(struct replica *replica, const char *digest)
{
    char stated[DIGEST_BYTES];

    switch (repr_digest_read(replica->repr_digest, stated)) {
    case REPR_DIGEST_NONE:
        return true;
    case REPR_DIGEST_MALFORMED:
        return fault(replica, "its Repr-Digest is malformed; expected sha-256=:BASE64:");
    case REPR_DIGEST_READ:
        break;
    }
    return strcmp(stated, digest) == 0 ||
           fault(replica, "what came has another SHA-256 than its Repr-Digest states; the dataset is left as it was");
}

/* Checks the checksum and the schema, as a server does before it serves. */
static bool is_dataset(struct replica *replica)
{
    char reason[STORE_REASON_BYTES];
    struct store *store;

    switch (store_open(replica->part_path, &store, reason)) {
    case STORE_OK:
        store_close(store);
        return true;
    case STORE_NO_MEMORY:
        return system_failed(replica, replica->part_path, reason);
    case STORE_NOT_FOUND:
    case STORE_DAMAGED:
        break;
    }
    return fault(replica, reason);
}

/* Puts what came in the place of the dataset. */
static bool publish(struct replica *replica)
{
    if (fsync(replica->part) != 0)
        return system_failed(replica, replica->part_path, strerror(errno));
    if (rename(replica->part_path, replica->output.path) != 0)
        return system_failed(replica, replica->output.path, strerror(errno));
    return output_settle(&replica->output, replica->arena) ||
           system_failed(replica, replica->output.path, strerror(errno));
}

static bool check_and_publish(struct replica *replica)
{
    char digest[DIGEST_BYTES];

    if (!digest_of_file(replica->part, digest))
        return system_failed(replica, replica->part_path, strerror(errno));
    if (!has_stated_digest(replica, digest) || !is_dataset(replica)) {
        unlink(replica->part_path); /* it would be gone on with */
        return false;
    }
    if (!publish(replica))
        return false;
    replica->state =
        (struct state){.etag = replica->etag, .last_modified = replica->last_modified, .digest = copy(replica, digest)};
    return write_state(replica);
}

/* The whole -------------------------------------------------------------------------------------------------------- */

/* The folder of what is kept between two runs, and in it the beginning of a download. */
static bool open_folder(struct replica *replica)
{
    replica->folder = arena_format(replica->arena, "%s.sync", replica->output.path);
    replica->part_path = arena_format(replica->arena, "%s.sync/.dataset.part", replica->output.path);
    replica->state_path = arena_format(replica->arena, "%s.sync/.dataset.json", replica->output.path);
    if (!replica->folder || !replica->part_path || !replica->state_path)
        return system_failed(replica, replica->output.path, strerror(ENOMEM));
    if (mkdir(replica->folder, 0755) != 0 && errno != EEXIST)
        return system_failed(replica, replica->folder, strerror(errno));
    replica->part = open(replica->part_path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
    return replica->part >= 0 || system_failed(replica, replica->part_path, strerror(errno));
}

static bool fetch_dataset(struct replica *replica)
{
    if (!open_folder(replica) || !prepare(replica) || !download(replica))
        return false;
    if (replica->unchanged) {
        fprintf(replica->options->summary, "%s: is the newest\n", replica->output.path);
        return true;
    }
    if (!check_and_publish(replica))
        return false;
    fprintf(replica->options->summary, "%s: %.1f MB from %s\n", replica->output.path,
            (double)replica->request.from / 1e6, replica->request.url);
    return true;
}

/* @return the address of the dataset on a server, or that address itself; NULL if there is no memory */
static const char *dataset_url(struct arena *arena, const char *url)
{
    static const char name[] = "/dataset.db";
    size_t length = strlen(url);
    bool is_whole = length > sizeof name && strcmp(url + length - (sizeof name - 1), name) == 0;

    return arena_format(arena, "%s%s", url, is_whole ? "" : "/v1/export/dataset.db");
}

static bool open_and_fetch(struct replica *replica)
{
    const char *wrong;
    bool done;

    replica->arena = arena_new();
    replica->request.url = replica->arena ? dataset_url(replica->arena, replica->options->url) : NULL;
    if (!replica->request.url || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return system_failed(replica, replica->options->out, strerror(ENOMEM));
    wrong = output_open(&replica->output, replica->arena, replica->options->out);
    done = wrong ? system_failed(replica, replica->options->out, wrong) : fetch_dataset(replica);
    if (replica->part >= 0)
        close(replica->part);
    output_close(&replica->output);
    curl_global_cleanup();
    return done;
}

enum sync_status replica_run(const struct sync_options *options, struct findings *findings)
{
    struct replica replica = {.options = options, .findings = findings, .output = {.fd = -1}, .part = -1};
    bool done = open_and_fetch(&replica);

    arena_free(replica.arena);
    if (done)
        return SYNC_DONE;
    if (stop_requested() && findings->out)
        fprintf(findings->out, "povolani sync: stopped by a signal; the same command goes on from there\n");
    return replica.fault && !replica.system_failed ? SYNC_AT_FAULT : SYNC_SYSTEM_FAILED;
}
