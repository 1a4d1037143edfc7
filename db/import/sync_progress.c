/* What a sync says of itself while it works and at the end. */
#include "db/import/sync_work.h"

#include <inttypes.h>
#include <unistd.h>

enum { PROGRESS_MS = 200 };

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

void sync_progress(void *context)
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

void sync_progress_end(const struct sync *sync)
{
    if (is_on_terminal(sync)) {
        fputs("\r\033[K", sync->findings->out);
        fflush(sync->findings->out);
    }
}

void sync_summary(const struct sync *sync)
{
    const struct fetch_counts *counts = fetch_counts(sync->fetch);
    int64_t ms = elapsed_ms(sync);

    fprintf(sync->options->summary,
            "%zu units, %zu answers: %zu saved before, %zu not modified, %zu absent; %zu requests, %zu of them again; "
            "%.1f MB in %" PRId64 ".%" PRId64 " s\n",
            sync->lists[LIST_UNITS].paging.distinct, sync->done, sync->before, sync->unchanged, sync->absent,
            counts->requests, counts->again, (double)counts->bytes / 1e6, ms / 1000, ms % 1000 / 100);
}
