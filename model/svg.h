/**
 * Wages as a chart: SVG that needs nothing else, light or dark as the reader's screen is.
 */
#ifndef POVOLANI_SVG_H
#define POVOLANI_SVG_H

#include "model/answer.h"

/**
 * The answer, a list of struct wage in its order, as an SVG document in Czech, headed by the answer's caption. A line a
 * row, below a heading for each group and period. Of the figures those that are selected are drawn; a row that is
 * withheld says so.
 */
struct bytes answer_svg(const struct answer *answer, const struct style *style);

#endif
