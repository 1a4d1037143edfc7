/* The main thread does all that is slow or rare: signals, loading datasets, ending. Requests are on the listeners'
 * threads. */
#include "server/serve.h"

#include "server/admin.h"
#include "server/exchange.h"
#include "server/heap.h"
#include "server/listen.h"
#include "server/log.h"
#include "server/public_url.h"
#include "server/reload.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

enum {
    CONNECTIONS_MAX = 8192, /* 40 kB each */
    ADMIN_CONNECTIONS = 64,
    /* What is no connection of the public listener: the admin listener's, standard streams, listeners, watches,
     * datasets that are served, checked or still downloaded … */
    DESCRIPTORS_KEPT = ADMIN_CONNECTIONS + 32,
    DESCRIPTORS_OF_THREAD = 2, /* … and of each thread, of the library */
    THREADS_MAX = 256,
    ACCEPT_MS = 1000, /* after the signal; Docker kills after 10 s */
    DRAIN_MS = 8000,
    QUIET_MS = 60,
    CHECK_PAUSE_MS = 1, /* after each part of a file, which takes 0.06 ms: requests come first */
    STEP_MS = 20,
};

/* All that serving needs; zeroed or -1 where it is not there yet. */
struct daemon {
    struct address public_address, admin_address;
    char link_prefix[PUBLIC_URL_BYTES];
    struct trusted_proxies proxies;
    unsigned threads;
    int signals;
    struct service *service;
    struct access_log *access_log;
    struct reload *reload;
    struct listener public_listener, admin_listener;
    struct http *public_http, *admin_http;
};

/* Preparing ------------------------------------------------------------------------------------------------------- */

static int wrong(const char *option, const char *value, const char *expected)
{
    fprintf(stderr, "povolani serve: %s: \"%s\" is not %s\n", option, value, expected);
    return EXIT_USAGE;
}

/* Networks of one option, separated by commas: that is how an environment variable names several. */
static bool trust(struct trusted_proxies *proxies, const char *networks)
{
    char network[64];
    bool trusted = true;

    while (trusted && *networks) {
        size_t length = strcspn(networks, ",");

        snprintf(network, sizeof network, "%.*s", (int)length, networks);
        trusted = length < sizeof network && trace_trust(proxies, network);
        networks += length + (networks[length] == ',');
    }
    return trusted;
}

/* @return -1 if the options make sense; else the exit code */
static int understand(struct daemon *daemon, const struct options *options)
{
    static const char address[] = "HOST:PORT, [IPV6]:PORT or unix:PATH";

    if (!listen_parse(options->listen, &daemon->public_address))
        return wrong("--listen", options->listen, address);
    if (!listen_parse(options->admin, &daemon->admin_address))
        return wrong("--admin", options->admin, address);
    if (!public_url_prefix(options->public_url, daemon->link_prefix))
        return wrong("--public-url", options->public_url, "an http or https address without query and fragment");
    for (size_t i = 0; i < options->trusted_proxies.count; i++)
        if (!trust(&daemon->proxies, options->trusted_proxies.at[i]))
            return wrong("--trusted-proxy", options->trusted_proxies.at[i], "a network: 10.0.0.0/8, fd00::/8");
    return -1;
}

/* The cores that we may use, which containers restrict. */
static unsigned cores(void)
{
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;

    return count > THREADS_MAX ? THREADS_MAX : (unsigned)count;
}

/* As many connections as there are descriptors, after raising their limit as far as we may. */
static unsigned connection_limit(unsigned threads)
{
    rlim_t kept = DESCRIPTORS_KEPT + DESCRIPTORS_OF_THREAD * (rlim_t)threads;
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return CONNECTIONS_MAX;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0 && getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return CONNECTIONS_MAX;
    if (limit.rlim_cur >= CONNECTIONS_MAX + kept)
        return CONNECTIONS_MAX;
    return limit.rlim_cur > kept + threads ? (unsigned)(limit.rlim_cur - kept) : threads;
}

