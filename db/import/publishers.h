/**
 * The sources that documents may belong to: who publishes them, and on which terms.
 */
#ifndef POVOLANI_PUBLISHERS_H
#define POVOLANI_PUBLISHERS_H

#include "model/catalogue.h"

#define SOURCE_NSP        "nsp"        /* cards */
#define SOURCE_NSP_API    "nsp-api"    /* answers of the NSP API */
#define SOURCE_NSP_UNITS  "nsp-units"  /* a table of units made from the NSP API */
#define SOURCE_ISPV       "ispv"       /* wages: ISPV and its regional part RSCP, as JSON or as tables */
#define SOURCE_CZ_ISCO    "cz-isco"    /* the codebook */
#define SOURCE_ESCO       "esco"       /* ISCO-08 and ESCO */
#define SOURCE_KKOV       "kkov"       /* the codebook */
#define SOURCE_DISTRICTS  "districts"  /* the codebook of MPSV */
#define SOURCE_TITLES     "titles"     /* titles of job adverts with their CZ-ISCO group */
#define SOURCE_SUCCESSORS "successors" /* a table of occupations that are no more */

/** Each has id, publisher, licence and attribution; the rest is counted by the builder. Ends with a NULL id. */
extern const struct source publishers[];

/** @return the row of that id, which has to be there. */
const struct source *publisher_of(const char *id);

#endif
