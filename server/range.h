/**
 * Range requests (RFC 9110, 14): which bytes of a representation are asked for.
 */
#ifndef POVOLANI_RANGE_H
#define POVOLANI_RANGE_H

#include "server/plan.h"

/** A part of a representation, not empty. */
struct range {
    uint64_t first;
    uint64_t length;
};

enum range_kind {
    RANGE_WHOLE,   /* answer 200 with all of it */
    RANGE_PART,    /* 206 */
    RANGE_OUTSIDE, /* 416: not a byte of it is asked for */
};

/**
 * Reads a Range header. What is malformed, of another unit or more than one range is answered with the whole, as the
 * RFC allows: nobody has to be able to read multipart/byteranges.
 *
 * @param header  NULL: there is none
 * @param total   bytes of the representation
 * @param range   written always: all of it, unless RANGE_PART
 */
enum range_kind range_read(const char *header, uint64_t total, struct range *range);

/**
 * The range that a request asks for: GET only, and only if If-Range, where there is one, has this very representation.
 * A weak tag says nothing of bytes, and neither does a date: it is that of the newest source, which two datasets and
 * the forms of one file share, so it is no strong validator (RFC 9110, 13.1.5).
 */
enum range_kind range_of_request(const struct request *request, const char *etag, uint64_t total, struct range *range);

#endif
