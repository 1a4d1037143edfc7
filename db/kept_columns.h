/**
 * Packed columns of a dataset (db/places.h) that were read once and are kept, for all stores of its file together: any
 * thread may look and add. What is kept has a bound, so that it does not grow with the dataset.
 */
#ifndef POVOLANI_KEPT_COLUMNS_H
#define POVOLANI_KEPT_COLUMNS_H

#include "db/places.h"
#include "db/queries.h"

/** Counted by reference. NULL keeps nothing. */
struct kept_columns;

/** @return with one reference, the caller's; NULL if there is no memory */
struct kept_columns *kept_columns_new(void);

/** @return another reference */
struct kept_columns *kept_columns_share(struct kept_columns *kept);

/** Gives a reference back. */
void kept_columns_release(struct kept_columns *kept);

/** What a query found under a name. It lives as long as what keeps it. @return false if it is not kept */
bool kept_columns_find(const struct kept_columns *kept, enum query query, const char *name, struct place_column *out);

/** Keeps what a query found under a name, unless another thread does by now; then it is found.
 *  @return false if there is no room or no memory for it */
bool kept_columns_add(struct kept_columns *kept, enum query query, const char *name, const void *packed, size_t length,
                      struct place_column *out);

#endif
