/* What is asked, in which order, and when the catalogue is whole. */
#include "db/import/sync.h"

#include "db/import/answers.h"
#include "db/import/envelope.h"
#include "db/import/fetch.h"
#include "db/import/import.h"
#include "db/import/paging.h"
#include "db/import/retry.h"
#include "db/import/stop.h"

#include <curl/curl.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    LOSSES_MAX = 20, /* so many requests without an answer, and the rest is not tried */
    SLUG_BYTES_MAX = 128,
    PROGRESS_MS = 200,
};

/* A list in pages. */
struct sync_list {
    struct paging paging;
    const char *path;
    bool is_needed; /* it has to be there */
    bool is_whole;
    bool is_absent; /* 404, or a page was lost: that has been reported */
};

enum list_name { LIST_UNITS, LIST_COMPETENCES, LIST_COUNT };

/* Something that is asked for. */
struct asked {
    struct fetch_request request;
    const char *target;
    bool is_object;           /* data is an object; else it is a list */
    struct sync_list *list;   /* of a page; else NULL */
    struct paging_page *page; /* the same */
};

struct sync {
    const struct sync_options *options;
    struct findings *findings;
    struct arena *arena;
    struct answers *answers;
    struct fetch *fetch;
    struct source_bytes saved; /* the body that was looked up last */
    struct sync_list lists[LIST_COUNT];
    size_t wanted, done; /* answers */
    size_t before;       /* of these, there from an earlier run */
    size_t unchanged;    /* 304 */
    size_t absent;       /* 404 */
    size_t losses;
    bool network_failed;
    bool system_failed;
    struct timespec began;
    int64_t shown_ms; /* when progress was shown last */
};

static const char *const codebooks[] = {"/lists/iSCO", "/lists/kKOV", "/cdk/generic-skill", "/cdk/soft-skill",
                                        "/cdk/digi"};

/* Said of the folder or of the dataset. @return false, so that what failed can say so at once */
static bool system_failed(struct sync *sync, const char *path, const char *why)
{
    finding_error(sync->findings, path, 1, "cannot be written: %s", why);
    sync->system_failed = true;
    return false;
}

static bool no_memory(struct sync *sync)
{
    return system_failed(sync, sync->options->out, strerror(ENOMEM));
}

static enum fetch_verdict stop_without_memory(struct sync *sync)
{
    no_memory(sync);
    return FETCH_STOP;
}

/* Progress --------------------------------------------------------------------------------------------------------- */

static int64_t elapsed_ms(const struct sync *sync)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return ((int64_t)now.tv_sec - sync->began.tv_sec) * 1000 + (now.tv_nsec - sync->began.tv_nsec) / 1000000;
}

static bool is_on_terminal(const struct sync *sync)
{
    return sync->findings->out && isatty(fileno(sync->findings->out));
}

/* On a terminal, one line that the next one overwrites. */
static void show_progress(void *context)
{
    struct sync *sync = context;
    const struct fetch_counts *counts = fetch_counts(sync->fetch);
    int64_t now = elapsed_ms(sync);

    if (now - sync->shown_ms < PROGRESS_MS || !is_on_terminal(sync))
        return;
    sync->shown_ms = now;
    fprintf(sync->findings->out, "%zu of %zu answers, %" PRId64 " a second, %zu asked again\033[K\r", sync->done,
            sync->wanted, (int64_t)(sync->done - sync->before) * 1000 / (now + 1), counts->again);
    fflush(sync->findings->out);
}

static void end_progress(const struct sync *sync)
{
    if (is_on_terminal(sync)) {
        fputs("\r\033[K", sync->findings->out);
        fflush(sync->findings->out);
    }
}

