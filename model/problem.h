/**
 * Problems: what goes wrong in a request, as RFC 9457 application/problem+json. One table names them all; the pages
 * under /docs/problems/ are made from it.
 */
#ifndef POVOLANI_PROBLEM_H
#define POVOLANI_PROBLEM_H

#include "model/answer.h"

enum problem_kind {
    PROBLEM_BAD_PARAMETER,          /* 400 */
    PROBLEM_BAD_BODY,               /* 400: what it says */
    PROBLEM_BAD_CURSOR,             /* 400 */
    PROBLEM_BAD_REQUEST,            /* 400: framing */
    PROBLEM_NOT_FOUND,              /* 404 */
    PROBLEM_METHOD_NOT_ALLOWED,     /* 405 */
    PROBLEM_NOT_ACCEPTABLE,         /* 406 */
    PROBLEM_CURSOR_EXPIRED,         /* 410 */
    PROBLEM_GONE,                   /* 410 */
    PROBLEM_CONTENT_TOO_LARGE,      /* 413 */
    PROBLEM_URI_TOO_LONG,           /* 414 */
    PROBLEM_UNSUPPORTED_MEDIA_TYPE, /* 415 */
    PROBLEM_RANGE_NOT_SATISFIABLE,  /* 416 */
    PROBLEM_HEADERS_TOO_LARGE,      /* 431 */
    PROBLEM_INTERNAL,               /* 500 */
    PROBLEM_NO_DATASET,             /* 503 */
    PROBLEM_KIND_COUNT,
};

/** A kind of problem; name is the last part of its type, "/docs/problems/bad-parameter". */
struct problem_kind_info {
    const char *name;
    int status;
    const char *title;       /* the same for every occurrence */
    const char *explanation; /* for the page: what it means and what to do, one or two sentences */
};
extern const struct problem_kind_info problem_kinds[PROBLEM_KIND_COUNT];

/** One occurrence. Members that are NULL are left out of the JSON. */
struct problem {
    enum problem_kind kind;
    const char *detail;       /* what is wrong here, a sentence */
    const char *instance;     /* the target that was asked for, without its query */
    const char *parameter;    /* the query parameter at fault, or the place in the body as a JSON pointer (RFC 6901) */
    const char *value;        /* as it was given, cut at 200 bytes at the end of a character */
    struct list allowed;      /* const char *: what may stand there; left out if empty */
    const char *did_you_mean; /* the nearest name, or path, that is known */
    const char *restart;      /* cursor-expired: the link (a path of ours) to start again */
    const char *successor;    /* gone: the occupation that stands in for it */
};

/** The members of an occurrence; type, title and status stand before them. */
extern const struct shape problem_shape;

/** The problem as JSON text, ended by a newline; link_prefix as in struct style. */
struct bytes problem_json(const struct problem *problem, const char *link_prefix);

/** @return a client's words as a problem quotes them: up to 200 bytes, cut at the end of a character; NULL if no memory
 */
const char *problem_quote(const char *text, struct arena *arena);

/** @return the text (of const char *) nearest to a word, near enough to be meant; NULL if none is. */
const char *problem_nearest(const char *word, const struct list *texts);

#endif
