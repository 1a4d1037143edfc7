/**
 * The figures of ISPV's wages, which readers of JSON and of tables share: how they are read, and in which order they
 * are.
 */
#ifndef POVOLANI_WAGE_FIGURES_H
#define POVOLANI_WAGE_FIGURES_H

#include "model/wage.h"

#include <stdbool.h>
#include <stddef.h>

/** p10, p25, median, p75, p90, which rise; mean; employees. */
enum { WAGE_QUANTILES = 5, WAGE_FIGURES = 7, WAGE_EMPLOYEES_AT = 6 };

/** The figure of that number. */
struct figure *wage_figure(struct wage *wage, size_t number);

/**
 * Reads a figure as ISPV states it: CZK, or thousands of employees, both with decimals. It is rounded half up.
 * @return false: it is no number, or above 1 000 000 000
 */
bool wage_figure_read(const char *text, size_t number, int64_t *value);

/**
 * Finds two neighbours of the known quantiles that do not rise.
 * @param low, high  their numbers; 0 and 0 at first, then those that were found last
 */
bool wage_figures_fall(struct wage *wage, size_t *low, size_t *high);

#endif
