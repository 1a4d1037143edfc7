#include "server/exchange.h"

#include "model/jsonld.h"
#include "model/svg.h"
#include "server/compress.h"
#include "server/delivery.h"
#include "server/listing.h"
#include "server/log.h"
#include "server/negotiate.h"
#include "server/pages.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xxhash.h>

/* What is known of a request while it is answered. */
struct turn {
    struct service *service;
    struct snapshot *snapshot; /* NULL: there is no dataset */
    const struct http_worker *worker;
    struct arena *arena;
    const struct request *request;
    const char *link_prefix;
    struct plan plan;
    const char *content_range; /* of a range that is outside */
    enum metrics_cache cache;
};

/* A body before it is negotiated and described. */
struct content {
    struct bytes body;
    bool constant; /* lives as long as the program */
    const char *media_type;
    const char *language;
    int64_t last_modified; /* seconds since 1970; 0: not known */
    const char *next;      /* the path of the next page, or NULL */
    const char *vary;
};

/* Headers --------------------------------------------------------------------------------------------------------- */

/* The headers of every response. @param next  the path of a list's next page, or NULL */
static void add_common(struct head *head, const struct turn *turn, const char *next)
{
    const char *prefix = turn->link_prefix;

    if (turn->snapshot)
        head_add(head, "Dataset-Version",
                 arena_text(turn->arena, turn->snapshot->version, strlen(turn->snapshot->version)));
    head_add(head, "X-Content-Type-Options", "nosniff");
    head_add(head, "Link",
             arena_format(
                 turn->arena, "<%s/openapi.json>; rel=\"service-desc\", <%s/docs>; rel=\"service-doc\"%s%s%s%s", prefix,
                 prefix, next ? ", <" : "", next ? prefix : "", next ? next : "", next ? ">; rel=\"next\"" : ""));
    head_add(head, "Access-Control-Allow-Origin", "*");
    head_add_to_whole(head, "Access-Control-Expose-Headers", "ETag, Link, Dataset-Version, Repr-Digest");
    if (turn->plan.close || service_is_ending(turn->service))
        head_add(head, "Connection", "close");
}

/* A strong tag of the representation: the digest of the plain body, and its coding. */
static const char *etag_of(struct bytes plain, enum encoding encoding, struct arena *arena)
{
    static const char *const suffixes[ENCODING_COUNT] = {"", "-gz", "-br"};
    XXH128_hash_t digest = XXH3_128bits(plain.at, plain.length);

    return arena_format(arena, "\"%016llx%016llx%s\"", (unsigned long long)digest.high64,
                        (unsigned long long)digest.low64, suffixes[encoding]);
}

static const char *http_date(int64_t seconds, struct arena *arena)
{
    time_t time = (time_t)seconds;
    struct tm utc;
    char text[sizeof "Sun, 06 Nov 1994 08:49:37 GMT"];

    if (!gmtime_r(&time, &utc) || strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &utc) == 0)
        return NULL;
    return arena_text(arena, text, strlen(text));
}

/* Kinds of responses ---------------------------------------------------------------------------------------------- */

static struct entity *problem_entity(const struct turn *turn, const struct problem *problem)
{
    struct head head = {.status = (unsigned)problem_kinds[problem->kind].status};
    struct bytes body = problem_json(problem, turn->link_prefix);
    bool posted = turn->plan.route && turn->plan.route->method == METHOD_POST;
    bool stays = !posted && (head.status == 400 || head.status == 404 || head.status == 410);

    if (!body.at)
        return NULL;
    head_add_to_whole(&head, "Content-Type", "application/problem+json");
    head_add_to_whole(&head, "Content-Language", "en");
    head_add(&head, "Cache-Control", stays && !turn->plan.close ? "public, max-age=60" : "no-store");
    add_common(&head, turn, NULL);
    if (problem->kind == PROBLEM_METHOD_NOT_ALLOWED)
        head_add(&head, "Allow", turn->plan.allow);
    if (problem->kind == PROBLEM_RANGE_NOT_SATISFIABLE)
        head_add(&head, "Content-Range", turn->content_range);
    if (problem->kind == PROBLEM_NO_DATASET)
        head_add(&head, "Retry-After", "5");
    return entity_new(&head, body, false);
}

