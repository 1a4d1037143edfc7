/**
 * What the log needs to follow a request: its id, and the address that it came from, also behind proxies.
 */
#ifndef POVOLANI_TRACE_H
#define POVOLANI_TRACE_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Headers that say something of it; NULL where absent, several of one name joined by commas. */
struct trace_headers {
    const char *traceparent;
    const char *forwarded_for; /* X-Forwarded-For */
    const char *forwarded;     /* Forwarded (RFC 7239): read only where X-Forwarded-For is absent */
};

/** The other end of a connection. */
struct peer {
    char text[INET6_ADDRSTRLEN]; /* its address; "unix" for a Unix socket; "-": unknown */
    bool trusted;                /* on what address it asks for */
};

struct trace {
    char id[33]; /* 32 hexadecimal digits */
    char client[INET6_ADDRSTRLEN];
};

/** A network, IPv4 as its place in IPv6 (::ffff:0:0/96). */
struct network {
    uint8_t address[16];
    unsigned bits;
};

enum { TRUSTED_PROXIES_MAX = 64 };

/** Whose word on a client's address is believed. Zeroed: nobody's. */
struct trusted_proxies {
    struct network networks[TRUSTED_PROXIES_MAX];
    size_t count;
    bool unix_socket; /* whoever connects to our Unix socket */
};

/**
 * Trusts one more network: "10.0.0.0/8", "fd00::/8", one address, or "unix".
 * @return false if it is none of these (bits of the host set are allowed), or there are too many
 */
bool trace_trust(struct trusted_proxies *proxies, const char *network) __attribute__((warn_unused_result));

/**
 * What there is to know of a peer as long as it is connected.
 *
 * @param address  NULL: unknown
 * @param proxies  NULL: none
 */
void trace_peer(struct peer *peer, const struct sockaddr *address, const struct trusted_proxies *proxies);

/**
 * Begins the trace of a request.
 *
 * The id is the trace-id of a valid traceparent (W3C Trace Context), else a new one. The client is the first address,
 * from the peer back along the proxies, that is not trusted; where a trusted proxy names none, that proxy.
 *
 * @param proxies  NULL: none
 */
void trace_begin(struct trace *trace, const struct trace_headers *headers, const struct peer *peer,
                 const struct trusted_proxies *proxies);

#endif