static void write_summary(const struct sync *sync)
{
    const struct fetch_counts *counts = fetch_counts(sync->fetch);
    int64_t ms = elapsed_ms(sync);

    fprintf(sync->options->summary,
            "%zu units, %zu answers: %zu saved before, %zu not modified, %zu absent; %zu requests, %zu of them again; "
            "%.1f MB in %" PRId64 ".%" PRId64 " s\n",
            sync->lists[LIST_UNITS].paging.distinct, sync->done, sync->before, sync->unchanged, sync->absent,
            counts->requests, counts->again, (double)counts->bytes / 1e6, ms / 1000, ms % 1000 / 100);
}

/* Answers ---------------------------------------------------------------------------------------------------------- */

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
    const char *copy = slug ? arena_text(sync->arena, slug, strlen(slug)) : NULL;

    return !slug || (copy && paging_expect(paging, copy));
}

static bool look_at_row(const struct sync *sync, const struct asked *asked, const json_t *row)
{
    const json_t *child;
    size_t i;

    asked->page->is_bare = asked->page->is_bare || is_bare(row);
    json_array_foreach(json_object_get(row, "children"), i,
                       child) if (!expect_relative(sync, &asked->list->paging, child)) return false;
    return expect_relative(sync, &asked->list->paging, json_object_get(row, "parent"));
}

static bool look_at_rows(const struct sync *sync, const struct asked *asked, const json_t *rows)
{
    const json_t *row;
    size_t i;

    asked->page->is_bare = false;
    if (asked->list == &sync->lists[LIST_UNITS])
        json_array_foreach(rows, i, row) if (!look_at_row(sync, asked, row)) return false;
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
    if (!envelope_keys(envelope, asked->list->paging.member, sync->arena, &keys, why)) {
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
        system_failed(sync, asked->target, strerror(errno));
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
        system_failed(sync, asked->target, strerror(errno));
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
        system_failed(sync, asked->target, strerror(errno));
        return FETCH_STOP;
    }
    sync->unchanged++;
    return FETCH_TAKEN;
}

