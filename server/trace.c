#include "server/trace.h"

#include "model/buffer.h"
#include "model/text.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <xxhash.h>

/* The id ----------------------------------------------------------------------------------------------------------- */

enum { TRACEPARENT_BYTES = 55, TRACE_ID_AT = 3, TRACE_ID_DIGITS = 32, PARENT_ID_AT = 36, PARENT_ID_DIGITS = 16 };

static bool is_set(const char *digits, size_t count)
{
    return strspn(digits, "0") < count;
}

static bool is_hex(char digit)
{
    return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
}

/* "00-TRACEID-PARENTID-FLAGS" in lower-case hexadecimal; versions to come may add "-…". */
static bool is_traceparent(const char *text)
{
    static const char form[] = "xx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx-xx";

    for (size_t i = 0; i < TRACEPARENT_BYTES; i++)
        if (form[i] == '-' ? text[i] != '-' : !is_hex(text[i]))
            return false;
    if (text[TRACEPARENT_BYTES] != '\0' && (text[TRACEPARENT_BYTES] != '-' || text_starts_with(text, "00")))
        return false;
    return !text_starts_with(text, "ff") && is_set(text + TRACE_ID_AT, TRACE_ID_DIGITS) &&
           is_set(text + PARENT_ID_AT, PARENT_ID_DIGITS);
}

/* A thread's ids are the digests of its seed with a count: one system call a thread, not one a request. */
static XXH128_hash_t next_id(void)
{
    static _Thread_local struct {
        uint64_t seed[2];
        uint64_t count;
    } thread;

    if (thread.count++ == 0 && getrandom(thread.seed, sizeof thread.seed, 0) != (ssize_t)sizeof thread.seed) {
        thread.seed[0] = (uint64_t)(uintptr_t)&thread; /* a weaker seed: ids are for the log only */
        thread.seed[1] = (uint64_t)time(NULL);
    }
    return XXH3_128bits(&thread, sizeof thread);
}

static void write_id(char id[static TRACE_ID_DIGITS + 1], const char *traceparent)
{
    XXH128_hash_t made;

    id[TRACE_ID_DIGITS] = '\0';
    if (traceparent && is_traceparent(traceparent)) {
        memcpy(id, traceparent + TRACE_ID_AT, TRACE_ID_DIGITS);
        return;
    }
    made = next_id();
    hex_write(id, (const uint8_t *)&made, sizeof made);
}

/* The client ------------------------------------------------------------------------------------------------------ */

struct ip_address {
    uint8_t bytes[16];
};

static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};

static struct ip_address address_of_ipv4(const void *bytes)
{
    struct ip_address address;

    memcpy(address.bytes, mapped, sizeof mapped);
    memcpy(address.bytes + sizeof mapped, bytes, 4);
    return address;
}

static bool is_ipv4(const struct ip_address *address)
{
    return memcmp(address->bytes, mapped, sizeof mapped) == 0;
}

/* Of IPv4 not by inet_ntop, which prints it by a format: that was half of what a proxied request costs here. */
static void write_address(char text[static INET6_ADDRSTRLEN], const struct ip_address *address)
{
    if (!is_ipv4(address)) {
        inet_ntop(AF_INET6, address->bytes, text, INET6_ADDRSTRLEN);
        return;
    }
    for (size_t i = sizeof mapped; i < sizeof address->bytes; i++) {
        text = count_write(text, address->bytes[i]);
        *text++ = i + 1 < sizeof address->bytes ? '.' : '\0';
    }
}

static bool read_address(const char *text, struct ip_address *address)
{
    struct in_addr ipv4;

    if (strchr(text, ':'))
        return inet_pton(AF_INET6, text, address->bytes) == 1;
    if (inet_pton(AF_INET, text, &ipv4) != 1)
        return false;
    *address = address_of_ipv4(&ipv4);
    return true;
}

bool trace_trust(struct trusted_proxies *proxies, const char *network)
{
    struct network *added = &proxies->networks[proxies->count];
    char text[INET6_ADDRSTRLEN];
    size_t length = strcspn(network, "/");
    struct ip_address address;
    unsigned long bits = 128;

    if (strcmp(network, "unix") == 0)
        return proxies->unix_socket = true;
    if (proxies->count == TRUSTED_PROXIES_MAX || length >= sizeof text)
        return false;
    *(char *)mempcpy(text, network, length) = '\0';
    if (!read_address(text, &address))
        return false;
    if (network[length] == '/') {
        const char *digits = network + length + 1;
        char *end;

        bits = strtoul(digits, &end, 10);
        if (!isdigit((unsigned char)*digits) || *end || bits > (strchr(text, ':') ? 128 : 32))
            return false;
        bits += strchr(text, ':') ? 0 : 96;
    }
    memcpy(added->address, address.bytes, sizeof added->address);
    added->bits = (unsigned)bits;
    proxies->count++;
    return true;
}

