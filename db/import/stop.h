/**
 * SIGINT and SIGTERM as a wish to end soon, for work that can be continued later.
 */
#ifndef POVOLANI_STOP_H
#define POVOLANI_STOP_H

#include <signal.h>
#include <stdbool.h>

/** Watches the signals from now on. @return what is set once one has come */
const volatile sig_atomic_t *stop_watch(void);

/** Lets the signals end the program again. */
void stop_unwatch(void);

bool stop_requested(void);

#endif
