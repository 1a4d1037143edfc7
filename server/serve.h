/**
 * `povolani serve`: the life of the daemon.
 */
#ifndef POVOLANI_SERVE_H
#define POVOLANI_SERVE_H

#include "server/options.h"

/** Serves until SIGTERM or SIGINT. @return the exit code */
int serve_run(const struct options *options);

#endif
