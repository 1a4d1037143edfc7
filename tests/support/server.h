/**
 * The program itself under test: datasets made by `povolani import`, servers on ports that the system gives.
 */
#ifndef POVOLANI_TEST_SERVER_H
#define POVOLANI_TEST_SERVER_H

#include "tests/support/support.h"

#include <sys/types.h>

/** The program of the variant that is tested. */
const char *server_program(void);

/** The dataset of data/cards, made once a test program. */
const char *server_dataset(void);

/**
 * A dataset of copies of card 103332, each with a name and a number of its own.
 * @param names  ends with NULL
 * @return its path in a static buffer, 16 of them
 */
const char *server_dataset_of_copies(const char *const names[]);

struct server {
    pid_t process;
    char url[128];   /* "http://127.0.0.1:PORT" */
    char admin[128]; /* the same of the admin listener */
    char log[256];   /* the file of its standard error */
};

/** Starts `serve` and waits until it listens. @param options  more of them, ends with NULL; NULL: none */
void server_start(struct server *server, const char *dataset, const char *const options[]);

/** Sends SIGTERM; the test fails unless the server then exits with 0. */
void server_stop(struct server *server);

/** Waits for the end of a server that has been told; the same. */
void server_wait(struct server *server);

/** Sends SIGKILL: nothing is cleaned up. */
void server_kill(struct server *server);

/** Waits until the log has the text at least so many times; the test fails if that takes 20 s. */
void server_logged(const struct server *server, const char *text, unsigned times);

#endif