/* A problem that lacks only where it occurred. */
static struct entity *named_entity(const struct turn *turn, const struct problem *problem)
{
    struct problem here = *problem;

    if (!plan_instance(turn->request->target, turn->arena, &here.instance))
        return NULL;
    return problem_entity(turn, &here);
}

static struct entity *problem_of_kind(const struct turn *turn, enum problem_kind kind, const char *detail)
{
    return named_entity(turn, &(struct problem){.kind = kind, .detail = detail});
}

static struct entity *gone_entity(const struct turn *turn, const char *successor)
{
    return named_entity(turn, &(struct problem){.kind = PROBLEM_GONE,
                                                .detail = "The occupation was removed by its source.",
                                                .successor = successor});
}

/* 204: what may be done here, also for a browser that asks before another origin's script does it. */
static struct entity *options_entity(const struct turn *turn)
{
    struct head head = {.status = 204};

    head_add(&head, "Allow", turn->plan.allow);
    head_add(&head, "Access-Control-Allow-Methods", turn->plan.allow);
    head_add(&head, "Access-Control-Allow-Headers", "*");
    head_add(&head, "Access-Control-Max-Age", "86400");
    add_common(&head, turn, NULL);
    return entity_new(&head, (struct bytes){0}, true);
}

/* 308 to the same representation and query under another path. */
static struct entity *redirect_entity(const struct turn *turn, const char *path)
{
    const struct plan *plan = &turn->plan;
    const char *query = strchr(plan->canonical, '?');
    const char *suffix = plan->representation_by_path ? media_type_of(plan->representation)->suffix : "";
    struct head head = {.status = 308};

    head_add(&head, "Location",
             arena_format(turn->arena, "%s%s%s%s", turn->link_prefix, path, suffix, query ? query : ""));
    head_add(&head, "Cache-Control", "public, max-age=300");
    add_common(&head, turn, NULL);
    return entity_new(&head, (struct bytes){0}, true);
}

/* When what is described may be asked for again, and of which data it is. */
static void add_freshness(struct head *head, const struct turn *turn, int64_t last_modified)
{
    if (last_modified > 0)
        head_add_to_whole(head, "Last-Modified", http_date(last_modified, turn->arena));
    head_add(head, "Cache-Control", "public, max-age=300, stale-while-revalidate=86400");
}

/* 200 with a body in the coding that was negotiated, if that is smaller. */
static struct entity *content_entity(const struct turn *turn, const struct content *content)
{
    struct bytes packed = compress_body(content->body, turn->plan.encoding);
    enum encoding encoding = packed.at ? turn->plan.encoding : ENCODING_IDENTITY;
    struct head head = {.status = 200};
    struct entity *entity;

    head_add_to_whole(&head, "Content-Type", content->media_type);
    if (content->language)
        head_add_to_whole(&head, "Content-Language", content->language);
    if (packed.at)
        head_add_to_whole(&head, "Content-Encoding", compress_name(encoding));
    if (turn->plan.route->method == METHOD_POST) {
        head_add(&head, "Cache-Control", "no-store"); /* it answers a body, which no cache has in its key */
    } else {
        head_add(&head, "ETag", etag_of(content->body, encoding, turn->arena));
        add_freshness(&head, turn, content->last_modified);
    }
    head_add(&head, "Vary", content->vary);
    add_common(&head, turn, content->next);
    if (packed.at && !content->constant)
        free(content->body.at);
    entity = packed.at ? entity_new(&head, packed, false) : entity_new(&head, content->body, content->constant);
    if (entity && entity->not_modified && content->last_modified > 0)
        entity->last_modified = content->last_modified;
    return entity;
}

/* Fresh answers --------------------------------------------------------------------------------------------------- */

