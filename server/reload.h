/**
 * Watches the dataset file and publishes a new snapshot when another file stands there.
 *
 * inotify on the folder says so at once; a look every few seconds finds what it does not show: a folder that appears
 * later, a symbolic link somewhere on the way that comes to mean another folder (Kubernetes). A file that is refused is
 * tried again now and then, as that may have been the system's fault, but logged and counted once for each reason; what
 * is served goes on being served.
 */
#ifndef POVOLANI_RELOAD_H
#define POVOLANI_RELOAD_H

#include "server/service.h"

struct reload;

/** How often reload_tick wants to be called when nothing happens. */
enum { RELOAD_TICK_MS = 2000 };

/** @param path  lives as long as the watch. @return NULL if there is no memory */
struct reload *reload_new(struct service *service, const char *path, unsigned workers, size_t cache_budget);
void reload_free(struct reload *reload);

/** A descriptor to poll for reading; -1 while there is none. */
int reload_descriptor(const struct reload *reload);

/**
 * Loads what stands there at the start. As there is nothing else to serve, it is served before all of it has been
 * checked. What is damaged is not served anyhow; a file of which it turns out is withdrawn.
 */
void reload_start(struct reload *reload);

/** Loads what stands there, whatever it is: on SIGHUP. Like all that comes later, it is served when all of it has been
 *  checked. */
void reload_now(struct reload *reload);

/** Is a file being checked? Then reload_check wants to be called, again and again: each call checks some hundred kB. */
bool reload_is_checking(const struct reload *reload);
void reload_check(struct reload *reload);

/** The descriptor is readable: loads another file at once. */
void reload_event(struct reload *reload);

/** Some seconds passed: loads another file that has stopped changing, or tries a refused one again. */
void reload_tick(struct reload *reload);

#endif
