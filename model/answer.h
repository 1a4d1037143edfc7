/**
 * What a handler answers: one object, or a page of a list, in model values; and its JSON and CSV forms.
 */
#ifndef POVOLANI_ANSWER_H
#define POVOLANI_ANSWER_H

#include "model/shape.h"

/** Where a page of a list ended: the sort key and the id of its last item. Both NULL at the list's start. */
struct position {
    const char *key;
    const char *id;
};

/** A page of a list as the store found it. */
struct page {
    struct list items; /* structs of the shape that the store's function names */
    int64_t total;     /* items of the whole list */
    bool more;         /* items follow this page */
    struct position last;
};

/** An answer; everything it points to lives in the request's arena or is constant. */
struct answer {
    const struct shape *shape; /* of the object, or of the items */
    const void *object;        /* NULL: this is a list */
    struct page page;
    const char *caption;              /* what a list is of, for a chart: an occupation's name; NULL where it has none */
    const struct shape *beside_shape; /* of what stands beside items ("note", "legend"); NULL where nothing does */
    const void *beside;
    const char *successor;         /* of what is gone: the id of what stands in for it, or NULL */
    const struct problem *problem; /* why there is none */
    const char *moved_to;          /* a path of ours: answer 308 with it as Location; all else is unused */
};

/** Bytes of malloc; the holder frees them. */
struct bytes {
    char *at; /* NULL if there was no memory */
    size_t length;
};

/** How an answer is written. */
struct style {
    const struct selection *fields; /* of the object or of each item; NULL is all */
    const char *link_prefix;        /* before every FIELD_LINK and next; "" or "https://example.cz/api/povolani" */
    const char *next;               /* the path of the next page; NULL on the last. Not used for an object. */
    bool without_header;            /* CSV: rows only, to follow others */
};

/** The answer as JSON text, ended by a newline. */
struct bytes answer_json(const struct answer *answer, const struct style *style);

/**
 * A list answer as CSV (RFC 4180: CRLF, a header row). A column is a scalar path ("field.name"); the values of a list
 * inside an item stand in one cell, separated by "|"; of a list inside such a list by ";".
 */
struct bytes answer_csv(const struct answer *answer, const struct style *style);

#endif
