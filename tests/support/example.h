/**
 * How a row of the table of routes is asked so that it answers, with the data of tests/support/dataset.sql.
 */
#ifndef POVOLANI_TEST_EXAMPLE_H
#define POVOLANI_TEST_EXAMPLE_H

#include "handlers/routes.h"

struct example {
    const char *segment; /* what stands for the {…}; NULL: the path has none */
    const char *query;   /* what has to be given, "isco=1221&amount=50000"; "" is nothing */
    const char *body;    /* JSON; NULL: the row takes none */
};

struct example example_of(const struct route *route);

/** The path of an example in a static buffer, without its query. @param segment  NULL: the example's own */
const char *example_path(const struct route *route, const char *segment);

#endif
