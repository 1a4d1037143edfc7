#include "model/problem.h"
#include "model/json.h"
#include "model/text.h"

#include <stdio.h>
#include <string.h>

const struct problem_kind_info problem_kinds[PROBLEM_KIND_COUNT] = {
    [PROBLEM_BAD_PARAMETER] = {"bad-parameter", 400, "A query parameter is wrong",
                               "The parameter named in `parameter` is unknown here, given twice, malformed or outside "
                               "its set of values. `allowed` lists what may stand there and `did_you_mean` the nearest "
                               "of it. Correct the query: the same request will fail again."},
    [PROBLEM_BAD_BODY] =
        {"bad-body", 400, "The request body is wrong",
         "The body is no JSON, or what stands at the place that `parameter` points to (a JSON pointer; "
         "empty is the whole body) is missing, unknown or malformed. Correct the body: the same request "
         "will fail again."},
    [PROBLEM_BAD_CURSOR] = {"bad-cursor", 400, "The cursor does not belong to this query",
                            "A cursor continues exactly the query whose answer it came with; only `limit` may change. "
                            "Follow `next` as it is, or ask again without `cursor`."},
    [PROBLEM_BAD_REQUEST] = {"bad-request", 400, "The request is malformed",
                             "The target, the headers or the body are not what HTTP allows: a broken percent-encoding, "
                             "text that is not UTF-8, or two lengths for one body. The connection may be closed."},
    [PROBLEM_NOT_FOUND] = {"not-found", 404, "There is no such resource",
                           "Nothing answers at this path. Look the id up in its list first, for example "
                           "/v1/occupations; /openapi.json names every path."},
    [PROBLEM_METHOD_NOT_ALLOWED] = {"method-not-allowed", 405, "The resource does not have this method",
                                    "The `Allow` header lists the methods that it has. The data are read-only: "
                                    "GET and HEAD are there everywhere."},
    [PROBLEM_NOT_ACCEPTABLE] = {"not-acceptable", 406, "The resource has no such representation",
                                "No type in `Accept` is available here. Ask for "
                                "application/json, or for text/csv where the resource is a list."},
    [PROBLEM_CURSOR_EXPIRED] = {"cursor-expired", 410, "The dataset has changed since the cursor was made",
                                "A list is read from one dataset from end to end, and a newer one is loaded now. "
                                "Start again from the link in `restart`."},
    [PROBLEM_GONE] = {"gone", 410, "The occupation was removed by its source",
                      "It was there in an earlier dataset. `successor` is the occupation that stands in for it, where "
                      "a source names one."},
    [PROBLEM_CONTENT_TOO_LARGE] = {"content-too-large", 413, "The request body is too large",
                                   "A body may have 64 kB. Split the question into several requests."},
    [PROBLEM_URI_TOO_LONG] = {"uri-too-long", 414, "The request target is too long",
                              "Path and query together may have 8 kB. Ask for fewer values at a time."},
    [PROBLEM_UNSUPPORTED_MEDIA_TYPE] = {"unsupported-media-type", 415, "The body is of a type that is not read here",
                                        "Send JSON with `Content-Type: application/json`."},
    [PROBLEM_RANGE_NOT_SATISFIABLE] = {"range-not-satisfiable", 416, "The range lies outside the content",
                                       "`Content-Range` states the length. Ask for a range inside it, or for all."},
    [PROBLEM_HEADERS_TOO_LARGE] = {"headers-too-large", 431, "The request headers are too large",
                                   "All header lines together may have 16 kB. Cookies are of no use here."},
    [PROBLEM_INTERNAL] = {"internal-error", 500, "The service failed",
                          "The fault is ours and is in the log under the request's id. Try again later."},
    [PROBLEM_NO_DATASET] = {"no-dataset", 503, "No dataset is loaded",
                            "The service runs but has no data yet; it loads them as soon as a good dataset file "
                            "appears. Try again in a moment."},
};

#define MEMBER(member, kind) FIELD(problem, member, kind)
SHAPE(problem_shape, "Problem", problem, MEMBER(detail, FIELD_TEXT), MEMBER(instance, FIELD_LINK),
      MEMBER(parameter, FIELD_TEXT), MEMBER(value, FIELD_TEXT), MEMBER(allowed, FIELD_TEXTS),
      MEMBER(did_you_mean, FIELD_LINK), MEMBER(restart, FIELD_LINK), MEMBER(successor, FIELD_TEXT));

enum { QUOTE_BYTES_MAX = 200 };

const char *problem_quote(const char *text, struct arena *arena)
{
    size_t length = QUOTE_BYTES_MAX;

    if (strlen(text) <= length)
        return text;
    while (((unsigned char)text[length] & 0xc0) == 0x80) /* inside a character */
        length--;
    return arena_text(arena, text, length);
}

const char *problem_nearest(const char *word, const struct list *texts)
{
    size_t nearest = text_nearest(word, texts->at, texts->count);

    return nearest < texts->count ? ((const char *const *)texts->at)[nearest] : NULL;
}

/* What stands before the members of an occurrence. */
struct opening {
    const char *type;
    const char *title;
    int64_t status;
};
static const struct field opening_fields[] = {
    FIELD(opening, type, FIELD_LINK), FIELD(opening, title, FIELD_TEXT), FIELD(opening, status, FIELD_NUMBER), {0}};

static bool is_stated(const struct field *field, const struct problem *problem)
{
    const void *value = (const unsigned char *)problem + field->offset;

    return field->type == FIELD_TEXTS ? ((const struct list *)value)->count > 0 : *(const char *const *)value != NULL;
}

struct bytes problem_json(const struct problem *problem, const char *link_prefix)
{
    const struct problem_kind_info *kind = &problem_kinds[problem->kind];
    struct json json = {.link_prefix = link_prefix, .doubted = true}; /* it quotes what clients say */
    char type[64];

    snprintf(type, sizeof type, "/docs/problems/%s", kind->name);
    json_add_fields(&json, opening_fields, &(struct opening){type, kind->title, kind->status}, NULL);
    for (const struct field *field = problem_shape.fields; field->name; field++)
        if (is_stated(field, problem))
            json_add_field(&json, field, problem, NULL);
    json_enclose(&json, 0, "{}");
    return json_end(&json);
}
