/**
 * What an answer was written to, compared as text.
 */
#ifndef POVOLANI_TEST_BYTES_H
#define POVOLANI_TEST_BYTES_H

#include "model/answer.h"

/** Fails with the whole text if it is another one; frees the bytes. */
void assert_bytes(struct bytes bytes, const char *expected);

/** Fails with both texts if they differ; frees the bytes of both. */
void assert_same(struct bytes bytes, struct bytes expected);

#endif
