/**
 * --public-url: what clients know us by.
 */
#ifndef POVOLANI_PUBLIC_URL_H
#define POVOLANI_PUBLIC_URL_H

#include <stdbool.h>
#include <stddef.h>

enum { PUBLIC_URL_BYTES = 1024 };

/**
 * Makes the prefix of all links: scheme, host and path without a slash at the end.
 *
 * @param url  NULL or "": links are paths, the prefix is ""
 * @return false if it is no http or https address, is not written in printable ASCII, or has a query, a fragment or a
 *         user
 */
bool public_url_prefix(const char *url, char prefix[static PUBLIC_URL_BYTES]) __attribute__((warn_unused_result));

#endif
