#include "server/delivery.h"

#include "server/log.h"

#include <inttypes.h>
#include <microhttpd.h>
#include <nettle/base16.h>
#include <nettle/base64.h>
#include <stdlib.h>
#include <string.h>

enum {
    DIGEST_BYTES = 32,      /* SHA-256 */
    ETAG_DIGITS = 32,       /* of the digest's 64: half of it tells files apart as well */
    SEND_BYTES = 64 * 1024, /* handed to the library at a time */
};

/* Choosing --------------------------------------------------------------------------------------------------------- */

static const char *hex_of(const char *digest)
{
    return strchr(digest, ':') + 1;
}

bool delivery_plan(const struct request *request, const struct plan *plan, const struct download *download,
                   struct arena *arena, struct delivery *delivery)
{
    bool gzip = plan->encoding == ENCODING_GZIP && download->gzip_bytes.known;

    *delivery = (struct delivery){
        .which = plan->route->export,
        .of = download,
        .gzip = gzip,
        .total = (uint64_t)(gzip ? download->gzip_bytes.value : download->bytes),
        .digest = gzip ? download->gzip_digest : download->digest,
    };
    delivery->etag = arena_format(arena, "\"%.*s\"", ETAG_DIGITS, hex_of(delivery->digest));
    if (!delivery->etag)
        return false;
    delivery->kind = range_of_request(request, delivery->etag, delivery->total, &delivery->range);
    return true;
}

/* Describing ------------------------------------------------------------------------------------------------------- */

/* A digest as RFC 9530 has it: "sha-256=:BASE64:". */
static const char *repr_digest(const char *digest, struct arena *arena)
{
    uint8_t bytes[DIGEST_BYTES];
    char text[BASE64_ENCODE_RAW_LENGTH(DIGEST_BYTES) + 1] = "";
    struct base16_decode_ctx decoding;
    size_t length = sizeof bytes;

    base16_decode_init(&decoding);
    base16_decode_update(&decoding, &length, bytes, 2 * sizeof bytes, hex_of(digest));
    base64_encode_raw(text, sizeof bytes, bytes);
    return arena_format(arena, "sha-256=:%s:", text);
}

const char *delivery_content_range(const struct delivery *delivery, struct arena *arena)
{
    const struct range *range = &delivery->range;

    if (delivery->kind == RANGE_OUTSIDE)
        return arena_format(arena, "bytes */%" PRIu64, delivery->total);
    return arena_format(arena, "bytes %" PRIu64 "-%" PRIu64 "/%" PRIu64, range->first, range->first + range->length - 1,
                        delivery->total);
}

void delivery_describe(const struct delivery *delivery, struct head *head, struct arena *arena)
{
    const struct download *download = delivery->of;

    head->status = delivery->kind == RANGE_PART ? MHD_HTTP_PARTIAL_CONTENT : MHD_HTTP_OK;
    head_add_to_whole(head, "Content-Type", download->media_type);
    head_add_to_whole(head, "Content-Disposition", arena_format(arena, "attachment; filename=\"%s\"", download->name));
    if (delivery->gzip)
        head_add_to_whole(head, "Content-Encoding", "gzip");
    if (delivery->kind == RANGE_PART)
        head_add_to_whole(head, "Content-Range", delivery_content_range(delivery, arena));
    head_add_to_whole(head, "Repr-Digest", repr_digest(delivery->digest, arena));
    head_add(head, "ETag", delivery->etag);
    head_add(head, "Accept-Ranges", "bytes");
    if (download->gzip_bytes.known)
        head_add(head, "Vary", "Accept-Encoding");
}

/* Sending ---------------------------------------------------------------------------------------------------------- */

/* What is under way. */
struct sending {
    struct snapshot *snapshot; /* a reference */
    struct store *store;       /* the worker's */
    struct export_reader *reader;
    uint64_t first;
};

static ssize_t read_some(void *context, uint64_t position, char *buffer, size_t size)
{
    struct sending *sending = context;
    const unsigned char *bytes;
    size_t length;

    if (store_read_export(sending->store, sending->reader, (int64_t)(sending->first + position), &bytes, &length) !=
        STORE_OK) {
        log_event("a download was cut off: its bytes from %llu on cannot be read",
                  (unsigned long long)(sending->first + position));
        return MHD_CONTENT_READER_END_WITH_ERROR; /* closes the connection: the client sees that the body is cut off */
    }
    if (length > size)
        length = size;
    memcpy(buffer, bytes, length);
    return (ssize_t)length;
}

static void release(void *context)
{
    struct sending *sending = context;

    export_reader_free(sending->reader);
    snapshot_release(sending->snapshot);
    free(sending);
}

struct MHD_Response *delivery_response(const struct delivery *delivery, struct snapshot *snapshot, unsigned worker)
{
    struct sending *sending = malloc(sizeof *sending);
    struct MHD_Response *response;

    if (!sending)
        return NULL;
    *sending = (struct sending){
        .snapshot = snapshot_retain(snapshot),
        .store = snapshot->stores[worker],
        .reader = export_reader_new(delivery->which, delivery->gzip),
        .first = delivery->range.first,
    };
    response = sending->reader
                   ? MHD_create_response_from_callback(delivery->range.length, SEND_BYTES, read_some, sending, release)
                   : NULL;
    if (!response)
        release(sending);
    return response;
}