/* Signals become readable; the threads that start later inherit the mask. @return -1 with errno */
static int take_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR || sigprocmask(SIG_BLOCK, &set, NULL) != 0)
        return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/*
 * The threads that start later inherit it: a request that comes does not interrupt who is on the core, such as the
 * proxy before us, but waits for its turn, and then more have come. So a thread is switched to and put to sleep less
 * often, which takes 2 to 7 % off a cached answer under load. Where a core is free nothing waits; where programs that
 * never sleep hold all of them, the median answer took 0.14 ms for 0.10, the slowest hundredth 4.2 for 3.5.
 */
static void let_others_finish(void)
{
    if (sched_getscheduler(0) != SCHED_OTHER)
        return; /* somebody chose */
    if (sched_setscheduler(0, SCHED_BATCH, &(struct sched_param){0}) != 0)
        log_event("no SCHED_BATCH: %s; requests interrupt what else runs here and cost more", strerror(errno));
}

/* Starting and ending --------------------------------------------------------------------------------------------- */

static bool failed(const char *what, const char *why)
{
    fprintf(stderr, "povolani serve: %s: %s\n", what, why);
    return false;
}

static bool open_listener(const char *option, const char *text, const struct address *address,
                          struct listener *listener)
{
    char reason[LISTEN_TEXT_BYTES], what[LISTEN_TEXT_BYTES];

    if (listen_open(address, listener, reason))
        return true;
    snprintf(what, sizeof what, "%s %s", option, text);
    return failed(what, reason);
}

static bool start_threads(struct daemon *daemon)
{
    struct http_settings public_settings = {
        .listener = daemon->public_listener.socket,
        .threads = daemon->threads,
        .connections = connection_limit(daemon->threads),
        .access_log = daemon->access_log,
        .metrics = service_metrics(daemon->service),
        .proxies = &daemon->proxies,
    };
    struct http_settings admin_settings = {
        .listener = daemon->admin_listener.socket, .threads = 1, .connections = ADMIN_CONNECTIONS};

    daemon->public_http =
        http_start(&public_settings, &(struct http_service){exchange_answer, exchange_sent, daemon->service});
    daemon->admin_http = http_start(&admin_settings, &(struct http_service){admin_answer, admin_sent, daemon->service});
    return (daemon->public_http && daemon->admin_http) || failed("threads", "the system gives none");
}

static bool start(struct daemon *daemon, const struct options *options)
{
    size_t cache_budget = (size_t)options->cache_size * 1024 * 1024;

    heap_start();
    let_others_finish();
    daemon->threads = options->threads ? (unsigned)options->threads : cores();
    daemon->signals = take_signals();
    if (daemon->signals < 0)
        return failed("signals", strerror(errno));
    daemon->service = service_new(daemon->link_prefix, daemon->threads);
    if (daemon->service)
        daemon->reload = reload_new(daemon->service, options->data, daemon->threads, cache_budget);
    daemon->access_log = access_log_new(daemon->threads);
    if (!daemon->reload || !daemon->access_log)
        return failed("start", "no memory");
    if (!open_listener("--listen", options->listen, &daemon->public_address, &daemon->public_listener) ||
        !open_listener("--admin", options->admin, &daemon->admin_address, &daemon->admin_listener))
        return false;
    reload_start(daemon->reload);
    if (!start_threads(daemon))
        return false;
    log_event("listening on %s", daemon->public_listener.url);
    log_event("admin on %s", daemon->admin_listener.url);
    return true;
}

static bool is_answering(const struct daemon *daemon)
{
    return metrics_under_way(service_metrics(daemon->service)) > 0;
}

static bool is_asked(const struct daemon *daemon)
{
    struct pollfd backlog = {.fd = daemon->public_listener.socket, .events = POLLIN};

    return is_answering(daemon) || poll(&backlog, 1, 0) > 0;
}

/* Takes the waiting signals. @return true if one says that it is time to end, and leaves those behind it */
static bool is_told_to_end(const struct daemon *daemon, bool *hangup)
{
    struct signalfd_siginfo signal;

    *hangup = false;
    while (read(daemon->signals, &signal, sizeof signal) == (ssize_t)sizeof signal) {
        if (signal.ssi_signo != SIGHUP)
            return true;
        *hangup = true;
    }
    return false;
}

