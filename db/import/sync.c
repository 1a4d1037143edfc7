/* What is asked, in which order, and when the catalogue is whole. */
#include "db/import/code.h"
#include "db/import/import.h"
#include "db/import/stop.h"
#include "db/import/sync_work.h"
#include "db/store.h"

#include <curl/curl.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *const codebooks[] = {"/lists/iSCO", "/lists/kKOV", "/cdk/generic-skill", "/cdk/soft-skill",
                                        "/cdk/digi"};

bool sync_system_failed(struct sync *sync, const char *path, const char *why)
{
    finding_error(sync->findings, path, 1, "cannot be written: %s", why);
    sync->system_failed = true;
    return false;
}

bool sync_no_memory(struct sync *sync)
{
    return sync_system_failed(sync, sync->options->out, strerror(ENOMEM));
}

/* Asking ----------------------------------------------------------------------------------------------------------- */

/* @param target  in the sync's arena; NULL is no memory */
static bool want(struct sync *sync, const char *target, bool is_object, struct sync_list *list,
                 struct paging_page *page)
{
    struct asked *asked = arena_take(sync->arena, sizeof *asked);

    if (!target || !asked)
        return sync_no_memory(sync);
    *asked = (struct asked){
        .request = {.url = arena_format(sync->arena, "%s%s", sync->options->url, target)},
        .target = target,
        .is_object = is_object,
        .list = list,
        .page = page,
    };
    sync->wanted++;
    if (!asked->request.url)
        return sync_no_memory(sync);
    return sync_take_saved(sync, asked) || fetch_add(sync->fetch, &asked->request) || sync_no_memory(sync);
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
    return sync_no_memory(sync);
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
        sync_progress_end(sync);
        paging_report(&list->paging, sync->findings);
        list->is_absent = true;
        return true;
    case PAGING_NO_MEMORY:
        return sync_no_memory(sync);
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

static bool want_part(struct sync *sync, const char *slug, const char *end, bool is_object)
{
    return want(sync, arena_format(sync->arena, "/workUnit/%s%s", slug, end), is_object, NULL, NULL);
}

/* What a unit is asked for; its detail, too, where the list has only names. */
static bool want_unit(struct sync *sync, const char *slug, bool with_detail)
{
    if (!code_is_unit_slug(slug)) {
        finding_error(sync->findings, sync->lists[LIST_UNITS].paging.name, 1,
                      "\"%s\" is no slug of a unit; expected up to %d of a-z, 0-9 and -, and no NSP number", slug,
                      CODE_SLUG_BYTES);
        return true;
    }
    return (!with_detail || want_part(sync, slug, "", true)) && want_part(sync, slug, "/isco", false) &&
           want_part(sync, slug, "/education", true) && want_part(sync, slug, "/competence", true);
}

/* The first unit of which the list has only the name; NULL: there is none. */
static const char *first_bare(const struct sync *sync)
{
    const struct list *pages = &sync->lists[LIST_UNITS].paging.pages;

    for (size_t i = 0; i < pages->count; i++) {
        const struct paging_page *page = ((struct paging_page *const *)pages->at)[i];

        if (page->is_bare && page->keys.count > 0)
            return ((const char *const *)page->keys.at)[0];
    }
    return NULL;
}

/* A server that has no detail of one unit is not asked for those of all the others. */
static bool try_detail(struct sync *sync, const char *slug, bool *has_details)
{
    size_t absent = sync->absent;

    if (slug && code_is_unit_slug(slug) && (!want_part(sync, slug, "", true) || !run(sync)))
        return false;
    *has_details = sync->absent == absent;
    return true;
}

static bool fetch_units(struct sync *sync)
{
    const struct list *pages = &sync->lists[LIST_UNITS].paging.pages;
    const char *tried = first_bare(sync);
    bool has_details;

    if (!try_detail(sync, tried, &has_details))
        return false;
    for (size_t i = 0; i < pages->count; i++) {
        const struct paging_page *page = ((struct paging_page *const *)pages->at)[i];

        for (size_t j = 0; j < page->keys.count; j++) {
            const char *slug = ((const char *const *)page->keys.at)[j];

            if (!want_unit(sync, slug, page->is_bare && has_details && slug != tried))
                return false;
        }
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
            return sync_no_memory(sync);
    }
    return true;
}

/* The edition that this one follows, so that clients can ask what changed; NULL where there is none that can be read.
 */
static const char *previous_edition(const char *out)
{
    char reason[STORE_REASON_BYTES];
    struct store *store;

    if (store_open(out, &store, reason) != STORE_OK)
        return NULL;
    store_close(store);
    return out;
}

/* Makes the dataset. Answers that are no good for one have to be asked for anew the next time. */
static bool import(struct sync *sync, const char *folder)
{
    struct import_options options = {
        .out = sync->options->out,
        .previous = previous_edition(sync->options->out),
        .sources = &folder,
        .source_count = 1,
    };
    enum import_status status;

    if (!answers_sweep(sync->answers))
        return sync_system_failed(sync, folder, strerror(errno));
    status = import_run(&options, sync->findings);
    if (status == IMPORT_SYSTEM_FAILED) {
        sync->system_failed = true;
        return false;
    }
    if (!answers_end(sync->answers))
        return sync_system_failed(sync, folder, strerror(errno));
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

    sync_progress_end(sync);
    if (!fetched) {
        say_that_it_can_go_on(sync, folder);
        return false;
    }
    sync_summary(sync);
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
    fetch.take = sync_take;
    fetch.lose = sync_lose;
    fetch.tick = sync_progress;
    sync->arena = arena_new();
    sync->fetch = fetch_open(&fetch);
    folder = sync->arena ? arena_format(sync->arena, "%s.sync", sync->options->out) : NULL;
    if (!folder || !sync->fetch)
        return sync_no_memory(sync);
    why = answers_open(&sync->answers, folder, sync->options->url, sync->arena);
    if (why)
        return sync_system_failed(sync, folder, why);
    return fetch_and_import(sync, folder);
}

enum sync_status sync_run(const struct sync_options *options, struct findings *findings)
{
    struct sync sync = {.options = options, .findings = findings};
    bool done;

    clock_gettime(CLOCK_MONOTONIC, &sync.began);
    done = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? open_and_fetch(&sync) : sync_no_memory(&sync);
    fetch_close(sync.fetch);
    answers_close(sync.answers);
    arena_free(sync.arena);
    free(sync.saved.at);
    curl_global_cleanup();
    if (done)
        return SYNC_DONE;
    return sync.system_failed || sync.network_failed || stop_requested() ? SYNC_SYSTEM_FAILED : SYNC_AT_FAULT;
}
