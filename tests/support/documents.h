/**
 * Documents as the builder takes them, with few fields, and the dataset that they make. All of them live until
 * documents_close; what is said is said of the document's last occupation, and the document is returned, so that one
 * expression makes one.
 */
#ifndef POVOLANI_TEST_DOCUMENTS_H
#define POVOLANI_TEST_DOCUMENTS_H

#include "db/import/document.h"
#include "model/vocabulary.h"

/** A fixture. Digests count from 1: of one publisher, and but for cards, the document made first has the lowest rank.
 */
void documents_open(void);
void documents_close(void);

/** A document with one occupation. A number of 0 and a NULL slug or name are not said. */
struct document *documents_card(int64_t number, const char *name);
struct document *documents_api(int64_t number, const char *slug, const char *name);
struct document *documents_table(int64_t number, const char *slug, const char *name);

/** Documents without an occupation. */
struct document *documents_wages(const char *name, const char *edition);
struct document *documents_codebook(void);

/** One more occupation in it. */
struct document *documents_more(struct document *document, int64_t number, const char *slug, const char *name);

struct occupation *documents_last(struct document *document);

struct document *documents_isco(struct document *document, const char *code);

/** Says that a part is stated; the next two do that, too. */
struct document *documents_states(struct document *document, enum part part);
struct document *documents_activity(struct document *document, const char *text);
struct document *documents_education(struct document *document, const char *code);

/** relation: "parent", "specialization" or "sibling"; id as in struct document. */
struct document *documents_related(struct document *document, const char *relation, const char *name, const char *id);

/** A national wage of the sphere "wage", in the document's own list where it has no occupation. The source is the
 *  document's; a median of 0 is a suppressed row. */
struct document *documents_figure(struct document *document, const char *isco, const char *period, int64_t median);

/** The row that was added last, to change more of it. */
struct wage *documents_last_figure(struct document *document);

struct document *documents_naming(struct document *document, const char *kind, const char *code, const char *name);

/**
 * Builds a dataset of them, added in this order, one whose digest came before as its copy; the test fails if the
 * builder does. Digests count from 1 when documents are built for the first time: of one publisher, and but for cards,
 * the document built first has the lowest rank. Their paths are "t/codebook-1", "t/api-2", "t/table-3" by digest,
 * "t/card-5" by the card's number.
 *
 * @param documents  ends with NULL
 * @return the findings as they are written, in a static buffer a call, 4 of them
 */
const char *documents_build(const char *out, struct document *const documents[]);
#define BUILD(out, ...) documents_build((out), (struct document *const[]){__VA_ARGS__, NULL})

#endif
