/**
 * Cursors: where the next page begins, in a text that clients hand back as it is.
 *
 * A cursor knows the dataset's version and the query that it belongs to, so that no list is ever put together from two.
 * It is checked, not secret: one that is made up can only begin a page elsewhere in the same list.
 */
#ifndef POVOLANI_CURSOR_H
#define POVOLANI_CURSOR_H

#include "model/answer.h"

enum cursor_status {
    CURSOR_OK,
    CURSOR_MALFORMED, /* or changed on its way */
    CURSOR_OF_ANOTHER_QUERY,
    CURSOR_EXPIRED, /* of another version */
    CURSOR_NO_MEMORY,
};

/**
 * @param version  of the dataset
 * @param scope    digest of the query
 * @return only letters, digits, "-" and "_"; NULL if there is no memory
 */
const char *cursor_write(const char *version, uint64_t scope, const struct position *position, struct arena *arena);

/**
 * @param version   NULL: there is no dataset, all cursors have expired
 * @param position  its texts live in the arena; written on CURSOR_OK only
 */
enum cursor_status cursor_read(const char *cursor, const char *version, uint64_t scope, struct arena *arena,
                               struct position *position) __attribute__((warn_unused_result));

#endif
