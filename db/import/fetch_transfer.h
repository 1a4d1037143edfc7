/**
 * One request over HTTP, once: what is sent with it, and where the bytes of the answer go.
 */
#ifndef POVOLANI_FETCH_TRANSFER_H
#define POVOLANI_FETCH_TRANSFER_H

#include "db/import/fetch.h"
#include "model/buffer.h"

#include <curl/curl.h>

/** Zeroed but for the request is one that has not begun. */
struct transfer {
    struct fetch_request *request;
    const struct fetch_options *options;
    CURL *easy;
    struct curl_slist *headers;
    struct buffer body;
    char error[CURL_ERROR_SIZE];
    long status;         /* the rest is to be read after transfer_finish; 0: there was no answer */
    int64_t retry_after; /* seconds; 0: none */
    int64_t wire_bytes;
    bool began;     /* the first byte of the body has come */
    bool too_large; /* the body that is kept got larger than options->most */
    bool stopped;   /* the sink said so, or there was no memory */
};

/** @return false if there is no memory or libcurl fails */
bool transfer_begin(struct transfer *transfer, const struct fetch_options *options, CURLM *multi)
    __attribute__((warn_unused_result));

/** Reads what is known at the end. */
void transfer_finish(struct transfer *transfer);

/** The answer; it points into the transfer. */
struct fetch_answer transfer_answer(struct transfer *transfer);

/** Why there is no answer to be taken. */
void transfer_reason(const struct transfer *transfer, CURLcode code, const struct fetch_options *options,
                     char reason[static FETCH_REASON_BYTES]);

/** Gives back all but what transfer_finish has read, so that the request can be sent again. */
void transfer_end(struct transfer *transfer, CURLM *multi);

#endif
