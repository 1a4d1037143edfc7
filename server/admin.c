#include "server/admin.h"

#include "server/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes a body. @return the status */
typedef unsigned writer(struct service *service, FILE *out);

static unsigned write_livez(struct service *service, FILE *out)
{
    (void)service;
    fputs("alive\n", out);
    return 200;
}

static unsigned write_readyz(struct service *service, FILE *out)
{
    struct snapshot *snapshot = service_current(service);
    bool ready = snapshot && !service_is_ending(service);

    fputs(ready ? "ready\n" : snapshot ? "ending\n" : "no dataset\n", out);
    snapshot_release(snapshot);
    return ready ? 200 : 503;
}

static unsigned write_metrics(struct service *service, FILE *out)
{
    struct snapshot *snapshot = service_current(service);

    metrics_write(service_metrics(service), out);
    fputs("# TYPE povolani_build info\npovolani_build_info{version=\"" POVOLANI_VERSION "\"} 1\n", out);
    if (snapshot) {
        struct cache_size size = cache_size(snapshot->cache);

        fprintf(out, "# TYPE povolani_cache_entries gauge\npovolani_cache_entries %zu\n", size.entries);
        fprintf(out, "# TYPE povolani_cache_bytes gauge\n# UNIT povolani_cache_bytes bytes\npovolani_cache_bytes %zu\n",
                size.bytes);
        fprintf(out, "# TYPE povolani_dataset info\npovolani_dataset_info{version=\"%s\"} 1\n", snapshot->version);
        fprintf(out, "# TYPE povolani_dataset_occupations gauge\npovolani_dataset_occupations %lld\n",
                (long long)snapshot->occupations);
    }
    fputs("# EOF\n", out);
    snapshot_release(snapshot);
    return 200;
}

static unsigned write_unknown(struct service *service, FILE *out)
{
    (void)service;
    fputs("/livez /readyz /metrics\n", out);
    return 404;
}

static unsigned write_not_allowed(struct service *service, FILE *out)
{
    (void)service;
    fputs("GET, HEAD\n", out);
    return 405;
}

static const struct {
    const char *path;
    writer *write;
    const char *media_type;
} paths[] = {
    {"/livez", write_livez, "text/plain; charset=utf-8"},
    {"/readyz", write_readyz, "text/plain; charset=utf-8"},
    {"/metrics", write_metrics, "application/openmetrics-text; version=1.0.0; charset=utf-8"},
};

static struct entity *written(struct service *service, writer *write, const char *media_type)
{
    struct head head = {0};
    struct bytes body = {0};
    FILE *out = open_memstream(&body.at, &body.length);
    bool failed;

    if (!out)
        return NULL;
    head.status = write(service, out);
    failed = ferror(out);
    if (fclose(out) != 0 || failed) {
        free(body.at);
        return NULL;
    }
    head_add(&head, "Content-Type", media_type);
    head_add(&head, "Cache-Control", "no-store");
    head_add(&head, "X-Content-Type-Options", "nosniff");
    if (head.status == 405)
        head_add(&head, "Allow", "GET, HEAD");
    return entity_new(&head, body, false);
}

bool admin_answer(void *service, const struct http_worker *worker, const struct request *request, struct reply *reply)
{
    size_t length;
    const char *path = target_path(request->target, &length); /* NULL: there is nothing under no path */
    const char *media_type = "text/plain; charset=utf-8";
    writer *write = write_unknown;

    (void)worker;
    for (size_t i = 0; path && i < sizeof paths / sizeof *paths; i++)
        if (strlen(paths[i].path) == length && memcmp(paths[i].path, path, length) == 0) {
            write = paths[i].write;
            media_type = paths[i].media_type;
        }
    if (strcmp(request->method, "GET") != 0 && strcmp(request->method, "HEAD") != 0) {
        write = write_not_allowed;
        media_type = "text/plain; charset=utf-8";
    }
    reply->entity = written(service, write, media_type);
    return reply->entity != NULL;
}

void admin_sent(void *service, const struct http_worker *worker, struct reply *reply)
{
    (void)service;
    (void)worker;
    entity_free(reply->entity);
}
