#include "server/listing.h"

#include "server/log.h"
#include "server/negotiate.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>

enum {
    SEND_BYTES = 64 * 1024, /* handed to the library at a time */
    PAGE_ROWS = 1000,
};

/* What is under way. */
struct listing {
    struct snapshot *snapshot; /* a reference */
    struct store *store;       /* the worker's */
    struct arena *arena;       /* of plan and style */
    struct arena *page_arena;
    struct plan plan;
    struct style style;
    struct packer *packer; /* NULL: sent as it is */
    struct bytes bytes;    /* of malloc: what is ready to be sent … */
    size_t sent;           /* … and how much of it was */
    bool more;
};

bool listing_is_whole(const struct plan *plan)
{
    return plan->representation == AS_CSV && plan->params.limit == 0;
}

static void release(void *context)
{
    struct listing *listing = context;

    packer_free(listing->packer);
    free(listing->bytes.at);
    arena_free(listing->page_arena);
    arena_free(listing->arena);
    snapshot_release(listing->snapshot);
    free(listing);
}

/* Makes a page ready. What its last item is lives as long as the page's arena. @return false if there is no memory */
static bool take_page(struct listing *listing, const struct answer *answer)
{
    const struct position *last = &answer->page.last;
    struct bytes bytes;

    listing->more = answer->page.more;
    if (listing->more) {
        listing->plan.params.after = (struct position){arena_text(listing->arena, last->key, strlen(last->key)),
                                                       arena_text(listing->arena, last->id, strlen(last->id))};
        if (!listing->plan.params.after.key || !listing->plan.params.after.id)
            return false;
    }
    bytes = answer_csv(answer, &listing->style);
    listing->style.without_header = true;
    if (listing->packer && bytes.at)
        bytes = packer_add(listing->packer, bytes, !listing->more);
    free(listing->bytes.at);
    listing->bytes = bytes;
    listing->sent = 0;
    return bytes.at != NULL;
}

/* Its head has been sent: who gets no more sees that the connection is closed before the end. */
static bool read_page(struct listing *listing)
{
    const struct plan *plan = &listing->plan;
    struct answer answer = {0};
    bool read;

    arena_reset(listing->page_arena);
    read = plan->route->answer(&plan->params, listing->store, listing->page_arena, &answer) == OUTCOME_ANSWER &&
           take_page(listing, &answer);
    if (!read)
        log_event("%s was cut off: its next page cannot be read", plan->canonical);
    return read;
}

static ssize_t read_some(void *context, uint64_t position, char *buffer, size_t size)
{
    struct listing *listing = context;
    size_t length;

    (void)position; /* one after the other */
    while (listing->sent == listing->bytes.length) {
        if (!listing->more)
            return MHD_CONTENT_READER_END_OF_STREAM;
        if (!read_page(listing))
            return MHD_CONTENT_READER_END_WITH_ERROR;
    }
    length = listing->bytes.length - listing->sent;
    if (length > size)
        length = size;
    memcpy(buffer, listing->bytes.at + listing->sent, length);
    listing->sent += length;
    return (ssize_t)length;
}

/* The plan is made anew in an arena of its own: the request's is given back when it has been answered. */
static bool plan_again(struct listing *listing, const struct plan *plan)
{
    struct request request = {
        .method = "GET",
        .target = arena_text(listing->arena, plan->canonical, strlen(plan->canonical)),
        .accept = media_type_of(AS_CSV)->type,
    };

    if (!request.target || !plan_request(&request, listing->snapshot->version, listing->arena, &listing->plan) ||
        listing->plan.kind != PLAN_ANSWER)
        return false;
    listing->plan.params.limit = PAGE_ROWS;
    listing->style.fields = listing->plan.fields;
    return true;
}

static bool begin(struct listing *listing, const struct plan *plan, const struct answer *first, enum encoding encoding)
{
    if (!listing->arena || !listing->page_arena || !plan_again(listing, plan))
        return false;
    if (encoding == ENCODING_GZIP) {
        listing->packer = packer_new();
        if (!listing->packer)
            return false;
    }
    return take_page(listing, first);
}

struct MHD_Response *listing_response(const struct plan *plan, const struct answer *first, enum encoding encoding,
                                      const char *link_prefix, struct snapshot *snapshot, unsigned worker)
{
    struct listing *listing = malloc(sizeof *listing);
    struct MHD_Response *response = NULL;

    if (!listing)
        return NULL;
    *listing = (struct listing){
        .snapshot = snapshot_retain(snapshot),
        .store = snapshot->stores[worker],
        .arena = arena_new(),
        .page_arena = arena_new(),
        .style = {.link_prefix = link_prefix},
    };
    if (begin(listing, plan, first, encoding))
        response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, SEND_BYTES, read_some, listing, release);
    if (!response)
        release(listing);
    return response;
}
