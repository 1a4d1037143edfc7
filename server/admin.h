/**
 * The admin listener: is the process alive, is it ready, what has it counted.
 */
#ifndef POVOLANI_ADMIN_H
#define POVOLANI_ADMIN_H

#include "server/http.h"
#include "server/service.h"

/** The `answer` of its struct http_service. service is a struct service. */
bool admin_answer(void *service, const struct http_worker *worker, const struct request *request, struct reply *reply);

/** The `sent` of the same. */
void admin_sent(void *service, const struct http_worker *worker, struct reply *reply);

#endif