static struct entity *page_entity(const struct turn *turn)
{
    struct page_content page;
    struct content content = {.vary = "Accept-Encoding"};

    switch (pages_find(turn->plan.route->page, turn->plan.params.segments[0], &page)) {
    case PAGES_UNKNOWN:
        return problem_of_kind(turn, PROBLEM_NOT_FOUND, "There is no such page.");
    case PAGES_NO_MEMORY:
        return NULL;
    case PAGES_FOUND:
        break;
    }
    content.body = page.body;
    content.constant = page.constant;
    content.media_type = page.media_type;
    content.language = page.language;
    return content_entity(turn, &content);
}

static struct entity *range_problem(const struct turn *turn, const struct delivery *delivery)
{
    struct turn outside = *turn;

    outside.content_range = delivery_content_range(delivery, turn->arena);
    return problem_of_kind(&outside, PROBLEM_RANGE_NOT_SATISFIABLE,
                           "Not a byte of the range is in the file; Content-Range states its length.");
}

/* 200 or 206, streamed: neither held in memory nor cached. */
static struct entity *delivery_entity(const struct turn *turn, const struct delivery *delivery)
{
    struct head head = {0};
    struct entity *entity;

    delivery_describe(delivery, &head, turn->arena);
    if (delivery->which != EXPORT_DATASET)
        head_add_to_whole(&head, "Content-Language", "cs");
    add_freshness(&head, turn, turn->snapshot->last_modified);
    add_common(&head, turn, NULL);
    entity = entity_of_response(&head, delivery_response(delivery, turn->snapshot, turn->worker->index),
                                delivery->range.length);
    if (entity)
        entity->last_modified = turn->snapshot->last_modified;
    return entity;
}

static struct entity *file_entity(const struct turn *turn, const struct download *download)
{
    struct delivery delivery;

    if (!delivery_plan(turn->request, &turn->plan, download, turn->arena, &delivery))
        return NULL;
    /* 304 comes before ranges (RFC 9110, 13.2.2). */
    if (delivery.kind == RANGE_OUTSIDE &&
        !request_has_current(turn->request, delivery.etag, turn->snapshot->last_modified))
        return range_problem(turn, &delivery);
    return delivery_entity(turn, &delivery);
}

static struct entity *failed_entity(const struct turn *turn)
{
    return problem_of_kind(turn, PROBLEM_INTERNAL, "The request is fine; answering it failed.");
}

static struct entity *export_entity(const struct turn *turn)
{
    struct store *store = turn->snapshot->stores[turn->worker->index];
    struct download download = {0};

    switch (store_download(store, turn->arena, turn->plan.route->export, &download)) {
    case STORE_OK:
        return file_entity(turn, &download);
    case STORE_NOT_FOUND:
        return problem_of_kind(turn, PROBLEM_NOT_FOUND, "There is nothing of that name in this dataset.");
    case STORE_NO_MEMORY:
        log_event("no memory for %s", turn->plan.canonical);
        break;
    case STORE_DAMAGED: /* logged by the store */
        break;
    }
    return failed_entity(turn);
}

static struct bytes write_answer(unsigned representation, const struct answer *answer, const struct style *style)
{
    switch (representation) {
    case AS_CSV:
        return answer_csv(answer, style);
    case AS_JSONLD:
        return answer_jsonld(answer, style);
    case AS_SVG:
        return answer_svg(answer, style);
    default:
        return answer_json(answer, style);
    }
}

/* Can a row be answered in one way only? */
static bool has_one_form(const struct route *route)
{
    return (route->representations & (route->representations - 1)) == 0;
}

/* Of all that makes the bytes: the program, the prefix of links, the file, the list. */
static const char *etag_of_listing(const struct turn *turn, enum encoding encoding)
{
    const char *of = arena_format(turn->arena, "%s %s %s %s", POVOLANI_VERSION, turn->link_prefix,
                                  turn->snapshot->digest, turn->plan.canonical);

    return of ? etag_of((struct bytes){(char *)(uintptr_t)of, strlen(of)}, encoding, turn->arena) : NULL;
}

