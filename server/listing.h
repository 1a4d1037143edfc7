/**
 * Whole lists in CSV, which has no limit of its own: a long one is sent page by page, so that neither its memory nor
 * the time for which others wait grows with it.
 */
#ifndef POVOLANI_LISTING_H
#define POVOLANI_LISTING_H

#include "server/compress.h"
#include "server/entity.h"
#include "server/snapshot.h"

enum { LISTING_SHORT = 10000 }; /* rows: a list of no more is answered, and cached, as all others are */

/** Does the plan ask for a whole list? Its params.limit is then LISTING_SHORT, to see whether more follows. */
bool listing_is_whole(const struct plan *plan);

/**
 * The body of a list of which a first page was read, and more follows: made while it is sent, by the thread that asks
 * for this response, from the snapshot's store of that thread. It keeps the snapshot.
 *
 * @param plan         of which canonical is asked again; nothing of it is kept
 * @param first        the first page
 * @param encoding     identity or gzip
 * @param link_prefix  lives longer
 * @param worker       index of the calling thread, which is the one that will send
 * @return NULL if there is no memory
 */
struct MHD_Response *listing_response(const struct plan *plan, const struct answer *first, enum encoding encoding,
                                      const char *link_prefix, struct snapshot *snapshot, unsigned worker);

#endif
