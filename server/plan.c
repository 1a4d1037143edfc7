#include "server/plan.h"

#include "model/body.h"
#include "server/canonical.h"
#include "server/check.h"
#include "server/cursor.h"
#include "server/negotiate.h"
#include "server/value.h"

#include <string.h>
#include <strings.h>

/* A plan in the making. */
struct draft {
    const struct route *table;
    const struct request *request;
    const char *version;
    struct arena *arena;
    struct plan *plan;
    struct target target;
    struct match match;
};

enum step { GO_ON, PLANNED, NO_MEMORY };

/* What may stand in a problem's instance: printable ASCII as it came, the rest percent-encoded. */
static const char instance_characters[] = "!\"#$%&'()*+,/:;<=>@[\\]^`{|}";

bool plan_instance(const char *target, struct arena *arena, const char **instance)
{
    struct span path;
    char *encoded;

    *instance = NULL;
    path.at = strlen(target) <= TARGET_BYTES_MAX ? target_path(target, &path.length) : NULL;
    if (!path.at)
        return true;
    encoded = arena_take(arena, TARGET_ENCODED_MAX * path.length + 1);
    if (!encoded)
        return false;
    target_encode(encoded, path, instance_characters);
    *instance = encoded;
    return true;
}

/* Ends with the plan's problem, to which the caller may have added. detail NULL: there was no memory for it. */
static enum step refuse(struct draft *draft, enum problem_kind kind, const char *detail)
{
    struct problem *problem = &draft->plan->problem;

    draft->plan->kind = PLAN_PROBLEM;
    problem->kind = kind;
    problem->detail = detail;
    return detail && plan_instance(draft->request->target, draft->arena, &problem->instance) ? PLANNED : NO_MEMORY;
}

bool request_is_plain(const struct request *request)
{
    return (strcmp(request->method, "GET") == 0 || strcmp(request->method, "HEAD") == 0) &&
           !request->framing_is_ambiguous && !request->host_is_unclear && request->body_bytes == 0 &&
           request->header_bytes <= HEADER_BYTES_MAX;
}

/* The steps, in the order in which a request can fail ------------------------------------------------------------- */

static enum step check_framing(struct draft *draft)
{
    const struct request *request = draft->request;

    if (!request->framing_is_ambiguous && !request->host_is_unclear)
        return GO_ON;
    draft->plan->close = true;
    return refuse(draft, PROBLEM_BAD_REQUEST,
                  request->framing_is_ambiguous
                      ? "Where the body ends cannot be told: send one Content-Length, or Transfer-Encoding: chunked."
                      : "Which host is meant cannot be told: send one Host.");
}

static enum step check_sizes(struct draft *draft)
{
    const struct request *request = draft->request;

    if (strlen(request->target) > TARGET_BYTES_MAX)
        return refuse(draft, PROBLEM_URI_TOO_LONG, "A target may have 8192 bytes.");
    if (request->header_bytes > HEADER_BYTES_MAX)
        return refuse(draft, PROBLEM_HEADERS_TOO_LARGE, "All header lines together may have 16384 bytes.");
    if (request->body_bytes <= BODY_BYTES_MAX)
        return GO_ON;
    draft->plan->close = true; /* the rest of the body is not read */
    return refuse(draft, PROBLEM_CONTENT_TOO_LARGE, "A body may have 65536 bytes.");
}

static const char *allow_of(unsigned methods)
{
    static const char *const allow[] = {
        [1u << METHOD_GET] = "GET, HEAD, OPTIONS",
        [1u << METHOD_POST] = "OPTIONS, POST",
        [1u << METHOD_GET | 1u << METHOD_POST] = "GET, HEAD, OPTIONS, POST",
    };

    return allow[methods];
}

static enum step plan_options(struct draft *draft, unsigned methods)
{
    draft->plan->kind = PLAN_OPTIONS;
    draft->plan->allow = allow_of(methods);
    return PLANNED;
}

/* "OPTIONS *" asks what the whole server can do. */
static enum step answer_asterisk(struct draft *draft)
{
    unsigned methods = 0;

    if (strcmp(draft->request->target, "*") != 0 || strcmp(draft->request->method, "OPTIONS") != 0)
        return GO_ON;
    for (const struct route *route = draft->table; route->path; route++)
        methods |= 1u << route->method;
    return plan_options(draft, methods);
}

static enum step read_target(struct draft *draft)
{
    size_t at;

