#include "db/import/retry.h"

enum { LONGEST_MS = 30 * 1000 };

bool retry_status(long status)
{
    switch (status) {
    case 408:
    case 425:
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
        return true;
    default:
        return false;
    }
}

bool retry_code(CURLcode code)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_PARTIAL_FILE:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_BAD_CONTENT_ENCODING:
        return true;
    default:
        return false;
    }
}

int64_t retry_delay_ms(unsigned failures, int64_t first_ms, uint32_t chance, int64_t retry_after)
{
    int64_t longest = first_ms, delay;

    while (--failures > 0 && longest < LONGEST_MS)
        longest *= 2;
    if (longest > LONGEST_MS)
        longest = LONGEST_MS;
    delay = longest - chance % (longest / 2 + 1);
    return retry_after > 0 && retry_after * 1000 > delay ? retry_after * 1000 : delay;
}
