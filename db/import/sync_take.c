/* What a sync makes of an answer, a new one or one that is saved. */
#include "db/import/envelope.h"
#include "db/import/retry.h"
#include "db/import/sync_work.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* So many requests without an answer, and the rest is not tried. */
enum { LOSSES_MAX = 20 };

static enum fetch_verdict stop_without_memory(struct sync *sync)
{
    sync_no_memory(sync);
    return FETCH_STOP;
}

/* Has the row little more than its key, so that the unit's own address says more? */
static bool is_bare(const json_t *row)
{
    return !json_object_get(row, "nspCode") && !json_object_get(row, "type") &&
           !json_object_get(row, "characteristics");
}

/* Units that a row names as its parent or child are in the list, too. @return false if there is no memory */
static bool expect_relative(const struct sync *sync, struct paging *paging, const json_t *relative)
{
    const char *slug = json_string_value(json_object_get(relative, "urlSlug"));
    const char *copy;

    if (!slug || !envelope_is_key(slug) || paging->expected.count >= PAGING_EXPECTED_MAX)
        return true;
    copy = arena_text(sync->arena, slug, strlen(slug));
    return copy && paging_expect(paging, copy);
}

static bool look_at_row(const struct sync *sync, const struct asked *asked, const json_t *row)
{
    const json_t *child;
    size_t i;

    asked->page->is_bare = asked->page->is_bare || is_bare(row);
    json_array_foreach (json_object_get(row, "children"), i, child)
        if (!expect_relative(sync, &asked->list->paging, child))
            return false;
    return expect_relative(sync, &asked->list->paging, json_object_get(row, "parent"));
}

static bool look_at_rows(const struct sync *sync, const struct asked *asked, const json_t *rows)
{
    const json_t *row;
    size_t i;

    asked->page->is_bare = false;
    if (asked->list == &sync->lists[LIST_UNITS])
        json_array_foreach (rows, i, row)
            if (!look_at_row(sync, asked, row))
                return false;
    return true;
}

static enum fetch_verdict take_page(struct sync *sync, const struct asked *asked, const struct envelope *envelope,
                                    char reason[static FETCH_REASON_BYTES])
{
    struct list keys = {0};
    char why[ENVELOPE_REASON_BYTES];

    if (envelope->count < 0 || envelope->count > PAGING_COUNT_MAX) {
        snprintf(reason, FETCH_REASON_BYTES, "the answer has no believable \"count\"; expected 0 to %d",
                 PAGING_COUNT_MAX);
        return FETCH_AGAIN;
    }
    if (!envelope_keys(envelope, asked->list->paging.member, PAGING_ROWS, sync->arena, &keys, why)) {
        snprintf(reason, FETCH_REASON_BYTES, "%s", why);
        return why[0] ? FETCH_AGAIN : stop_without_memory(sync);
    }
    if (!look_at_rows(sync, asked, envelope->data) ||
        !paging_take(&asked->list->paging, asked->page, envelope->count, &keys))
        return stop_without_memory(sync);
    return FETCH_TAKEN;
}

/* Something that the server does not have. */
static enum fetch_verdict take_absence(struct sync *sync, const struct asked *asked,
                                       char reason[static FETCH_REASON_BYTES])
{
    struct answer_saved answer = {.target = asked->target, .status = 404};

    if (asked->list && (asked->list->is_needed || asked->page->offset > 0)) {
        snprintf(reason, FETCH_REASON_BYTES, "is not there; expected a list of the NSP API v1.2");
        return FETCH_REFUSED;
    }
    if (asked->list)
        asked->list->is_absent = true;
    if (!answers_save(sync->answers, &answer, "")) {
        sync_system_failed(sync, asked->target, strerror(errno));
        return FETCH_STOP;
    }
    sync->absent++;
    return FETCH_TAKEN;
}

/* PHP writes an object that has nothing in it as a list. */
static bool is_of_kind(const json_t *data, bool is_object)
{
    return is_object ? json_is_object(data) || (json_is_array(data) && json_array_size(data) == 0)
                     : json_is_array(data);
}

/* Looks at the body of a good answer. @param absent  written: it says that there is no such thing */
static enum fetch_verdict take_body(struct sync *sync, const struct asked *asked, const char *body, size_t length,
                                    bool *absent, char reason[static FETCH_REASON_BYTES])
{
    struct envelope envelope;
    char why[ENVELOPE_REASON_BYTES] = "";
    enum envelope_status status = envelope_read(body, length, &envelope, why);
    enum fetch_verdict verdict = FETCH_AGAIN;

    *absent = status == ENVELOPE_FAILURE && (envelope.code == 404 || envelope.code == 410);
    if (status == ENVELOPE_GOOD && !is_of_kind(envelope.data, asked->is_object))
        snprintf(why, sizeof why, "\"data\" is of the wrong kind; expected %s", asked->is_object ? "{…}" : "[…]");
    else if (status == ENVELOPE_GOOD)
        verdict = FETCH_TAKEN;
    else if (status == ENVELOPE_FAILURE && envelope.code >= 400 && !retry_status((long)envelope.code))
        verdict = FETCH_REFUSED;
    snprintf(reason, FETCH_REASON_BYTES, "%s", why);
    if (verdict == FETCH_TAKEN && asked->page)
        verdict = take_page(sync, asked, &envelope, reason);
    envelope_release(&envelope);
    return verdict;
}

