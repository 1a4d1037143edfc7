#include "server/entity.h"

#include <assert.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A response's struct and about a dozen headers, each three pieces of the heap, twice: measured at 3-4 kB,
 * and what the heap loses between the pieces. */
enum { OVERHEAD_BYTES = 5 * 1024 };

void head_add(struct head *head, const char *name, const char *value)
{
    assert(head->count < sizeof head->headers / sizeof *head->headers);
    head->headers[head->count++] = (struct header){name, value, false};
}

void head_add_to_whole(struct head *head, const char *name, const char *value)
{
    head_add(head, name, value);
    head->headers[head->count - 1].of_whole = true;
}

static const char *head_find(const struct head *head, const char *name)
{
    for (size_t i = 0; i < head->count; i++)
        if (strcasecmp(head->headers[i].name, name) == 0)
            return head->headers[i].value;
    return NULL;
}

/* Puts the headers onto a response; gives it back if it cannot. */
static struct MHD_Response *with_headers(struct MHD_Response *response, const struct head *head, bool whole)
{
    for (size_t i = 0; response && i < head->count; i++) {
        const struct header *header = &head->headers[i];

        if (header->of_whole && !whole)
            continue;
        if (!header->value || MHD_add_response_header(response, header->name, header->value) != MHD_YES) {
            MHD_destroy_response(response);
            response = NULL;
        }
    }
    return response;
}

static bool fill(struct entity *entity, const struct head *head, struct MHD_Response *response)
{
    const char *etag = head_find(head, "ETag");

    entity->status = head->status;
    entity->whole = with_headers(response, head, true);
    if (!entity->whole)
        return false;
    if (!etag)
        return true;
    assert(strlen(etag) < sizeof entity->etag);
    memcpy(entity->etag, etag, strlen(etag));
    /* The library states a length in any case. The body's would be right as well (RFC 9110, 8.6), but there are
     * clients, wrk is one, that then wait for a body. */
    response = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    entity->not_modified = with_headers(response, head, false);
    return entity->not_modified != NULL;
}

/* Takes the response over, also if there is no memory. */
static struct entity *entity_of(const struct head *head, struct MHD_Response *response, size_t bytes)
{
    struct entity *entity = response ? calloc(1, sizeof *entity) : NULL;

    if (!entity) {
        if (response)
            MHD_destroy_response(response);
        return NULL;
    }
    entity->bytes = bytes;
    entity->last_modified = INT64_MAX;
    if (!fill(entity, head, response)) {
        entity_free(entity);
        return NULL;
    }
    return entity;
}

struct entity *entity_of_response(const struct head *head, struct MHD_Response *response, size_t bytes)
{
    struct entity *entity = entity_of(head, response, bytes);

    if (entity)
        entity->streamed = true;
    return entity;
}

struct entity *entity_new(const struct head *head, struct bytes body, bool constant)
{
    enum MHD_ResponseMemoryMode mode = constant ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_FREE;
    struct MHD_Response *response = MHD_create_response_from_buffer(body.length, body.at, mode);

    if (!response && !constant)
        free(body.at);
    return entity_of(head, response, body.length);
}

void entity_free(struct entity *entity)
{
    if (!entity)
        return;
    if (entity->whole)
        MHD_destroy_response(entity->whole);
    if (entity->not_modified)
        MHD_destroy_response(entity->not_modified);
    free(entity);
}

size_t entity_cost(const struct entity *entity)
{
    return entity->bytes + OVERHEAD_BYTES;
}
