#include "db/import/wage_figures.h"

#include "db/import/decimal.h"

enum { FIGURE_MAX = 1000000000, THOUSAND = 3 };

static const size_t offsets[WAGE_FIGURES] = {
    offsetof(struct wage, p10),       offsetof(struct wage, p25), offsetof(struct wage, median),
    offsetof(struct wage, p75),       offsetof(struct wage, p90), offsetof(struct wage, mean),
    offsetof(struct wage, employees),
};

struct figure *wage_figure(struct wage *wage, size_t number)
{
    return (struct figure *)(void *)((char *)wage + offsets[number]);
}

bool wage_figure_read(const char *text, size_t number, int64_t *value)
{
    return decimal_round(text, number == WAGE_EMPLOYEES_AT ? THOUSAND : 0, value) && *value <= FIGURE_MAX;
}

bool wage_figures_fall(struct wage *wage, size_t *low, size_t *high)
{
    size_t last = *high;

    for (size_t next = last + 1; next < WAGE_QUANTILES; next++) {
        const struct figure *figure = wage_figure(wage, next), *before = wage_figure(wage, last);

        if (!figure->known)
            continue;
        if (before->known && before->value > figure->value) {
            *low = last;
            *high = next;
            return true;
        }
        last = next;
    }
    return false;
}
