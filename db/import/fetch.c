/* The queue: what is sent when, and what becomes of it. One transfer: fetch_transfer.c. */
#include "db/import/fetch.h"

#include "db/import/fetch_transfer.h"
#include "db/import/retry.h"
#include "model/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

enum {
    TICK_MS = 250,
    GROW_AFTER = 64, /* answers in a row without a 429 before one more request goes out at once */
};

/* A request on its way through the queue. */
struct job {
    struct job *next;
    struct transfer transfer;
    unsigned failures;
    int64_t due_ms; /* not before; of a waiting one */
};

struct jobs {
    struct job *first, **end; /* end: where the next one is hung */
};

struct fetch {
    struct fetch_options options;
    struct fetch_counts counts;
    CURLM *multi;
    struct jobs ready;   /* not sent yet, in order */
    struct jobs waiting; /* failed, until they are due */
    struct jobs running;
    int running_count;
    int width;        /* how many may run at once: shrinks when the server says that it is too much */
    int good;         /* answers since width last changed */
    int64_t quiet_ms; /* nothing goes out before */
    enum fetch_status status;
};

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Lists of jobs ---------------------------------------------------------------------------------------------------- */

static void push(struct jobs *jobs, struct job *job)
{
    job->next = NULL;
    *jobs->end = job;
    jobs->end = &job->next;
}

/* Takes out the job that a link of the list leads to. */
static struct job *cut(struct jobs *jobs, struct job **link)
{
    struct job *job = *link;

    *link = job->next;
    if (jobs->end == &job->next)
        jobs->end = link;
    job->next = NULL;
    return job;
}

static void drop_all(struct jobs *jobs, CURLM *multi)
{
    while (jobs->first) {
        struct job *job = cut(jobs, &jobs->first);

        transfer_end(&job->transfer, multi);
        free(job);
    }
}

struct fetch_options fetch_polite(void)
{
    return (struct fetch_options){
        .concurrency = 8,
        .tries = 8, /* with the waits between them about half a minute: a server that is restarted is back by then */
        .first_delay_ms = 250,
        .connect_seconds = 10,
        .stall_seconds = 30,
        .most = 16 * 1024 * 1024, /* a page of 100 units has far less */
        .patience_seconds = 300,
    };
}

/* Open and close --------------------------------------------------------------------------------------------------- */

struct fetch *fetch_open(const struct fetch_options *options)
{
    struct fetch *fetch = calloc(1, sizeof *fetch);

    if (!fetch)
        return NULL;
    fetch->options = *options;
    fetch->width = options->concurrency;
    fetch->ready.end = &fetch->ready.first;
    fetch->waiting.end = &fetch->waiting.first;
    fetch->running.end = &fetch->running.first;
    fetch->multi = curl_multi_init();
    if (!fetch->multi) {
        free(fetch);
        return NULL;
    }
    return fetch;
}

void fetch_close(struct fetch *fetch)
{
    if (!fetch)
        return;
    drop_all(&fetch->ready, fetch->multi);
    drop_all(&fetch->waiting, fetch->multi);
    drop_all(&fetch->running, fetch->multi);
    curl_multi_cleanup(fetch->multi);
    free(fetch);
}

const struct fetch_counts *fetch_counts(const struct fetch *fetch)
{
    return &fetch->counts;
}

bool fetch_add(struct fetch *fetch, struct fetch_request *request)
{
    struct job *job = calloc(1, sizeof *job);

    if (!job)
        return false;
    job->transfer.request = request;
    push(&fetch->ready, job);
    return true;
}

/* Sending ---------------------------------------------------------------------------------------------------------- */

/* The job to send next: one that failed and is due, else the first that is ready; NULL: nothing yet. */
static struct job *next_job(struct fetch *fetch, int64_t now)
{
    for (struct job **link = &fetch->waiting.first; *link; link = &(*link)->next)
        if ((*link)->due_ms <= now)
            return cut(&fetch->waiting, link);
    return fetch->ready.first ? cut(&fetch->ready, &fetch->ready.first) : NULL;
}