/* 200 with a list that is made while it is sent. */
static struct entity *listing_entity(const struct turn *turn, const struct answer *first, const char *vary)
{
    enum encoding encoding = negotiate_encoding(turn->request->accept_encoding,
                                                ENCODING_BIT(ENCODING_IDENTITY) | ENCODING_BIT(ENCODING_GZIP));
    struct head head = {.status = 200};
    struct entity *entity;

    head_add_to_whole(&head, "Content-Type", media_type_of(AS_CSV)->content_type);
    head_add_to_whole(&head, "Content-Language", "cs");
    if (encoding == ENCODING_GZIP)
        head_add_to_whole(&head, "Content-Encoding", compress_name(encoding));
    head_add(&head, "ETag", etag_of_listing(turn, encoding));
    add_freshness(&head, turn, turn->snapshot->last_modified);
    head_add(&head, "Vary", vary);
    add_common(&head, turn, NULL);
    entity = entity_of_response(
        &head, listing_response(&turn->plan, first, encoding, turn->link_prefix, turn->snapshot, turn->worker->index),
        ENTITY_BYTES_UNKNOWN);
    if (entity)
        entity->last_modified = turn->snapshot->last_modified;
    return entity;
}

static struct entity *list_or_object(const struct turn *turn, const struct answer *answer)
{
    const struct plan *plan = &turn->plan;
    bool one_form = plan->representation_by_path || has_one_form(plan->route);
    struct style style = {.fields = plan->fields, .link_prefix = turn->link_prefix};
    struct content content = {
        .media_type = media_type_of(plan->representation)->content_type,
        .language = "cs",
        .last_modified = turn->snapshot->last_modified,
        .vary = one_form ? "Accept-Encoding" : "Accept, Accept-Encoding",
    };

    if (!answer->object && answer->page.more && listing_is_whole(plan))
        return listing_entity(turn, answer, content.vary);
    if (!answer->object && answer->page.more) {
        style.next = plan_next(plan, turn->snapshot->version, &answer->page.last, turn->arena);
        if (!style.next)
            return NULL;
    }
    content.next = style.next;
    content.body = write_answer(plan->representation, answer, &style);
    return content.body.at ? content_entity(turn, &content) : NULL;
}

/* The one place where outcomes become responses. */
static struct entity *answer_entity(const struct turn *turn)
{
    const struct plan *plan = &turn->plan;
    struct params params = plan->params;
    struct answer answer = {0};

    if (listing_is_whole(plan))
        params.limit = LISTING_SHORT;
    switch (plan->route->answer(&params, turn->snapshot->stores[turn->worker->index], turn->arena, &answer)) {
    case OUTCOME_ANSWER:
        return answer.moved_to ? redirect_entity(turn, answer.moved_to) : list_or_object(turn, &answer);
    case OUTCOME_NOT_FOUND:
        return problem_of_kind(turn, PROBLEM_NOT_FOUND, "There is nothing of that name in this dataset.");
    case OUTCOME_GONE:
        return gone_entity(turn, answer.successor);
    case OUTCOME_PROBLEM:
        return named_entity(turn, answer.problem);
    case OUTCOME_NO_MEMORY:
        log_event("no memory for %s", plan->canonical);
        break;
    case OUTCOME_FAILED: /* logged by the store */
        break;
    }
    return failed_entity(turn);
}

static bool is_file(const struct turn *turn)
{
    return turn->plan.route->representations & AS_FILE;
}

static struct cache_key key_as_asked(const struct request *request)
{
    return (struct cache_key){CACHE_AS_ASKED, {request->target, request->accept, request->accept_encoding}};
}

static struct entity *fresh_entity(const struct turn *turn)
{
    if (turn->plan.route->page)
        return page_entity(turn);
    if (turn->snapshot)
        return is_file(turn) ? export_entity(turn) : answer_entity(turn);
    return problem_of_kind(turn, PROBLEM_NO_DATASET, "No dataset is loaded at the moment.");
}