/* Waits until it has not been busy for a moment, within bounds. @return true if one more signal said to end at once */
static bool wait_while(const struct daemon *daemon, bool (*is_busy)(const struct daemon *), int most_ms)
{
    struct pollfd signals = {.fd = daemon->signals, .events = POLLIN};
    int quiet_ms = 0;
    bool hangup; /* reloads nothing any more */

    for (int waited = 0; quiet_ms < QUIET_MS && waited < most_ms; waited += STEP_MS) {
        if (poll(&signals, 1, STEP_MS) > 0 && is_told_to_end(daemon, &hangup))
            return true;
        quiet_ms = is_busy(daemon) ? 0 : quiet_ms + STEP_MS;
    }
    return false;
}

/*
 * Ends without losing what was asked. Closing the listener resets the connections that wait to be accepted, so for a
 * moment requests are still taken, and all answers close their connection.
 */
static void drain(struct daemon *daemon)
{
    bool at_once;

    service_end(daemon->service);
    at_once = wait_while(daemon, is_asked, ACCEPT_MS);
    http_quiesce(daemon->public_http);
    if (!at_once)
        wait_while(daemon, is_answering, DRAIN_MS);
}

static void release(struct daemon *daemon)
{
    http_stop(daemon->public_http);
    http_stop(daemon->admin_http);
    listen_close(&daemon->public_listener);
    listen_close(&daemon->admin_listener);
    reload_free(daemon->reload);
    service_free(daemon->service);
    access_log_free(daemon->access_log);
    if (daemon->signals >= 0)
        close(daemon->signals);
}

/* Living ---------------------------------------------------------------------------------------------------------- */

/* @return false if a signal says that it is time to end */
static bool handle_signals(struct daemon *daemon)
{
    bool hangup;

    if (is_told_to_end(daemon, &hangup))
        return false;
    if (hangup)
        reload_now(daemon->reload);
    return true;
}

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static void tick(struct daemon *daemon)
{
    int64_t now = now_ms();

    http_tick(daemon->public_http, now);
    http_tick(daemon->admin_http, now);
    service_release_past(daemon->service);
    reload_tick(daemon->reload);
    heap_give_back();
}

/* How long there is nothing to do but to wait for an event. */
static int pause_ms(const struct daemon *daemon, int64_t tick_at)
{
    int64_t left = tick_at - now_ms();

    if (left > CHECK_PAUSE_MS && reload_is_checking(daemon->reload))
        return CHECK_PAUSE_MS;
    return left > 0 ? (int)left : 0;
}

/* @return false if the system does not let us wait */
static bool live(struct daemon *daemon)
{
    int64_t tick_at = now_ms() + RELOAD_TICK_MS; /* other events do not put it off */
    struct pollfd waiting[] = {
        {.fd = daemon->signals, .events = POLLIN},
        {.fd = reload_descriptor(daemon->reload), .events = POLLIN},
    };

    for (;;) {
        int ready = poll(waiting, 2, pause_ms(daemon, tick_at));

        if (ready < 0 && errno != EINTR)
            return failed("poll", strerror(errno));
        if (ready > 0 && waiting[1].revents)
            reload_event(daemon->reload);
        if (ready > 0 && waiting[0].revents && !handle_signals(daemon))
            return true;
        reload_check(daemon->reload);
        if (now_ms() < tick_at)
            continue;
        tick(daemon);
        tick_at = now_ms() + RELOAD_TICK_MS;
    }
}

int serve_run(const struct options *options)
{
    struct daemon daemon = {
        .signals = -1,
        .public_listener = {.socket = -1},
        .admin_listener = {.socket = -1},
    };
    int code = understand(&daemon, options);

    if (code >= 0)
        return code;
    code = EXIT_SYSTEM;
    if (start(&daemon, options)) {
        code = live(&daemon) ? EXIT_DONE : EXIT_SYSTEM;
        drain(&daemon);
    }
    release(&daemon);
    return code;
}