static void send_what_may_go(struct fetch *fetch)
{
    int64_t now = now_ms();
    struct job *job;

    while (fetch->running_count < fetch->width && now >= fetch->quiet_ms && (job = next_job(fetch, now))) {
        push(&fetch->running, job);
        fetch->running_count++;
        fetch->counts.requests++;
        fetch->counts.again += job->failures > 0;
        if (!transfer_begin(&job->transfer, &fetch->options, fetch->multi)) {
            fetch->status = FETCH_FAILED;
            return;
        }
    }
}

/* How long until something can be sent, if nothing happens before. */
static int wait_ms(const struct fetch *fetch)
{
    int64_t now = now_ms(), next = now + TICK_MS;
    bool has_room = fetch->running_count < fetch->width;

    if (has_room && fetch->ready.first)
        next = now;
    for (const struct job *job = fetch->waiting.first; job && has_room; job = job->next)
        if (job->due_ms < next)
            next = job->due_ms;
    if (next < fetch->quiet_ms)
        next = fetch->quiet_ms < now + TICK_MS ? fetch->quiet_ms : now + TICK_MS;
    return next > now ? (int)(next - now) : 0;
}

/* Answers ---------------------------------------------------------------------------------------------------------- */

/* What a server said is cut and made one line. */
static void make_line(char reason[static FETCH_REASON_BYTES])
{
    reason[text_invalid_utf8(reason, strlen(reason))] = '\0';
    for (char *at = reason; *at; at++)
        if (iscntrl((unsigned char)*at))
            *at = ' ';
}

static void lose(struct fetch *fetch, struct job *job, enum fetch_loss loss, const char *reason)
{
    if (!fetch->options.lose(fetch->options.context, job->transfer.request, loss, reason))
        fetch->status = FETCH_ENDED;
    free(job);
}

/* The server is busy: it is left alone, and then asked by fewer at once. Every request that was under way says the
 * same; that is one event, not several. */
static void ease(struct fetch *fetch, int64_t now, int64_t delay_ms)
{
    if (now >= fetch->quiet_ms && fetch->width > 1)
        fetch->width /= 2;
    if (now + delay_ms > fetch->quiet_ms)
        fetch->quiet_ms = now + delay_ms;
    fetch->good = 0;
}

static void count_good(struct fetch *fetch)
{
    if (++fetch->good < GROW_AFTER || fetch->width == fetch->options.concurrency)
        return;
    fetch->good = 0;
    fetch->width++;
}

static int64_t delay_of(const struct fetch *fetch, const struct job *job, int64_t now)
{
    uint32_t chance = 0;

    if (getrandom(&chance, sizeof chance, GRND_NONBLOCK) != (ssize_t)sizeof chance)
        chance = (uint32_t)now;
    return retry_delay_ms(job->failures, fetch->options.first_delay_ms, chance, job->transfer.retry_after);
}

static void ask_again(struct fetch *fetch, struct job *job, enum fetch_loss loss, const char *reason)
{
    const struct transfer *transfer = &job->transfer;
    int64_t now = now_ms(), delay;
    char given_up[FETCH_REASON_BYTES];

    job->failures++;
    if (transfer->retry_after > fetch->options.patience_seconds) {
        snprintf(given_up, sizeof given_up, "%s; the server wants to be asked again in %lld s, which is not waited for",
                 reason, (long long)transfer->retry_after);
        lose(fetch, job, loss, given_up);
        fetch->status = FETCH_ENDED; /* that holds for all requests */
        return;
    }
    delay = delay_of(fetch, job, now);
    if (transfer->retry_after > 0 || transfer->status == 429)
        ease(fetch, now, delay);
    if (job->failures >= fetch->options.tries) {
        snprintf(given_up, sizeof given_up, "%s; given up after %u tries", reason, job->failures);
        lose(fetch, job, loss, given_up);
        return;
    }
    job->due_ms = now + delay;
    push(&fetch->waiting, job);
}