    switch (target_parse(draft->request->target, draft->arena, &draft->target, &at)) {
    case TARGET_OK:
        return GO_ON;
    case TARGET_BAD_FORM:
        return refuse(draft, PROBLEM_BAD_REQUEST, "The target is no path and no http address.");
    case TARGET_BAD_ESCAPE:
        return refuse(
            draft, PROBLEM_BAD_REQUEST,
            arena_format(draft->arena, "\"%%\" without two hexadecimal digits at byte %zu of the target.", at));
    case TARGET_BAD_UTF8:
        return refuse(draft, PROBLEM_BAD_REQUEST,
                      arena_format(draft->arena, "The text at byte %zu of the target is not UTF-8.", at));
    default:
        return NO_MEMORY;
    }
}

static enum step find_route(struct draft *draft)
{
    const char *method = draft->request->method;
    bool is_post = strcmp(method, "POST") == 0;
    bool is_get = strcmp(method, "GET") == 0 || draft->plan->head;
    struct problem *problem = &draft->plan->problem;

    draft->match = router_match(draft->table, &draft->target, is_post ? METHOD_POST : METHOD_GET);
    draft->plan->route = draft->match.route;
    if (!draft->match.route)
        return router_nearest(draft->table, &draft->target, draft->arena, &problem->did_you_mean)
                   ? refuse(draft, PROBLEM_NOT_FOUND, "There is nothing at this path.")
                   : NO_MEMORY;
    if (strcmp(method, "OPTIONS") == 0)
        return plan_options(draft, draft->match.methods);
    if ((is_get || is_post) && draft->match.methods & 1u << (is_post ? METHOD_POST : METHOD_GET))
        return GO_ON;
    draft->plan->allow = allow_of(draft->match.methods);
    return refuse(draft, PROBLEM_METHOD_NOT_ALLOWED,
                  arena_format(draft->arena, "This path answers %s.", draft->plan->allow));
}

static enum step copy_segments(struct draft *draft)
{
    struct params *params = &draft->plan->params;

    params->route = draft->plan->route;
    for (size_t i = 0; i < 2 && draft->match.captures[i].length > 0; i++) {
        const struct span *capture = &draft->match.captures[i];

        params->segments[i] = arena_text(draft->arena, capture->at, capture->length);
        if (!params->segments[i])
            return NO_MEMORY;
    }
    return GO_ON;
}

static enum step refuse_representation(struct draft *draft)
{
    for (const struct media_type *media = media_types; media->type; media++)
        if (draft->plan->route->representations & media->representation &&
            !list_add_text(&draft->plan->problem.allowed, draft->arena, media->type))
            return NO_MEMORY;
    return refuse(draft, PROBLEM_NOT_ACCEPTABLE, "Accept has nothing that this path can give.");
}

/* Files are kept in gzip, too; the dataset only as it is: much of its content is packed already. */
static unsigned encodings_of_file(const struct route *route)
{
    return route->export == EXPORT_DATASET ? ENCODING_BIT(ENCODING_IDENTITY)
                                           : ENCODING_BIT(ENCODING_IDENTITY) | ENCODING_BIT(ENCODING_GZIP);
}

static enum step choose_representation(struct draft *draft)
{
    struct plan *plan = draft->plan;

    if (plan->route->representations & AS_FILE)
        plan->encoding = negotiate_encoding(draft->request->accept_encoding, encodings_of_file(plan->route));

    plan->representation_by_path = draft->match.suffix || !plan->route->answer;
    if (!plan->route->answer)
        return GO_ON;
    plan->representation = draft->match.suffix
                               ? draft->match.suffix->representation
                               : negotiate_representation(draft->request->accept, plan->route->representations);
    return plan->representation ? GO_ON : refuse_representation(draft);
}

static enum step read_parameters(struct draft *draft)
{
    struct plan *plan = draft->plan;

    switch (
        check_params(plan->route, &draft->target.pairs, draft->arena, &plan->params, &plan->fields, &plan->problem)) {
    case CHECK_OK:
        return GO_ON;
    case CHECK_REFUSED:
        return refuse(draft, plan->problem.kind, plan->problem.detail);
    default:
        return NO_MEMORY;
    }
}

/* Parameters of a media type (charset) do not matter: JSON is UTF-8. */
static bool is_json(const char *media_type)
{
    static const char json[] = "application/json";

    return media_type && strncasecmp(media_type, json, strlen(json)) == 0 && strchr("; \t", media_type[strlen(json)]);
}

static enum step take_body(struct draft *draft)
{
    const struct request *request = draft->request;
    const struct shape *shape = draft->plan->route->body;
    struct problem problem = {0};
    void *object = shape ? arena_take(draft->arena, shape->size) : NULL;

