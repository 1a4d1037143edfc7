/**
 * Entities: responses that are ready to be sent, with all their headers, as often as they are asked for.
 *
 * An entity has one owner: who made it, or the cache. What the library is still sending it keeps itself.
 */
#ifndef POVOLANI_ENTITY_H
#define POVOLANI_ENTITY_H

#include "model/answer.h"

struct MHD_Response;
struct route;

/** The status line and the headers of a response that is put together. */
struct head {
    unsigned status;
    struct header {
        const char *name;
        const char *value; /* NULL: arena_format had no memory; entity_new then fails */
        bool of_whole;     /* left out of 304, which has what updates a cache, and no more (RFC 9110, 15.4.5) */
    } headers[24];
    size_t count;
};

void head_add(struct head *head, const char *name, const char *value);

/** The same for a header that a client has already who has the content. */
void head_add_to_whole(struct head *head, const char *name, const char *value);

enum { ETAG_BYTES = 64 };
#define ENTITY_BYTES_UNKNOWN SIZE_MAX

struct entity {
    unsigned status;
    const struct route *route;         /* whose answer it is, for the counters; NULL: of none */
    size_t bytes;                      /* of the body; ENTITY_BYTES_UNKNOWN: of a long list */
    bool streamed;                     /* can be sent once only */
    char etag[ETAG_BYTES];             /* "" if it has none */
    int64_t last_modified;             /* seconds since 1970; INT64_MAX, later than any date: not known */
    struct MHD_Response *whole;        /* for HEAD too: the library leaves out the body */
    struct MHD_Response *not_modified; /* NULL without a tag */
};

/**
 * Makes an entity.
 *
 * @param body      malloc'ed; the entity's from now on, also if there is no memory
 * @param constant  body lives as long as the program and is not freed
 * @return NULL if there is no memory
 */
struct entity *entity_new(const struct head *head, struct bytes body, bool constant);

/**
 * The same of a response that makes its body while it is sent.
 * @param bytes     of the body, or ENTITY_BYTES_UNKNOWN
 * @param response  the entity's from now on, also if there is no memory; NULL: there was none for it
 */
struct entity *entity_of_response(const struct head *head, struct MHD_Response *response, size_t bytes);

/** NULL is allowed. */
void entity_free(struct entity *entity);

/** Roughly the memory that it takes, for the cache's budget. */
size_t entity_cost(const struct entity *entity);

#endif
