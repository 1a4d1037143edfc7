/**
 * One request answered: its plan, then a cached or a fresh representation, with status and headers.
 */
#ifndef POVOLANI_EXCHANGE_H
#define POVOLANI_EXCHANGE_H

#include "server/http.h"
#include "server/service.h"

/** Answers a request of the public listener: the `answer` of its struct http_service. service is a struct service. */
bool exchange_answer(void *service, const struct http_worker *worker, const struct request *request,
                     struct reply *reply);

/** The `sent` of the same. */
void exchange_sent(void *service, const struct http_worker *worker, struct reply *reply);

#endif
