/**
 * Content negotiation by q-values (RFC 9110, 12.5): which form of an answer, in which encoding.
 */
#ifndef POVOLANI_NEGOTIATE_H
#define POVOLANI_NEGOTIATE_H

#include "server/plan.h"

/** What a resource can be given as, whichever of it a row offers. Ends with a NULL type. */
struct media_type {
    unsigned representation;
    const char *type;         /* as Accept names it */
    const char *content_type; /* with its parameters */
    const char *suffix;       /* of a path that asks for it; NULL: none does */
};
extern const struct media_type media_types[];

/** @return the entry of AS_JSON, AS_CSV …; the last, empty one for any other number */
const struct media_type *media_type_of(unsigned representation);

/**
 * The representation that a client likes best; JSON where it likes several alike.
 *
 * @param accept   the header, several of them joined by commas; NULL or empty: anything
 * @param offered  a set of AS_JSON, AS_CSV …
 * @return one of offered; 0 if none is acceptable
 */
unsigned negotiate_representation(const char *accept, unsigned offered);

/** A set of encodings. */
#define ENCODING_BIT(encoding) (1u << (encoding))
enum { ENCODINGS_ALL = ENCODING_BIT(ENCODING_COUNT) - 1 };

/**
 * The encoding of those offered that a client likes best: of those it likes alike, br before gzip before identity.
 * Where it accepts none of them ("identity;q=0"), identity all the same, as RFC 9110 allows, since it is of more use
 * than an error.
 */
enum encoding negotiate_encoding(const char *accept_encoding, unsigned offered);

#endif