static enum fetch_verdict take_new(struct sync *sync, const struct asked *asked, const struct fetch_answer *answer,
                                   char reason[static FETCH_REASON_BYTES])
{
    struct answer_saved saved = {.target = asked->target,
                                 .status = 200,
                                 .length = (int64_t)answer->length,
                                 .etag = answer->etag,
                                 .last_modified = answer->last_modified};
    bool absent;
    enum fetch_verdict verdict = take_body(sync, asked, answer->body, answer->length, &absent, reason);

    if (absent)
        return take_absence(sync, asked, reason);
    if (verdict == FETCH_TAKEN && !answers_save(sync->answers, &saved, answer->body)) {
        sync_system_failed(sync, asked->target, strerror(errno));
        return FETCH_STOP;
    }
    return verdict;
}

/* 304: the answer that is saved still holds. */
static enum fetch_verdict take_unchanged(struct sync *sync, struct asked *asked, char reason[static FETCH_REASON_BYTES])
{
    struct answer_saved saved;
    bool absent;

    if (answers_find(sync->answers, asked->target, &saved, &sync->saved) == ANSWERS_NONE ||
        take_body(sync, asked, sync->saved.at, sync->saved.length, &absent, reason) != FETCH_TAKEN) {
        asked->request.etag = asked->request.last_modified = NULL;
        snprintf(reason, FETCH_REASON_BYTES, "status 304 for an answer that is not there any more");
        return FETCH_AGAIN;
    }
    if (!answers_renew(sync->answers, asked->target)) {
        sync_system_failed(sync, asked->target, strerror(errno));
        return FETCH_STOP;
    }
    sync->unchanged++;
    return FETCH_TAKEN;
}

enum fetch_verdict sync_take(void *context, struct fetch_request *request, const struct fetch_answer *answer,
                             char reason[static FETCH_REASON_BYTES])
{
    struct sync *sync = context;
    struct asked *asked = (struct asked *)(void *)request; /* its first member */
    enum fetch_verdict verdict = FETCH_REFUSED;

    if (answer->status == 200)
        verdict = take_new(sync, asked, answer, reason);
    else if (answer->status == 304)
        verdict = take_unchanged(sync, asked, reason);
    else if (answer->status == 404 || answer->status == 410)
        verdict = take_absence(sync, asked, reason);
    else
        snprintf(reason, FETCH_REASON_BYTES, "status %ld%s%.300s; expected 200", answer->status,
                 answer->location ? ", moved to " : "", answer->location ? answer->location : "");
    sync->done += verdict == FETCH_TAKEN;
    return verdict;
}

bool sync_lose(void *context, struct fetch_request *request, enum fetch_loss loss, const char *reason)
{
    struct sync *sync = context;
    struct asked *asked = (struct asked *)(void *)request;

    sync_progress_end(sync);
    finding_error(sync->findings, request->url, 1, "%s", reason);
    if (asked->list)
        asked->list->is_absent = true;
    sync->network_failed = sync->network_failed || loss != FETCH_LOST_DATA;
    return loss != FETCH_LOST_NETWORK && ++sync->losses < LOSSES_MAX;
}

/* Saved answers ---------------------------------------------------------------------------------------------------- */

/* A page of an older generation: its rows are named if they are missing. Without memory for that, they are not. */
static void expect_old_rows(struct sync *sync, const struct asked *asked)
{
    struct envelope envelope;
    struct list keys = {0};
    char why[ENVELOPE_REASON_BYTES];
    bool good = true;

    if (envelope_read(sync->saved.at, sync->saved.length, &envelope, why) == ENVELOPE_GOOD &&
        envelope_keys(&envelope, asked->list->paging.member, PAGING_ROWS, sync->arena, &keys, why))
        for (size_t i = 0; i < keys.count && good; i++)
            good = paging_expect(&asked->list->paging, ((const char *const *)keys.at)[i]);
    envelope_release(&envelope);
}

bool sync_take_saved(struct sync *sync, struct asked *asked)
{
    struct answer_saved saved;
    char reason[FETCH_REASON_BYTES];
    bool absent;

    switch (answers_find(sync->answers, asked->target, &saved, &sync->saved)) {
    case ANSWERS_FRESH:
        if (saved.status == 404) {
            if (asked->list)
                asked->list->is_absent = true;
            sync->absent++;
        } else if (take_body(sync, asked, sync->saved.at, sync->saved.length, &absent, reason) != FETCH_TAKEN) {
            return false;
        }
        sync->before++;
        sync->done++;
        return true;
    case ANSWERS_OLD:
        asked->request.etag = saved.etag;
        asked->request.last_modified = saved.last_modified;
        if (saved.status == 200 && asked->page)
            expect_old_rows(sync, asked);
        break;
    case ANSWERS_NONE:
        break;
    }
    return false;
}
