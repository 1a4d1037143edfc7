#include "db/import/fetch_transfer.h"

#include <stdio.h>
#include <string.h>

enum { STALL_BYTES_A_SECOND = 50, HEADER_BYTES = 2048 };

static const char user_agent[] = "povolani/" POVOLANI_VERSION;

/* @return a header's value in the answer; NULL if it does not have it */
static const char *header(CURL *easy, const char *name)
{
    struct curl_header *found;

    return curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &found) == CURLHE_OK ? found->value : NULL;
}

static struct fetch_answer read_head(CURL *easy)
{
    struct fetch_answer head = {
        .etag = header(easy, "ETag"),
        .last_modified = header(easy, "Last-Modified"),
        .repr_digest = header(easy, "Repr-Digest"),
        .content_range = header(easy, "Content-Range"),
        .location = header(easy, "Location"),
    };

    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &head.status);
    return head;
}

/* Bodies ----------------------------------------------------------------------------------------------------------- */

static bool keep(struct transfer *transfer, const char *bytes, size_t length)
{
    if (length > transfer->options->most - transfer->body.length) {
        transfer->too_large = true;
        return false;
    }
    buffer_add(&transfer->body, bytes, length);
    transfer->stopped = transfer->body.failed;
    return !transfer->stopped;
}

static bool pass_on(struct transfer *transfer, const struct fetch_answer *head, const char *bytes, size_t length)
{
    const struct fetch_sink *sink = transfer->request->sink;

    if (!transfer->began)
        transfer->stopped = !sink->begin(transfer->request, head);
    transfer->began = true;
    if (!transfer->stopped)
        transfer->stopped = !sink->write(transfer->request, bytes, length);
    return !transfer->stopped;
}

/* curl's write function: less than all that came fails the transfer. */
static size_t write_body(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    bool goes_on;

    if (transfer->request->sink) {
        struct fetch_answer head = read_head(transfer->easy);

        goes_on = head.status == 200 || head.status == 206 ? pass_on(transfer, &head, bytes, size * count)
                                                           : keep(transfer, bytes, size * count);
    } else {
        goes_on = keep(transfer, bytes, size * count);
    }
    return goes_on ? size * count : 0;
}

/* Sending ---------------------------------------------------------------------------------------------------------- */

/* Adds "NAME: VALUE" to the headers; without a value nothing. @return false if there is no memory */
static bool add_header(struct transfer *transfer, const char *name, const char *value)
{
    char line[HEADER_BYTES];
    struct curl_slist *longer;

    if (!value || snprintf(line, sizeof line, "%s: %s", name, value) >= (int)sizeof line)
        return true;
    longer = curl_slist_append(transfer->headers, line);
    if (!longer)
        return false;
    transfer->headers = longer;
    return true;
}

static bool add_headers(struct transfer *transfer)
{
    const struct fetch_request *request = transfer->request;
    char range[64];

    snprintf(range, sizeof range, "bytes=%lld-", (long long)request->from);
    return add_header(transfer, "Accept", request->sink ? "*/*" : "application/json") &&
           add_header(transfer, "Accept-Encoding", request->sink ? "identity" : NULL) && /* ranges, digests: of bytes */
           add_header(transfer, "If-None-Match", request->etag) &&
           add_header(transfer, "If-Modified-Since", request->last_modified) &&
           add_header(transfer, "Range", request->if_range ? range : NULL) &&
           add_header(transfer, "If-Range", request->if_range);
}

static bool set_limits(const struct transfer *transfer)
{
    const struct fetch_options *options = transfer->options;
    CURL *easy = transfer->easy;

    return curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, options->connect_seconds) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)STALL_BYTES_A_SECOND) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, options->stall_seconds) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK;
}

static bool set_request(struct transfer *transfer)
{
    CURL *easy = transfer->easy;

    return curl_easy_setopt(easy, CURLOPT_URL, transfer->request->url) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->headers) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_USERAGENT, user_agent) == CURLE_OK &&
           (transfer->request->sink || curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip") == CURLE_OK) &&
           curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->error) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, write_body) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer) == CURLE_OK;
}

bool transfer_begin(struct transfer *transfer, const struct fetch_options *options, CURLM *multi)
{
    struct fetch_request *request = transfer->request;

    *transfer = (struct transfer){.request = request, .options = options, .easy = curl_easy_init()};
    if (!transfer->easy || !add_headers(transfer) || !set_limits(transfer) || !set_request(transfer))
        return false;
    return curl_multi_add_handle(multi, transfer->easy) == CURLM_OK;
}

/* The end ---------------------------------------------------------------------------------------------------------- */

void transfer_finish(struct transfer *transfer)
{
    curl_off_t seconds = 0, bytes = 0;

    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &transfer->status);
    curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &seconds);
    curl_easy_getinfo(transfer->easy, CURLINFO_SIZE_DOWNLOAD_T, &bytes);
    transfer->retry_after = seconds > 0 ? (int64_t)seconds : 0; /* a date that has passed is less than 0 */
    transfer->wire_bytes = (int64_t)bytes;
}

struct fetch_answer transfer_answer(struct transfer *transfer)
{
    struct fetch_answer answer = read_head(transfer->easy);

    answer.body = transfer->began ? NULL : transfer->body.at;
    answer.length = transfer->body.length;
    return answer;
}

void transfer_reason(const struct transfer *transfer, CURLcode code, const struct fetch_options *options,
                     char reason[static FETCH_REASON_BYTES])
{
    if (transfer->too_large)
        snprintf(reason, FETCH_REASON_BYTES, "the answer is too large; expected at most %zu bytes", options->most);
    else if (code == CURLE_OK)
        snprintf(reason, FETCH_REASON_BYTES, "status %ld", transfer->status);
    else /* curl has not always more to say than the code */
        snprintf(reason, FETCH_REASON_BYTES, "%s", transfer->error[0] ? transfer->error : curl_easy_strerror(code));
}

void transfer_end(struct transfer *transfer, CURLM *multi)
{
    if (transfer->easy) {
        curl_multi_remove_handle(multi, transfer->easy);
        curl_easy_cleanup(transfer->easy);
    }
    transfer->easy = NULL;
    curl_slist_free_all(transfer->headers);
    transfer->headers = NULL;
    buffer_release(&transfer->body);
}
