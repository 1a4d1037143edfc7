/*
 * Whatever bytes a client sends: the target and the headers, a line each in the order of struct input, and the body
 * that is posted, if there is more. Planning ends in an answer or in a problem that can be written as JSON, and what it
 * hands out (canonical targets, links) it takes back.
 */
#include "model/text.h"
#include "server/range.h"
#include "server/trace.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char version[] = "0123456789abcdef";

struct input {
    const char *target;
    const char *accept;
    const char *accept_encoding;
    const char *if_none_match;
    const char *if_modified_since;
    const char *traceparent;
    const char *forwarded_for;
    const char *forwarded;
    const char *body; /* to the end of the bytes */
};

/* Headers that the bytes have no line for are absent. */
static struct input split(char *text)
{
    struct input input = {.target = strsep(&text, "\n")};
    const char **headers[] = {
        &input.accept,      &input.accept_encoding, &input.if_none_match, &input.if_modified_since,
        &input.traceparent, &input.forwarded_for,   &input.forwarded};

    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        *headers[i] = strsep(&text, "\n");
    input.body = text;
    return input;
}

static struct plan planned(const struct request *request, const char *target, struct arena *arena)
{
    struct request other = *request;
    struct plan plan;

    other.target = target;
    if (!plan_request(&other, version, arena, &plan))
        abort();
    return plan;
}

static bool is_paged(const struct route *route)
{
    for (const struct param *param = route->params; param && param->name; param++)
        if (param->type == PARAM_CURSOR)
            return true;
    return false;
}

static void check_answer(const struct request *request, const struct plan *plan, struct arena *arena)
{
    static const struct position last = {"\x01ř\xff", "103332"};
    const char *next;
    struct plan again;

    assert(plan->route->answer ? plan->representation & plan->route->representations : plan->representation == 0);
    assert(strlen(plan->canonical) <= TARGET_BYTES_MAX);
    assert((plan->params.body != NULL) == (plan->route->body != NULL));
    again = planned(request, plan->canonical, arena);
    assert(again.kind == PLAN_ANSWER && again.route == plan->route && again.scope == plan->scope);
    assert(strcmp(again.canonical, plan->canonical) == 0 && strcmp(again.restart, plan->restart) == 0);
    assert(again.params.limit == plan->params.limit && again.representation == plan->representation);
    next = plan_next(plan, version, &last, arena);
    if (!is_paged(plan->route) || strlen(next) > TARGET_BYTES_MAX)
        return;
    again = planned(request, next, arena);
    assert(again.kind == PLAN_ANSWER && strcmp(again.canonical, next) == 0);
    assert(strcmp(again.params.after.key, last.key) == 0 && strcmp(again.params.after.id, last.id) == 0);
}

static void check_problem(const struct request *request, const struct plan *plan, struct arena *arena)
{
    struct bytes json = problem_json(&plan->problem, "");

    assert(plan->problem.detail && json.at && text_invalid_utf8(json.at, json.length) == json.length);
    free(json.at);
    if (plan->problem.kind == PROBLEM_NOT_FOUND && plan->problem.did_you_mean)
        assert(planned(request, plan->problem.did_you_mean, arena).problem.kind != PROBLEM_NOT_FOUND);
}

static void check_trace(const struct input *input)
{
    static const struct sockaddr address = {.sa_family = AF_UNIX};
    const struct trace_headers headers = {input->traceparent, input->forwarded_for, input->forwarded};
    struct trusted_proxies proxies = {.unix_socket = true};
    struct peer peer;
    struct trace trace;

    if (input->forwarded && !trace_trust(&proxies, input->forwarded))
        assert(proxies.count == 0);
    trace_peer(&peer, &address, &proxies);
    trace_begin(&trace, &headers, &peer, &proxies);
    assert(strspn(trace.id, "0123456789abcdef") == 32 && trace.client[0]);
}

/* A part is not empty and lies inside. */
static void check_range(const char *header, uint64_t total)
{
    const struct request request = {.method = "GET", .range = header, .if_range = header};
    struct range range;

    if (range_read(header, total, &range) == RANGE_PART)
        assert(range.length > 0 && range.first < total && range.length <= total - range.first);
    range_of_request(&request, "\"0123456789abcdef\"", total, &range);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    char *text = arena ? arena_text(arena, (const char *)data, size) : NULL;
    struct request request = {.method = "GET"};
    struct input input;
    struct plan plan;

    if (!text)
        abort();
    input = split(text);
    request.accept = input.accept;
    request.accept_encoding = input.accept_encoding;
    request.if_none_match = input.if_none_match;
    request.if_modified_since = input.if_modified_since;
    if (input.body) {
        request.method = "POST";
        request.content_type = "application/json";
        request.body = input.body;
        request.body_bytes = strlen(input.body);
    }
    plan = planned(&request, input.target, arena);
    if (plan.kind == PLAN_ANSWER)
        check_answer(&request, &plan, arena);
    else
        check_problem(&request, &plan, arena);
    request_has_current(&request, "\"0123456789abcdef\"", 1609372800);
    check_range(input.accept, 1000);
    check_range(input.accept, UINT64_MAX);
    check_trace(&input);
    arena_free(arena);
    return 0;
}