static bool is_within(const struct ip_address *address, const struct network *network)
{
    size_t whole = network->bits / 8;
    unsigned rest = network->bits % 8;

    return memcmp(address->bytes, network->address, whole) == 0 &&
           (rest == 0 || (address->bytes[whole] ^ network->address[whole]) >> (8 - rest) == 0);
}

static bool is_trusted(const struct trusted_proxies *proxies, const struct ip_address *address)
{
    for (size_t i = 0; i < proxies->count; i++)
        if (is_within(address, &proxies->networks[i]))
            return true;
    return false;
}

/* A part of a header's value. */
struct piece {
    const char *at;
    size_t length;
};

static struct piece trimmed(struct piece piece, const char *around)
{
    while (piece.length > 0 && strchr(around, piece.at[piece.length - 1]))
        piece.length--;
    while (piece.length > 0 && strchr(around, *piece.at)) {
        piece.at++;
        piece.length--;
    }
    return piece;
}

/* Cuts the last member off a list. */
static struct piece cut_last(struct piece *list)
{
    size_t from = list->length;
    struct piece last;

    while (from > 0 && list->at[from - 1] != ',')
        from--;
    last = (struct piece){list->at + from, list->length - from};
    list->length = from > 0 ? from - 1 : 0;
    return trimmed(last, " \t");
}

/* `for="[2001:db8::1]:443";proto=https` speaks of "[2001:db8::1]:443"; empty if it has no for. */
static struct piece for_of(struct piece member)
{
    while (member.length > 0) {
        const char *semicolon = memchr(member.at, ';', member.length);
        size_t length = semicolon ? (size_t)(semicolon - member.at) : member.length;
        struct piece pair = trimmed((struct piece){member.at, length}, " \t");

        if (pair.length > 4 && strncasecmp(pair.at, "for=", 4) == 0)
            return trimmed((struct piece){pair.at + 4, pair.length - 4}, "\"");
        length += semicolon != NULL;
        member = (struct piece){member.at + length, member.length - length};
    }
    return member;
}

/* An address with or without a port: "192.0.2.1:80", "[2001:db8::1]:80", "2001:db8::1". */
static bool read_node(struct piece node, struct ip_address *address)
{
    const char *colon = memchr(node.at, ':', node.length);
    char text[INET6_ADDRSTRLEN];

    if (node.length > 0 && *node.at == '[') {
        const char *end = memchr(node.at, ']', node.length);

        node = (struct piece){node.at + 1, end ? (size_t)(end - node.at - 1) : 0};
    } else if (colon && !memchr(colon + 1, ':', node.length - (size_t)(colon + 1 - node.at))) {
        node.length = (size_t)(colon - node.at);
    }
    if (node.length >= sizeof text)
        return false;
    *(char *)mempcpy(text, node.at, node.length) = '\0';
    return read_address(text, address);
}

/* Walks from the proxy next to us outwards. False if the headers name no address. */
static bool walk_back(const struct trace_headers *headers, const struct trusted_proxies *proxies,
                      struct ip_address *client)
{
    const char *header = headers->forwarded_for ? headers->forwarded_for : headers->forwarded;
    struct piece list = {header, header ? strlen(header) : 0};
    bool found = false;

    while (list.length > 0) {
        struct piece member = cut_last(&list);
        struct ip_address named;

        if (!read_node(headers->forwarded_for ? member : for_of(member), &named))
            break;
        *client = named;
        found = true;
        if (!is_trusted(proxies, client))
            break;
    }
    return found;
}

static bool address_of_peer(const struct sockaddr *peer, struct ip_address *address)
{
    if (peer->sa_family == AF_INET)
        *address = address_of_ipv4(&((const struct sockaddr_in *)(const void *)peer)->sin_addr);
    else if (peer->sa_family == AF_INET6)
        memcpy(address->bytes, &((const struct sockaddr_in6 *)(const void *)peer)->sin6_addr, sizeof address->bytes);
    else
        return false;
    return true;
}

void trace_peer(struct peer *peer, const struct sockaddr *address, const struct trusted_proxies *proxies)
{
    bool is_unix = address && address->sa_family == AF_UNIX;
    struct ip_address ip;

    *peer = (struct peer){.text = "-", .trusted = is_unix && proxies && proxies->unix_socket};
    if (is_unix)
        strcpy(peer->text, "unix");
    if (!address || !address_of_peer(address, &ip))
        return;
    write_address(peer->text, &ip);
    peer->trusted = proxies && is_trusted(proxies, &ip);
}

void trace_begin(struct trace *trace, const struct trace_headers *headers, const struct peer *peer,
                 const struct trusted_proxies *proxies)
{
    struct ip_address named;

    write_id(trace->id, headers->traceparent);
    if (peer->trusted && walk_back(headers, proxies, &named))
        write_address(trace->client, &named);
    else
        memcpy(trace->client, peer->text, sizeof trace->client);
}
