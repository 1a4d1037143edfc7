/**
 * What the parts of the reader of NSP API answers share. Only db/import/nsp_api*.c include it.
 */
#ifndef POVOLANI_NSP_API_READER_H
#define POVOLANI_NSP_API_READER_H

#include "db/import/nsp_api.h"
#include "model/vocabulary.h"

/** @return the slug of a unit (code.h); NULL: missing, or reported. */
const char *nsp_api_slug(struct json_reader *reader, const struct node *node);

/** Makes an occupation of which only the slug is known. */
void nsp_api_begin(struct json_reader *reader, struct occupation *occupation, const char *slug);

/** Adds it to the document. */
void nsp_api_finish(struct json_reader *reader, const struct occupation *occupation);

/** Notes that a part is stated. */
void nsp_api_state(struct json_reader *reader, struct occupation *occupation, enum part part);

/* nsp_api_unit.c */

/** Reads the items of /workUnit. */
void nsp_api_units(struct json_reader *reader, const struct node *units);

/** Reads one unit. @param slug  NULL: it has none, which was reported */
void nsp_api_unit(struct json_reader *reader, const struct node *unit, const char *slug);

/** Reads the name of a field or subfield. @return false: it has none, or it was reported. */
bool nsp_api_term(struct json_reader *reader, const struct node *names, size_t index, struct term *term);

/* Parts of one unit: nsp_api_parts.c, nsp_api_competence.c */

void nsp_api_isco(struct json_reader *reader, const struct node *rows, struct occupation *occupation);
void nsp_api_education(struct json_reader *reader, const struct node *data, struct occupation *occupation);
bool nsp_api_has_competences(const struct node *data);
void nsp_api_competences(struct json_reader *reader, const struct node *data, struct occupation *occupation);

/** @return the kind of a code of competences[]: "knowledge" for h13._.0020, else "skill". */
const struct entry *nsp_api_hard_kind(const char *code);

/** @return "soft:2.1"; NULL if there is no memory. */
const char *nsp_api_competence_id(struct json_reader *reader, const struct entry *kind, const char *code);

/** @return the code that cards print of a generic skill, "b01"; NULL: missing, or reported. */
const char *nsp_api_generic_code(struct json_reader *reader, const struct node *skill);

/* nsp_api_codebook.c */

/** Reads a list that is about no unit. @return false: it is none that is known. */
bool nsp_api_codebook(struct json_reader *reader, const struct node *rows);

#endif