static void take(struct fetch *fetch, struct job *job)
{
    char reason[FETCH_REASON_BYTES] = "";
    struct fetch_answer answer = transfer_answer(&job->transfer);
    enum fetch_verdict verdict = fetch->options.take(fetch->options.context, job->transfer.request, &answer, reason);

    transfer_end(&job->transfer, fetch->multi);
    make_line(reason);
    switch (verdict) {
    case FETCH_TAKEN:
        count_good(fetch);
        free(job);
        break;
    case FETCH_AGAIN:
        ask_again(fetch, job, FETCH_LOST_DATA, reason);
        break;
    case FETCH_REFUSED:
        lose(fetch, job, FETCH_LOST_DATA, reason);
        break;
    case FETCH_STOP:
        fetch->status = FETCH_ENDED;
        free(job);
        break;
    }
}

/* A transfer has ended, one way or another. */
static void settle(struct fetch *fetch, struct job *job, CURLcode code)
{
    struct transfer *transfer = &job->transfer;
    char reason[FETCH_REASON_BYTES];

    transfer_finish(transfer);
    fetch->counts.bytes += transfer->wire_bytes;
    if (transfer->stopped) {
        fetch->status = transfer->body.failed ? FETCH_FAILED : FETCH_ENDED;
        transfer_end(transfer, fetch->multi);
        free(job);
        return;
    }
    if (code == CURLE_OK && !retry_status(transfer->status)) {
        take(fetch, job);
        return;
    }
    transfer_reason(transfer, code, &fetch->options, reason);
    transfer_end(transfer, fetch->multi);
    if (code == CURLE_OK)
        ask_again(fetch, job, FETCH_LOST_BUSY, reason);
    else if (retry_code(code))
        ask_again(fetch, job, FETCH_LOST_NETWORK, reason);
    else
        lose(fetch, job, transfer->too_large ? FETCH_LOST_DATA : FETCH_LOST_NETWORK, reason);
}

static struct job *take_out(struct fetch *fetch, const CURL *easy)
{
    struct job **link = &fetch->running.first;

    while ((*link)->transfer.easy != easy)
        link = &(*link)->next;
    fetch->running_count--;
    return cut(&fetch->running, link);
}

static void settle_ended(struct fetch *fetch)
{
    CURLMsg *message;
    int left;

    while (fetch->status == FETCH_DONE && (message = curl_multi_info_read(fetch->multi, &left)))
        if (message->msg == CURLMSG_DONE) {
            CURLcode code = message->data.result; /* the message goes with its handle */

            settle(fetch, take_out(fetch, message->easy_handle), code);
        }
}

/* The loop --------------------------------------------------------------------------------------------------------- */

static bool is_idle(const struct fetch *fetch)
{
    return !fetch->running.first && !fetch->waiting.first && !fetch->ready.first;
}

enum fetch_status fetch_run(struct fetch *fetch)
{
    int running;

    while (fetch->status == FETCH_DONE && !is_idle(fetch)) {
        if (fetch->options.stop && *fetch->options.stop)
            return fetch->status = FETCH_ENDED;
        if (fetch->options.tick)
            fetch->options.tick(fetch->options.context);
        send_what_may_go(fetch);
        if (curl_multi_perform(fetch->multi, &running) != CURLM_OK)
            return fetch->status = FETCH_FAILED;
        settle_ended(fetch);
        if (fetch->status == FETCH_DONE && !is_idle(fetch) &&
            curl_multi_poll(fetch->multi, NULL, 0, wait_ms(fetch), NULL) != CURLM_OK)
            return fetch->status = FETCH_FAILED;
    }
    return fetch->status;
}
