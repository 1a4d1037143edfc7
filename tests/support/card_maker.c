#include "tests/support/card_maker.h"

#include "model/text.h"
#include "model/vocabulary.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { KINDS = 5, GROUPS_MAX = 3 };

struct maker {
    struct arena *arena;
    uint64_t state;
    struct card card;
    struct list lines;      /* const char * */
    unsigned stated;        /* bit n: part n */
    const char *headings[2]; /* what may be repeated after a page break: the section and its part, … */
    const char *above;      /* … a line above the table, */
    const char *headers[2]; /* … the table's header */
    bool described;         /* in the title and description a page break has blank lines on both sides or on none */
    size_t breaks;
    struct working_condition loads[LOAD_FACTOR_COUNT];
    struct list competences[KINDS];
    struct list glued, names, other_subfields;
};

/* Chance: splitmix64 ----------------------------------------------------------------------------------------------- */

static uint64_t next_random(struct maker *maker)
{
    uint64_t mixed = maker->state += 0x9E3779B97F4A7C15U;

    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
}

static size_t below(struct maker *maker, size_t limit)
{
    return (size_t)(next_random(maker) % limit);
}

static bool chance(struct maker *maker, size_t percent)
{
    return below(maker, 100) < percent;
}

static void shuffle(struct maker *maker, size_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    for (size_t i = count; i > 1; i--) {
        size_t other = below(maker, i);
        size_t kept = order[i - 1];

        order[i - 1] = order[other];
        order[other] = kept;
    }
}

/* Words ------------------------------------------------------------------------------------------------------------ */

static const char *phrase(struct maker *maker)
{
    static const char *const first[] = {"Řízení",  "Údržba", "Ošetřování", "Čištění", "Žehlení",
                                        "Šití",    "Výroba", "Stavba",     "Kontrola", "Ďáblovo dílo"};
    static const char *const more[] = {"strojů",   "koní",    "železničních vozů", "a příprava", "ve skladu", "č. 3",
                                       "(i ruční)", "oděvů – dámských", "kůží", "obilí", "podle § 12", "úřadů"};
    const char *text = first[below(maker, sizeof first / sizeof *first)];

    for (size_t words = 1 + below(maker, 4); words > 0; words--)
        text = arena_format(maker->arena, "%s %s", text, more[below(maker, sizeof more / sizeof *more)]);
    return text;
}

/* A name in a list, which may hold commas of its own. */
static const char *list_name(struct maker *maker)
{
    static const char *const forms[] = {"%s", "%s, lakýrník a natěrač", "%s (Praha, Brno)", "%s „Alfa, Beta“",
                                        "%s \"Gama, Delta\"", "%s, (s praxí", "%s, 2. stupeň"};
    size_t form = below(maker, 5);

    switch (form) {
    case 0:
        return phrase(maker);
    default:
        return arena_format(maker->arena, "%s%s", phrase(maker), forms[form] + 2);
    }
}
