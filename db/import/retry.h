/**
 * When a request is sent again: which failures pass by themselves, and how long to wait before the next try.
 */
#ifndef POVOLANI_RETRY_H
#define POVOLANI_RETRY_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

/** @return may the same request have an answer later? 408, 425, 429 and the 5xx of servers that are down or busy */
bool retry_status(long status);

/** @return is it the connection that failed, or the body that was cut, so that another try may do better? */
bool retry_code(CURLcode code);

/**
 * How long to wait after a failure: twice as long each time up to a limit, the half of it by chance, so that clients
 * that failed together do not come back together; never less than what the server asks for.
 *
 * @param failures     tries that have failed so far, 1 or more
 * @param first_ms     the longest wait after the first failure
 * @param chance       any number
 * @param retry_after  seconds that the server asked for; 0 or less: it did not
 * @return milliseconds
 */
int64_t retry_delay_ms(unsigned failures, int64_t first_ms, uint32_t chance, int64_t retry_after);

#endif
