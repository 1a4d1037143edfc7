/**
 * The envelope of every answer of the NSP API: {"code", "data", "count", …}, and what paging needs of the rows in it.
 */
#ifndef POVOLANI_ENVELOPE_H
#define POVOLANI_ENVELOPE_H

#include "model/arena.h"
#include "model/shape.h"

#include <jansson.h>

enum envelope_status {
    ENVELOPE_GOOD,
    ENVELOPE_FAILURE, /* well-formed, and says that the request failed: code */
    ENVELOPE_DAMAGED, /* no JSON, or not the envelope */
};

enum { ENVELOPE_REASON_BYTES = 256 };

struct envelope {
    json_t *root;
    const json_t *data; /* in root */
    int64_t code;
    int64_t count; /* of all pages; -1: not stated */
};

/**
 * Reads a body.
 *
 * @param envelope  to be read unless the body is damaged; envelope_release it in any case
 * @param reason    what is wrong, unless it is good
 */
enum envelope_status envelope_read(const char *body, size_t length, struct envelope *envelope,
                                   char reason[static ENVELOPE_REASON_BYTES]) __attribute__((warn_unused_result));

void envelope_release(struct envelope *envelope);

/**
 * The keys of the rows in data: the texts, or numbers as text, of one member. What a server says is not taken without
 * an end: more rows than were asked for, or a key that is none, are faults of the answer.
 *
 * @param most    rows that were asked for
 * @param keys    const char * in the arena, in the rows' order
 * @param reason  what is wrong, on false; "" if there is no memory
 */
bool envelope_keys(const struct envelope *envelope, const char *member, size_t most, struct arena *arena,
                   struct list *keys, char reason[static ENVELOPE_REASON_BYTES]) __attribute__((warn_unused_result));

/** Is it a key: 1 to 128 visible ASCII characters? */
bool envelope_is_key(const char *text);

#endif
