#include "db/import/decimal.h"

#include <string.h>

#define DIGITS "0123456789"

static const int64_t most = 100000000000000000;

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool append(int64_t *value, char digit)
{
    *value = *value * 10 + digit - '0';
    return *value <= most;
}

/* Reads "111 959" at *at and moves *at behind it. */
static bool read_whole(const char **at, int64_t *value)
{
    size_t run = strspn(*at, DIGITS);
    bool grouped = run <= 3;
    bool fits = run > 0;

    for (*value = 0; fits && is_digit(**at); ++*at)
        fits = append(value, **at);
    while (fits && grouped && **at == ' ' && strspn(*at + 1, DIGITS) == 3)
        for (++*at; fits && is_digit(**at); ++*at)
            fits = append(value, **at);
    return fits;
}

bool decimal_round(const char *text, unsigned shift, int64_t *value)
{
    const char *at = text;
    bool fits = read_whole(&at, value);

    if (fits && (*at == ',' || *at == '.') && is_digit(at[1]))
        at++;
    else if (!fits || *at)
        return false;
    for (; fits && shift > 0; shift--)
        fits = append(value, is_digit(*at) ? *at++ : '0');
    if (*at >= '5' && *at <= '9')
        ++*value;
    return fits && at[strspn(at, DIGITS)] == '\0';
}
