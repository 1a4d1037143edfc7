/**
 * Listening sockets from addresses as people write them.
 */
#ifndef POVOLANI_LISTEN_H
#define POVOLANI_LISTEN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { LISTEN_TEXT_BYTES = 300 };

/** An address taken apart. */
struct address {
    bool unix_socket;
    char host[LISTEN_TEXT_BYTES]; /* "" is all; or the path of the Unix socket */
    char port[6];
};

/** Reads "HOST:PORT", "[::1]:PORT", ":PORT" or "unix:PATH". @return false if it is none of these */
bool listen_parse(const char *text, struct address *address) __attribute__((warn_unused_result));

struct listener {
    int socket;                       /* listening, non-blocking; -1: none */
    char url[LISTEN_TEXT_BYTES + 16]; /* "http://127.0.0.1:8080" with the port that was given, "unix:PATH" */
    char path[LISTEN_TEXT_BYTES];     /* of the Unix socket; "" for TCP */
    dev_t device;                     /* of path, which is removed at the end if it is still the same */
    ino_t inode;
};

/**
 * Opens a listening socket. Port 0 is any that is free. A Unix socket that nobody listens on any more is replaced.
 *
 * @param reason  why not, where it fails
 * @return false if the system refuses
 */
bool listen_open(const struct address *address, struct listener *listener, char reason[static LISTEN_TEXT_BYTES])
    __attribute__((warn_unused_result));

void listen_close(struct listener *listener);

#endif