    if (!shape)
        return GO_ON;
    if (!object)
        return NO_MEMORY;
    if (!is_json(request->content_type))
        return refuse(draft, PROBLEM_UNSUPPORTED_MEDIA_TYPE, "Content-Type has to be application/json.");
    if (request->content_encoding && strcasecmp(request->content_encoding, "identity") != 0)
        return refuse(draft, PROBLEM_UNSUPPORTED_MEDIA_TYPE, "A body in a Content-Encoding is not read here.");
    switch (body_read(shape, request->body ? request->body : "", request->body ? request->body_bytes : 0, draft->arena,
                      object, &problem)) {
    case BODY_OK:
        draft->plan->params.body = object;
        return GO_ON;
    case BODY_REFUSED:
        draft->plan->problem = problem;
        return refuse(draft, problem.kind, problem.detail);
    default:
        return NO_MEMORY;
    }
}

static bool is_paged(const struct route *route)
{
    const struct param *param = route->params;

    while (param && param->name && param->type != PARAM_LIMIT)
        param++;
    return param && param->name;
}

/* Only pages of JSON have a limit of their own accord. */
static enum step choose_limit(struct draft *draft)
{
    struct plan *plan = draft->plan;
    const struct param_values *given = check_given(&plan->params, PARAM_LIMIT);

    if (given)
        plan->params.limit = ((const struct value *)given->values.at)->number;
    else if (plan->representation == AS_JSON && is_paged(plan->route))
        plan->params.limit = LIMIT_DEFAULT;
    return GO_ON;
}

/* The canonical target is asked again, by links and by long lists. */
static enum step write_canonical(struct draft *draft)
{
    struct plan *plan = draft->plan;

    if (!canonical_write(plan, &draft->match, strlen(draft->request->target), draft->arena))
        return NO_MEMORY;
    if (strlen(plan->canonical) > TARGET_BYTES_MAX)
        return refuse(draft, PROBLEM_URI_TOO_LONG, "A target may have 8192 bytes, also when it is percent-encoded.");
    return GO_ON;
}

static enum step refuse_cursor(struct draft *draft, const char *cursor, const char *detail)
{
    struct problem *problem = &draft->plan->problem;

    problem->parameter = "cursor";
    problem->value = problem_quote(cursor, draft->arena);
    return problem->value ? refuse(draft, PROBLEM_BAD_CURSOR, detail) : NO_MEMORY;
}

static enum step read_cursor(struct draft *draft)
{
    struct plan *plan = draft->plan;
    const struct param_values *given = check_given(&plan->params, PARAM_CURSOR);
    const char *cursor = given ? ((const struct value *)given->values.at)->text : NULL;

    if (!cursor)
        return GO_ON;
    switch (cursor_read(cursor, draft->version, plan->scope, draft->arena, &plan->params.after)) {
    case CURSOR_OK:
        return GO_ON;
    case CURSOR_MALFORMED:
        return refuse_cursor(draft, cursor, "The cursor is not as a link to a next page had it.");
    case CURSOR_OF_ANOTHER_QUERY:
        return refuse_cursor(draft, cursor, "The cursor belongs to another query: only limit may change.");
    case CURSOR_EXPIRED:
        plan->problem.restart = plan->restart;
        return refuse(draft, PROBLEM_CURSOR_EXPIRED, "The dataset has changed since this list was begun.");
    default:
        return NO_MEMORY;
    }
}

bool plan_request_in(const struct route *table, const struct request *request, const char *version, struct arena *arena,
                     struct plan *plan)
{
    static enum step (*const steps[])(struct draft *) = {
        check_framing,         check_sizes,     answer_asterisk, read_target,  find_route,      copy_segments,
        choose_representation, read_parameters, take_body,       choose_limit, write_canonical, read_cursor,
    };
    struct draft draft = {.table = table, .request = request, .version = version, .arena = arena, .plan = plan};
    enum step step = GO_ON;

    *plan = (struct plan){
        .kind = PLAN_ANSWER,
        .head = strcmp(request->method, "HEAD") == 0,
        .encoding = negotiate_encoding(request->accept_encoding, ENCODINGS_ALL),
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps && step == GO_ON; i++)
        step = steps[i](&draft);
    return step != NO_MEMORY;
}

bool plan_request(const struct request *request, const char *version, struct arena *arena, struct plan *plan)
{
    return plan_request_in(routes, request, version, arena, plan);
}

const char *plan_next(const struct plan *plan, const char *version, const struct position *last, struct arena *arena)
{
    const char *cursor = cursor_write(version, plan->scope, last, arena);

    return cursor ? arena_format(arena, "%s%ccursor=%s", plan->restart, strchr(plan->restart, '?') ? '&' : '?', cursor)
                  : NULL;
}
