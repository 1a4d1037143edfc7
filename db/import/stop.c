#include "db/import/stop.h"

#include <stddef.h>

static volatile sig_atomic_t requested;

static void request(int number)
{
    (void)number;
    requested = 1;
}

static void handle(void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART}; /* no write is cut short */

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

const volatile sig_atomic_t *stop_watch(void)
{
    handle(request);
    return &requested;
}

void stop_unwatch(void)
{
    handle(SIG_DFL);
}

bool stop_requested(void)
{
    return requested;
}
