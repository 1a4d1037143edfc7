/**
 * The API on one page: routes.c has a row for every endpoint. The router, the parameter checks, 405's Allow, "did you
 * mean", the labels of metrics and the test of openapi.yaml read it.
 */
#ifndef POVOLANI_ROUTES_H
#define POVOLANI_ROUTES_H

#include "db/store.h"
#include "handlers/params.h"
#include "model/answer.h"

/** How a handler ended. One place in server/ makes a problem of all but the first. */
enum outcome {
    OUTCOME_ANSWER,    /* answer is filled */
    OUTCOME_NOT_FOUND, /* no such resource */
    OUTCOME_GONE,      /* it was there: answer.successor */
    OUTCOME_PROBLEM,   /* answer.problem says it all but the instance */
    OUTCOME_NO_MEMORY,
    OUTCOME_FAILED, /* the dataset failed; the store has logged it */
};

/**
 * A handler: parameters in, model values out.
 *
 * @param in      checked against the route's row
 * @param store   of the calling thread
 * @param arena   the request's; what the answer points to lives here
 * @param answer  zeroed before; read on OUTCOME_ANSWER, and what the other outcomes name
 */
typedef enum outcome handler(const struct params *in, struct store *store, struct arena *arena, struct answer *answer);

enum {
    AS_JSON = 1,   /* application/json */
    AS_CSV = 2,    /* text/csv; this and the following by suffix (.csv) or Accept: server/negotiate.c */
    AS_FILE = 4,   /* a file, whole or in ranges; its path says of which media type */
    AS_JSONLD = 8, /* application/ld+json: struct occupation only */
    AS_SVG = 16,   /* image/svg+xml: lists of struct wage only */
};

enum method { METHOD_GET, METHOD_POST };

struct route {
    enum method method;         /* GET stands for HEAD too; OPTIONS is answered for every path */
    const char *path;           /* template: "/v1/occupations/{id}/wages"; at most two {…} */
    handler *answer;            /* NULL: a page of server/www, named by .page, or AS_FILE */
    const struct param *params; /* ends with a NULL name; NULL is none */
    unsigned representations;
    const struct shape *shape; /* of the object or of the items: what `fields` may name */
    bool list;
    const struct shape *body;   /* of the JSON that POST takes */
    const struct shape *beside; /* of what stands beside items; NULL: nothing does */
    union {                     /* which one, where one handler answers several rows */
        enum part part;
        enum vocabulary vocabulary;
        enum export export; /* AS_FILE */
    };
    const char *page;    /* the embedded page's name, "openapi.json"; "problems" for /docs/problems/{name} */
    const char *summary; /* one line; the operation's summary in openapi.yaml */
};

/** Ends with a NULL path. */
extern const struct route routes[];

/** The mapping of the store's statuses, for every handler. */
enum outcome outcome_of_store(enum store_status status);

#endif
