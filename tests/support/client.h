/**
 * A client that shows all of an answer.
 */
#ifndef POVOLANI_TEST_CLIENT_H
#define POVOLANI_TEST_CLIENT_H

#include "tests/support/server.h"

#include <jansson.h>

/** An answer; released by seen_release. */
struct seen {
    long status;
    char *head; /* header lines as they came */
    char *body; /* NUL-terminated */
    size_t length;
};

/**
 * Asks a URL.
 * @param base     server.url or server.admin
 * @param headers  "Name: value", ends with NULL; NULL: none
 */
struct seen client_ask(const char *base, const char *method, const char *path, const char *const headers[]);

/** GET with that Accept-Encoding; the body is then decoded, the headers are those that came. */
struct seen client_decoded(const struct server *server, const char *path, const char *encodings);

/** GET without headers of ours. */
struct seen client_get(const struct server *server, const char *path);

/** POST of a text as application/json. */
struct seen client_post(const struct server *server, const char *path, const char *json);

void seen_release(struct seen *answer);

/** @return the header's value in a static buffer, 16 of them; NULL if the answer does not have it */
const char *seen_header(const struct seen *answer, const char *name);

/** The body as JSON; the test fails if it is none. The caller gives it back: json_decref. */
json_t *seen_json(const struct seen *answer);

/** A connection for bytes as they are. */
int client_connect(const struct server *server);
int client_connect_to(const char *url); /* "http://127.0.0.1:PORT" */
void client_write(int connection, const void *bytes, size_t length);

/** Reads until the server closes or is silent for 2 s; closes. The caller frees. */
char *client_read(int connection);

/** All three. */
char *client_send(const struct server *server, const void *bytes, size_t length);

#endif
