/**
 * The reader of the ministry's open data, {"polozky":[…]}: wages (ISPV of the country, RSCP of the regions) and the
 * codelists of regions, districts and CZ-ISCO.
 *
 * Of wages:
 * - A median of 0 says that the figures are withheld: all are unknown. Any other 0 is an unknown figure.
 * - Figures are rounded half up to whole CZK, thousands of employees to persons.
 * - A row of a group without sphere or period, or whose kraj is an empty text, is left out with a warning: what it is
 *   about is not guessed. The row of zeros that ends the regional file is about nothing and is skipped.
 * - Bonuses and supplements (odmenaMzdy, priplatekMzdy) are not served, so they are not read.
 */
#ifndef POVOLANI_MPSV_H
#define POVOLANI_MPSV_H

#include "db/import/json_node.h"
#include "model/vocabulary.h"

/**
 * Reads {"polozky":[…]}. The rows of wages are given back one by one as they are read, so a file of wages takes no more
 * than its tree and its wages at once.
 */
void mpsv_read(struct json_reader *reader, const struct node *root);

/* What the parts share: mpsv.c */

/**
 * A reference to an entry of a codelist: "Kraj/19", or {"id": "Kraj/19"}.
 * @param list  the codelist's name, "Kraj"
 * @return what stands behind "Kraj/", in the JSON value; "" of an empty one; NULL: missing, or reported
 */
const char *mpsv_reference(struct json_reader *reader, const struct node *node, const char *list);

/** @return the region of MPSV's number; NULL if none has it. */
const struct entry *mpsv_region(const char *number);

/* mpsv_wage.c, mpsv_codelist.c */

void mpsv_wages(struct json_reader *reader, const struct node *rows);

/** Reads a codelist, of which the first row's id tells which one it is. */
void mpsv_codelist(struct json_reader *reader, const struct node *rows);

#endif
