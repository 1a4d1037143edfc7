/**
 * The plan of a request: everything that can be decided without the data. Pure: no socket, no clock, no dataset but its
 * version, so that it can be tested and fuzzed on its own.
 */
#ifndef POVOLANI_PLAN_H
#define POVOLANI_PLAN_H

#include "handlers/routes.h"
#include "model/problem.h"

/* api.md, "errors": our limits lie below the library's buffers, so that its own bare answers are never met. */
enum { TARGET_BYTES_MAX = 8 * 1024, HEADER_BYTES_MAX = 16 * 1024, BODY_BYTES_MAX = 64 * 1024 };

/** What is read of a request. Texts are borrowed; NULL where the header is absent. */
struct request {
    const char *method;
    const char *target; /* as it came: path and query, not decoded */
    const char *accept;
    const char *accept_encoding;
    const char *if_none_match;
    const char *if_modified_since;
    const char *range;
    const char *if_range;
    const char *content_type;
    const char *content_encoding;
    const char *body;          /* body_bytes of it, unless they are more than BODY_BYTES_MAX; only of POST */
    size_t header_bytes;       /* of all header lines together */
    size_t body_bytes;         /* received, or declared if that is more */
    bool host_is_unclear;      /* none or several (RFC 9112, 3.2); HTTP/1.0 may have none */
    bool framing_is_ambiguous; /* two lengths, or a coding that is not chunked: where the body ends is not sure */
};

enum encoding { ENCODING_IDENTITY, ENCODING_GZIP, ENCODING_BR, ENCODING_COUNT };

struct plan {
    enum plan_kind {
        PLAN_ANSWER,  /* ask route->answer (or serve route->page, or a file) */
        PLAN_OPTIONS, /* 204 with allow */
        PLAN_PROBLEM, /* answer problem, with allow if it is 405 */
    } kind;
    const struct route *route;
    struct params params;
    const struct selection *fields;
    unsigned representation;     /* AS_JSON, AS_CSV …; 0 for a page and a file */
    bool representation_by_path; /* by suffix, or a page or a file: Accept then does not matter (Vary) */
    enum encoding encoding;
    bool head;
    const char *canonical; /* path with suffix and canonical query, cursor included: the cache's key */
    const char *restart;   /* the same without the cursor: next links and cursor-expired start from it */
    uint64_t scope;        /* digest of restart without limit: what cursors are bound to */
    const char *allow;     /* "GET, HEAD, OPTIONS" */
    struct problem problem;
    bool close; /* the connection cannot be trusted after this answer */
};

/**
 * Plans a request.
 *
 * @param version  of the dataset, 16 hex digits: cursors are bound to it; NULL while there is none: they expire
 * @param arena    the request's; the plan's texts live here or are constant
 * @return false if there is no memory
 */
bool plan_request(const struct request *request, const char *version, struct arena *arena, struct plan *plan)
    __attribute__((warn_unused_result));

/** The same with another table of routes. */
bool plan_request_in(const struct route *table, const struct request *request, const char *version, struct arena *arena,
                     struct plan *plan) __attribute__((warn_unused_result));

/** The path and query of the next page of a plan's list; NULL if there is no memory. */
const char *plan_next(const struct plan *plan, const char *version, const struct position *last, struct arena *arena);

/**
 * The path of a target as a problem names it: printable ASCII as it came, the rest percent-encoded.
 *
 * @param instance  NULL where the target is too long to repeat, or has no path
 * @return false if there is no memory
 */
bool plan_instance(const char *target, struct arena *arena, const char **instance) __attribute__((warn_unused_result));

/** Is it GET or HEAD, and nothing wrong with its framing and sizes: does only what it asks for matter? */
bool request_is_plain(const struct request *request);

/** Does the request already have this representation (304)? If-None-Match wins over If-Modified-Since (RFC 9110). */
bool request_has_current(const struct request *request, const char *etag, int64_t last_modified);

#endif