static enum fetch_verdict take(void *context, struct fetch_request *request, const struct fetch_answer *answer,
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

static bool lose(void *context, struct fetch_request *request, enum fetch_loss loss, const char *reason)
{
    struct sync *sync = context;
    struct asked *asked = (struct asked *)(void *)request;

    end_progress(sync);
    finding_error(sync->findings, request->url, 1, "%s", reason);
    if (asked->list)
        asked->list->is_absent = true;
    sync->network_failed = sync->network_failed || loss != FETCH_LOST_DATA;
    return loss != FETCH_LOST_NETWORK && ++sync->losses < LOSSES_MAX;
}

/* Asking ----------------------------------------------------------------------------------------------------------- */

/* A page of an older generation: its rows are named if they are missing. Without memory for that, they are not. */
static void expect_old_rows(struct sync *sync, const struct asked *asked)
{
    struct envelope envelope;
    struct list keys = {0};
    char why[ENVELOPE_REASON_BYTES];
    bool good = true;

    if (envelope_read(sync->saved.at, sync->saved.length, &envelope, why) == ENVELOPE_GOOD &&
        envelope_keys(&envelope, asked->list->paging.member, sync->arena, &keys, why))
        for (size_t i = 0; i < keys.count && good; i++)
            good = paging_expect(&asked->list->paging, ((const char *const *)keys.at)[i]);
    envelope_release(&envelope);
}

/* Takes what is saved, if it is to be believed. @return false: it has to be asked for */
static bool take_saved(struct sync *sync, struct asked *asked)
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

/* @param target  in the sync's arena; NULL is no memory */
static bool want(struct sync *sync, const char *target, bool is_object, struct sync_list *list,
                 struct paging_page *page)
{
    struct asked *asked = arena_take(sync->arena, sizeof *asked);

    if (!target || !asked)
        return no_memory(sync);
    *asked = (struct asked){
        .request = {.url = arena_format(sync->arena, "%s%s", sync->options->url, target)},
        .target = target,
        .is_object = is_object,
        .list = list,
        .page = page,
    };
    sync->wanted++;
    if (!asked->request.url)
        return no_memory(sync);
    return take_saved(sync, asked) || fetch_add(sync->fetch, &asked->request) || no_memory(sync);
}

/* @return false if it is of no use to go on; that has been reported */
static bool run(struct sync *sync)
{
    switch (fetch_run(sync->fetch)) {
    case FETCH_DONE:
        return true;
    case FETCH_ENDED:
        return false;
    case FETCH_FAILED:
        break;
    }
    return no_memory(sync);
}

/* Lists ------------------------------------------------------------------------------------------------------------ */

static bool want_page(struct sync *sync, struct sync_list *list, struct paging_page *page)
{
    const char *target =
        arena_format(sync->arena, "%s?limit=%d&offset=%" PRId64, list->path, PAGING_ROWS, page->offset);

    if (target && page->turn > 0) { /* it has come, and is not believed any more */
        answers_doubt(sync->answers, target);
        sync->wanted--;
        sync->done--;
    }
    return want(sync, target, false, list, page);
}

/* Asks for what a list still lacks. @return false if the system failed */
static bool advance(struct sync *sync, struct sync_list *list, bool *asks)
{
    struct paging_page *const *pages;

    switch (paging_judge(&list->paging)) {
    case PAGING_WHOLE:
        list->is_whole = true;
        return true;
    case PAGING_OPEN:
        break;
    case PAGING_BROKEN:
        end_progress(sync);
        paging_report(&list->paging, sync->findings);
        list->is_absent = true;
        return true;
    case PAGING_NO_MEMORY:
        return no_memory(sync);
    }
    *asks = true;
    pages = list->paging.pages.at;
    for (size_t i = 0; i < list->paging.pages.count; i++)
        if (!pages[i]->known && !want_page(sync, list, pages[i]))
            return false;
    return true;
}

/* The lists and codebooks; the other pages of a list are asked for once the first has told how many there are. */
static bool fetch_lists(struct sync *sync)
{
    bool asks = true;

    for (size_t i = 0; i < sizeof codebooks / sizeof *codebooks; i++)
        if (!want(sync, codebooks[i], false, NULL, NULL))
            return false;
    while (asks) {
        asks = false;
        for (struct sync_list *list = sync->lists; list < sync->lists + LIST_COUNT; list++)
            if (!list->is_whole && !list->is_absent && !advance(sync, list, &asks))
                return false;
        if (!run(sync))
            return false;
    }
    return sync->lists[LIST_UNITS].is_whole;
}

/* Units ------------------------------------------------------------------------------------------------------------ */

/* A slug becomes part of an address and of a file's name. */
static bool is_slug(const char *text)
{
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    return length > 0 && length <= SLUG_BYTES_MAX && text[length] == '\0';
}

static bool want_unit(struct sync *sync, const char *slug, bool is_bare_unit)
{
    static const struct {
        const char *end;
        bool is_object;
    } parts[] = {{"", true}, {"/isco", false}, {"/education", true}, {"/competence", true}};

    if (!is_slug(slug)) {
        finding_error(sync->findings, sync->lists[LIST_UNITS].paging.name, 1,
                      "\"%s\" is no slug; expected 1 to %d letters, digits and hyphens", slug, SLUG_BYTES_MAX);
        return true;
    }
    for (size_t i = is_bare_unit ? 0 : 1; i < sizeof parts / sizeof *parts; i++)
        if (!want(sync, arena_format(sync->arena, "/workUnit/%s%s", slug, parts[i].end), parts[i].is_object, NULL,
                  NULL))
            return false;
    return true;
}

static bool fetch_units(struct sync *sync)
{
    const struct list *pages = &sync->lists[LIST_UNITS].paging.pages;

    for (size_t i = 0; i < pages->count; i++) {
        const struct paging_page *page = ((struct paging_page *const *)pages->at)[i];

        for (size_t j = 0; j < page->keys.count; j++)
            if (!want_unit(sync, ((const char *const *)page->keys.at)[j], page->is_bare))
                return false;
    }
    return run(sync);
}

/* The whole -------------------------------------------------------------------------------------------------------- */

static bool begin_lists(struct sync *sync)
{
    sync->lists[LIST_UNITS] = (struct sync_list){.path = "/workUnit", .is_needed = true, .paging.member = "urlSlug"};
    sync->lists[LIST_COMPETENCES] = (struct sync_list){.path = "/cdk/competence", .paging.member = "id"};
    for (struct sync_list *list = sync->lists; list < sync->lists + LIST_COUNT; list++) {
        list->paging.arena = sync->arena;
        list->paging.name = arena_format(sync->arena, "%s%s", sync->options->url, list->path);
        if (!list->paging.name || !paging_begin(&list->paging))
            return no_memory(sync);
    }
    return true;
}

/* Makes the dataset. Answers that are no good for one have to be asked for anew the next time. */
static bool import(struct sync *sync, const char *folder)
{
    struct import_options options = {.out = sync->options->out, .sources = &folder, .source_count = 1};
    enum import_status status;

    if (!answers_sweep(sync->answers))
        return system_failed(sync, folder, strerror(errno));
    status = import_run(&options, sync->findings);
    if (status == IMPORT_SYSTEM_FAILED) {
        sync->system_failed = true;
        return false;
    }
    if (!answers_end(sync->answers))
        return system_failed(sync, folder, strerror(errno));
    return status == IMPORT_DONE;
}

static void say_that_it_can_go_on(const struct sync *sync, const char *folder)
{
    if (sync->findings->out && stop_requested())
        fprintf(sync->findings->out, "povolani sync: stopped by a signal\n");
    if (sync->findings->out && sync->done > 0)
        fprintf(sync->findings->out,
                "povolani sync: %zu answers are saved in %s; the same command goes on from there\n", sync->done,
                folder);
}

static bool fetch_and_import(struct sync *sync, const char *folder)
{
    bool fetched = begin_lists(sync) && fetch_lists(sync) && fetch_units(sync) && sync->findings->errors == 0;

    end_progress(sync);
    if (!fetched) {
        say_that_it_can_go_on(sync, folder);
        return false;
    }
    write_summary(sync);
    stop_unwatch(); /* an import ends as any other does */
    return import(sync, folder);
}

static bool open_and_fetch(struct sync *sync)
{
    struct fetch_options fetch = fetch_polite();
    const char *folder, *why;

    fetch.concurrency = sync->options->concurrency;
    fetch.stop = stop_watch();
    fetch.context = sync;
    fetch.take = take;
    fetch.lose = lose;
    fetch.tick = show_progress;
    sync->arena = arena_new();
    sync->fetch = fetch_open(&fetch);
    folder = sync->arena ? arena_format(sync->arena, "%s.sync", sync->options->out) : NULL;
    if (!folder || !sync->fetch)
        return no_memory(sync);
    why = answers_open(&sync->answers, folder, sync->options->url, sync->arena);
    if (why)
        return system_failed(sync, folder, why);
    return fetch_and_import(sync, folder);
}

enum sync_status sync_run(const struct sync_options *options, struct findings *findings)
{
    struct sync sync = {.options = options, .findings = findings};
    bool done;

    clock_gettime(CLOCK_MONOTONIC, &sync.began);
    done = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? open_and_fetch(&sync) : no_memory(&sync);
    fetch_close(sync.fetch);
    answers_close(sync.answers);
    arena_free(sync.arena);
    free(sync.saved.at);
    curl_global_cleanup();
    if (done)
        return SYNC_DONE;
    return sync.system_failed || sync.network_failed || stop_requested() ? SYNC_SYSTEM_FAILED : SYNC_AT_FAULT;
}
