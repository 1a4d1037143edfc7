/**
 * The reader of saved answers of the NSP API v1.2.
 *
 * It takes whole answers: {"code":200,"data":…,"_links":…}. Which endpoint one is of shows in the members of data. It
 * takes arrays without an envelope, too, where somebody kept the items of /workUnit or the directions.
 *
 * What the API calls things, and how that is known (no description of it is at hand):
 * - legacyId of a unit is the NSP number that cards print as ID. zajca/sf4-jwt-api looks up units by legacyId with the
 *   numbers of its data/riasec.csv, and those are the cards': 103332 Ředitel zákaznických služeb, 176 Kadeřník, 103424
 *   Účetní, 103391 Vrchní komisař – specialista ICT. Units that are newer than that may have none, as new rows of
 *   /lists/iSCO have none; then it is code, which the same importer keeps as an integer beside it. nspCode, a text of
 *   which no value is known, is not read: pages of units print "(NSP 7)" for a qualification level.
 * - professionalDirectionPrimary is the card's Odborný směr (both say Management of 103332); Secondary and Additions
 * are then its Odborný podsměr and Další odborné podsměry, the two others of the same three lines.
 * - type 1 is an occupation, 2 a specialization (cards: WorkUnitTypeEnum.1, .2).
 * - competences[] has skills and knowledge; codes of knowledge have "_" in the middle (h13._.0020), as on cards.
 * - minWage and maxWage have no year, region and sphere, so they are not read.
 */
#ifndef POVOLANI_NSP_API_H
#define POVOLANI_NSP_API_H

#include "db/import/json_node.h"

/** Is it an answer of the API, of whichever endpoint, or of a server that failed? Or an array of what it answers? */
bool nsp_api_is_likely(const struct node *root);

/** Reads it. The occupation of a sub-resource (/workUnit/SLUG/isco) has its slug from _links, and else nothing. */
void nsp_api_read(struct json_reader *reader, const struct node *root);

#endif
