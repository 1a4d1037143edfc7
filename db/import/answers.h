/**
 * The folder of saved answers, OUT.sync: what a sync has been told, so that a killed one goes on from there, and the
 * next one asks only for what has changed.
 *
 * An answer's body is a file of its own, NAME.json, written beside its name and renamed. What is known of the answers
 * stands in the index, a JSON line each, added to as they come: the target asked, status, validators, and a checksum
 * of the body. A file that is not as the index says counts as absent, so nothing has to be synced while answers come:
 * after a crash of the system, what did not reach the disk is asked for again. Hidden files are the folder's own.
 *
 * Answers have a generation. Those of the current one are believed; those of an older one are only good for asking
 * whether they still hold.
 */
#ifndef POVOLANI_ANSWERS_H
#define POVOLANI_ANSWERS_H

#include "db/import/sources.h"
#include "model/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { ANSWERS_NAME_BYTES = 256 };

struct answers;

/** A saved answer. The texts live as long as the folder is open. */
struct answer_saved {
    const char *target; /* path and query behind the base URL: "/workUnit?limit=100&offset=0" */
    int64_t status;     /* 200, or 404: known to be absent, without a file */
    int64_t generation;
    int64_t length;
    const char *checksum;
    const char *etag; /* NULL: none */
    const char *last_modified;
};

enum answers_state {
    ANSWERS_NONE,
    ANSWERS_OLD,   /* saved and whole, of an older generation */
    ANSWERS_FRESH, /* saved and whole, of this one */
};

/**
 * Opens the folder, makes it if it is not there, and locks it: two syncs do not meet. Answers of another server are
 * forgotten.
 *
 * @param folder  lives as long
 * @param base    the server that is asked
 * @param arena   lives as long; for what is wrong
 * @return NULL, or what is wrong; *answers is NULL then
 */
const char *answers_open(struct answers **answers, const char *folder, const char *base, struct arena *arena)
    __attribute__((warn_unused_result));

/** Lets go of the folder and the lock; NULL is allowed. */
void answers_close(struct answers *answers);

/** @return how many answers of the current generation the index knew of when it was opened */
size_t answers_before(const struct answers *answers);

/**
 * The file of a target: "workUnit,limit-100,offset-0.json".
 * @return false if the target has something else in it than letters, digits and "/?&=-_", or is too long
 */
bool answers_name(const char *target, char name[static ANSWERS_NAME_BYTES]) __attribute__((warn_unused_result));

/** Looks a target up and reads its body. @param saved, body  to be read unless ANSWERS_NONE */
enum answers_state answers_find(struct answers *answers, const char *target, struct answer_saved *saved,
                                struct source_bytes *body) __attribute__((warn_unused_result));

/**
 * Saves an answer of the current generation.
 * @param answer  generation and checksum are not read; the texts are copied
 * @param body    answer->length bytes; nothing is written for 404
 * @return false with errno
 */
bool answers_save(struct answers *answers, const struct answer_saved *answer, const char *body)
    __attribute__((warn_unused_result));

/** A saved answer still holds: it is of the current generation from now on. @return false with errno */
bool answers_renew(struct answers *answers, const char *target) __attribute__((warn_unused_result));

/** A saved answer is not believed any more: it is of an older generation from now on, until the folder is closed. */
void answers_doubt(struct answers *answers, const char *target);

/** Removes every *.json that is no answer of the current generation. @return false with errno */
bool answers_sweep(struct answers *answers) __attribute__((warn_unused_result));

/** The sync is whole: begins the next generation. @return false with errno */
bool answers_end(struct answers *answers) __attribute__((warn_unused_result));

#endif
