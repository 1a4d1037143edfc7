/**
 * Periods of wages, as sources name them.
 */
#ifndef POVOLANI_PERIOD_H
#define POVOLANI_PERIOD_H

#include "model/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { PERIOD_YEAR_MIN = 1900, PERIOD_YEAR_MAX = 2999 };

struct period {
    int64_t year;
    unsigned half; /* 1 or 2; 0: the whole year */
};

/** Reads "rok 2025", "2025", "1. pololetí 2025", "2025H1", "2025-H1" … @return false: it is none. */
bool period_read(const char *text, struct period *period);

/** @return the period as it is served, "2025" or "2025-H1", in the arena; NULL if there is no memory. */
const char *period_text(struct arena *arena, const struct period *period);

/**
 * Orders periods as period_text writes them: a whole year is newer than its halves, as its figures come after theirs.
 * @param than  may be "": then any period is newer
 */
bool period_is_newer(const char *period, const char *than);

#endif
