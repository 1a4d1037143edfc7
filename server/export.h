/**
 * `povolani export`: an export out of a dataset file, to standard output.
 */
#ifndef POVOLANI_EXPORT_COMMAND_H
#define POVOLANI_EXPORT_COMMAND_H

#include "server/options.h"

/** Writes the export that the second argument names, out of the file that the first one names. @return the exit code */
int export_run(const struct options *options);

#endif
