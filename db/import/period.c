#include "db/import/period.h"

#include <string.h>

enum { YEAR_DIGITS = 4 };

/* Y stands for the year, N for the half. */
static const char *const forms[] = {
    "Y",    "rok Y", "N. pololetí Y", "N. pololetí roku Y", "N.pololetí Y", "Y N. pololetí", "YHN", "Y-HN",
    "Y/HN", "Y HN",  "HN Y",
};

static bool read_year(const char *text, int64_t *year)
{
    *year = 0;
    if (strspn(text, "0123456789") < YEAR_DIGITS)
        return false;
    for (size_t i = 0; i < YEAR_DIGITS; i++)
        *year = *year * 10 + text[i] - '0';
    return *year >= PERIOD_YEAR_MIN && *year <= PERIOD_YEAR_MAX;
}

static bool read_form(const char *text, const char *form, struct period *period)
{
    bool fits = true;

    *period = (struct period){0};
    for (; fits && *form; form++) {
        if (*form == 'Y') {
            fits = read_year(text, &period->year);
            text += fits ? YEAR_DIGITS : 0;
        } else if (*form == 'N') {
            fits = *text == '1' || *text == '2';
            period->half = fits ? (unsigned)(*text++ - '0') : 0;
        } else {
            fits = *text++ == *form;
        }
    }
    return fits && !*text;
}

bool period_read(const char *text, struct period *period)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (read_form(text, forms[i], period))
            return true;
    return false;
}

const char *period_text(struct arena *arena, const struct period *period)
{
    int year = (int)period->year;

    return period->half ? arena_format(arena, "%d-H%u", year, period->half) : arena_format(arena, "%d", year);
}

bool period_is_newer(const char *period, const char *than)
{
    int years = strncmp(period, than, YEAR_DIGITS);
    size_t length = strlen(period), other = strlen(than);

    if (years != 0)
        return years > 0;
    return length != other ? length < other : strcmp(period, than) > 0;
}
