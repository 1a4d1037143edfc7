#include "tests/support/documents.h"

#include "db/import/builder.h"
#include "db/import/publishers.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

enum { FINDINGS = 4, FINDINGS_BYTES = 8192 };

static struct arena *arena;
static long long digests;

void documents_open(void)
{
    arena = arena_new();
    ck_assert_ptr_nonnull(arena);
    digests = 0;
}

void documents_close(void)
{
    arena_free(arena);
}

static void *must(void *taken)
{
    ck_assert_ptr_nonnull(taken);
    return taken;
}

static void *added(struct list *list, size_t size)
{
    return must(list_add(list, arena, size));
}

static char *format(const char *text, long long number)
{
    return must(arena_format(arena, "%s%lld", text, number));
}

static struct document *document_of(const char *source, enum publisher publisher)
{
    struct document *document = must(arena_take(arena, sizeof *document));

    *document = (struct document){.source = source, .publisher = publisher, .edition = ""};
    return document;
}

struct document *documents_more(struct document *document, int64_t number, const char *slug, const char *name)
{
    struct occupation *occupation = added(&document->occupations, sizeof *occupation);

    occupation->nsp_id = (struct figure){.known = number != 0, .value = number};
    occupation->id = number ? format("", number) : slug;
    occupation->slug = slug;
    occupation->name = name;
    return document;
}

struct document *documents_card(int64_t number, const char *name)
{
    return documents_more(document_of(SOURCE_NSP, PUBLISHER_NSP_CARD), number, NULL, name);
}

struct document *documents_api(int64_t number, const char *slug, const char *name)
{
    return documents_more(document_of(SOURCE_NSP_API, PUBLISHER_NSP_API), number, slug, name);
}

struct document *documents_table(int64_t number, const char *slug, const char *name)
{
    return documents_more(document_of(SOURCE_NSP_UNITS, PUBLISHER_NSP_TABLE), number, slug, name);
}

struct document *documents_wages(const char *name, const char *edition)
{
    struct document *document = document_of(SOURCE_ISPV, PUBLISHER_WAGES);

    document->name = name;
    document->edition = edition;
    return document;
}

struct document *documents_codebook(void)
{
    return document_of(SOURCE_CZ_ISCO, PUBLISHER_CODEBOOK);
}

struct occupation *documents_last(struct document *document)
{
    return (struct occupation *)document->occupations.at + document->occupations.count - 1;
}

/* What is said ----------------------------------------------------------------------------------------------------- */

struct document *documents_isco(struct document *document, const char *code)
{
    struct isco_ref *isco = added(&documents_last(document)->isco, sizeof *isco);

    isco->code = code;
    return document;
}

struct document *documents_states(struct document *document, enum part part)
{
    ck_assert(list_add_text(&documents_last(document)->stated, arena, occupation_parts[part].code));
    return document;
}

struct document *documents_activity(struct document *document, const char *text)
{
    ck_assert(list_add_text(&documents_last(document)->activities, arena, text));
    return documents_states(document, PART_ACTIVITIES);
}

struct document *documents_education(struct document *document, const char *code)
{
    struct education *education = added(&documents_last(document)->education, sizeof *education);

    *education = (struct education){.code = code, .name = "Obor", .type = "kkov", .suitability = "suitable"};
    return documents_states(document, PART_EDUCATION);
}

struct document *documents_related(struct document *document, const char *relation, const char *name, const char *id)
{
    struct occupation *occupation = documents_last(document);
    struct related_ref *related;

    if (!occupation->related)
        occupation->related = must(arena_take(arena, sizeof *occupation->related));
    if (strcmp(relation, "parent") == 0)
        related = occupation->related->parent = must(arena_take(arena, sizeof *related));
    else if (strcmp(relation, "specialization") == 0)
        related = added(&occupation->related->specializations, sizeof *related);
    else
        related = added(&occupation->related->siblings, sizeof *related);
    *related = (struct related_ref){.name = name, .id = id};
    return document;
}

static struct list *figures_of(struct document *document)
{
    return document->occupations.count > 0 ? &documents_last(document)->wages : &document->wages;
}

struct document *documents_figure(struct document *document, const char *isco, const char *period, int64_t median)
{
    struct wage *wage = added(figures_of(document), sizeof *wage);

    *wage = (struct wage){
        .source = document->publisher == PUBLISHER_WAGES ? SOURCE_ISPV : SOURCE_NSP,
        .isco = isco,
        .year = strtol(period, NULL, 10),
        .period = period,
        .region = "CZ",
        .sphere = "wage",
        .status = median ? "published" : "suppressed",
        .median = {.known = median != 0, .value = median},
    };
    return document;
}

struct wage *documents_last_figure(struct document *document)
{
    const struct list *figures = figures_of(document);

    return (struct wage *)figures->at + figures->count - 1;
}

struct document *documents_naming(struct document *document, const char *kind, const char *code, const char *name)
{
    struct naming *naming = added(&document->namings, sizeof *naming);

    *naming = (struct naming){.kind = kind, .code = code, .name = name, .line = (int64_t)document->namings.count};
    return document;
}

/* Building --------------------------------------------------------------------------------------------------------- */

/* Gives what a document has that comes from outside, when it is built for the first time. */
static void settle(struct document *document)
{
    static const char *const kinds[] = {"codebook-", "card-", "api-", "table-"};
    bool is_card = document->publisher == PUBLISHER_NSP_CARD;

    if (document->digest)
        return;
    document->digest = must(arena_format(arena, "sha-256:%064llx", (unsigned long long)++digests));
    if (!document->name)
        document->name = format(kinds[document->publisher], is_card ? documents_last(document)->nsp_id.value : digests);
    document->path = must(arena_format(arena, "t/%s", document->name));
}

/* Adds a document, or says that it came again. */
static bool add(struct builder *builder, const struct document *document)
{
    struct builder_document first;

    if (!builder_find(builder, arena, document->digest, &first))
        return false;
    return first.path ? builder_add_copy(builder, document) : builder_add(builder, document);
}

const char *documents_build(const char *out, struct document *const documents[])
{
    static char said[FINDINGS][FINDINGS_BYTES];
    static size_t turn;
    char *text = said[turn++ % FINDINGS];
    struct findings findings = {.out = fmemopen(text, FINDINGS_BYTES, "w")};
    struct builder *builder = builder_open(must(arena_format(arena, "%s.work", out)));
    bool good = true;

    ck_assert_ptr_nonnull(findings.out);
    *text = '\0';
    remove(out);
    for (; *documents && good; documents++) {
        settle(*documents);
        good = add(builder, *documents);
    }
    good = good && builder_finish(builder, NULL, &findings) && builder_write(builder, out);
    ck_assert_msg(good, "%s", builder_fault(builder));
    builder_close(builder);
    ck_assert_int_eq(fclose(findings.out), 0);
    return text;
}