/* What was found in the cache, or made for this request; or made now and kept. */
static void find_or_make(struct turn *turn, struct reply *reply)
{
    const struct plan *plan = &turn->plan;
    struct cache_key asked = key_as_asked(turn->request), canonical = {CACHE_CANONICAL, {plan->canonical}};

    canonical.texts[1] = plan->representation ? media_type_of(plan->representation)->type : NULL;
    canonical.texts[2] = compress_name(plan->encoding);
    reply->entity = cache_find(turn->snapshot->cache, &canonical);
    reply->cached = reply->entity != NULL;
    turn->cache = reply->cached ? METRICS_CACHE_HIT : METRICS_CACHE_MISS;
    if (reply->cached) {
        cache_name(turn->snapshot->cache, &canonical, &asked);
        return;
    }
    reply->entity = fresh_entity(turn);
    if (!reply->entity || reply->entity->status != 200 || reply->entity->streamed)
        return;
    reply->entity->route = plan->route;
    reply->cached = cache_put(turn->snapshot->cache, turn->worker->index, &canonical, reply->entity);
}

/* The last answers close their connections: they are neither taken from the cache nor kept. Of POST the question is in
 * the body. */
static bool may_be_cached(const struct turn *turn)
{
    return turn->snapshot && !service_is_ending(turn->service) && !is_file(turn) &&
           turn->plan.route->method != METHOD_POST;
}

static void follow_plan(struct turn *turn, struct reply *reply)
{
    switch (turn->plan.kind) {
    case PLAN_PROBLEM:
        reply->entity = problem_entity(turn, &turn->plan.problem);
        break;
    case PLAN_OPTIONS:
        reply->entity = options_entity(turn);
        break;
    case PLAN_ANSWER:
        if (may_be_cached(turn))
            find_or_make(turn, reply);
        else
            reply->entity = fresh_entity(turn);
        break;
    }
}

/* Looks for an answer to exactly these words, before anything is made of them. */
static bool answer_as_before(const struct turn *turn, struct reply *reply)
{
    const struct request *request = turn->request;
    struct cache_key key = key_as_asked(request);

    if (!turn->snapshot || service_is_ending(turn->service) || !request_is_plain(request))
        return false;
    reply->entity = cache_find(turn->snapshot->cache, &key);
    reply->cached = reply->entity != NULL;
    return reply->cached;
}

/* @return false if there is no memory */
static bool answer_by_plan(struct turn *turn, struct reply *reply)
{
    const char *version = turn->snapshot ? turn->snapshot->version : NULL;

    if (!plan_request(turn->request, version, turn->arena, &turn->plan))
        return false;
    follow_plan(turn, reply);
    return reply->entity != NULL;
}

bool exchange_answer(void *service, const struct http_worker *worker, const struct request *request,
                     struct reply *reply)
{
    struct turn turn = {
        .service = service,
        .snapshot = service_enter(service, worker->index),
        .worker = worker,
        .arena = worker->arena,
        .request = request,
        .link_prefix = service_link_prefix(service),
    };
    const struct route *route;

    if (answer_as_before(&turn, reply)) {
        turn.cache = METRICS_CACHE_HIT;
        route = reply->entity->route;
    } else if (answer_by_plan(&turn, reply)) {
        route = turn.plan.route;
    } else {
        service_leave(service, worker->index);
        return false;
    }
    reply->not_modified =
        reply->entity->not_modified && request_has_current(request, reply->entity->etag, reply->entity->last_modified);
    metrics_request(service_metrics(service), worker->index, route, reply->not_modified ? 304 : reply->entity->status,
                    turn.cache);
    return true;
}

void exchange_sent(void *service, const struct http_worker *worker, struct reply *reply)
{
    if (!reply->cached)
        entity_free(reply->entity);
    service_leave(service, worker->index);
}
