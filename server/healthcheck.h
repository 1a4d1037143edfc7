/**
 * `povolani healthcheck`: asks a running server whether it is ready, for containers that have no curl.
 */
#ifndef POVOLANI_HEALTHCHECK_H
#define POVOLANI_HEALTHCHECK_H

#include "server/options.h"

/** @return EXIT_DONE if the URL (default: /readyz of the admin listener) answers 200; else EXIT_AT_FAULT */
int healthcheck_run(const struct options *options);

#endif
