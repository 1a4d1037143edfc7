/**
 * Asks a handler as the server does, without a server: from the row of its path and texts like "region=CZ010".
 */
#ifndef POVOLANI_TEST_ASK_H
#define POVOLANI_TEST_ASK_H

#include "handlers/routes.h"

/** A fixture: the dataset of tests/support/dataset.sql, and memory for the answers. */
void ask_open(void);
/** The same on a dataset that has more rows: SQL. */
void ask_open_with(const char *more);
void ask_close(void);

/** The store that is asked. */
struct store *ask_store(void);

struct asked {
    enum outcome outcome;
    const struct route *route;
    struct answer answer;
    struct selection *fields; /* that were asked for */
};

/**
 * @param template  the row's path, "/v1/occupations/{id}"
 * @param segment   what stands for the {…}; NULL if there is none
 * @param given     parameters, "isco=1221,2512", separated by "&"; "" is none. limit and fields too.
 * @param after     where the page begins; NULL is the start
 */
struct asked ask(const char *template, const char *segment, const char *given, const struct position *after);

/** POST of a body, which has to be read without a problem. @param template  the path of a row of POST */
struct asked ask_posted(const char *template, const char *json);

/** The answer as JSON; the test fails if there is none. */
struct bytes ask_json(const char *template, const char *segment, const char *given);

#endif
