/**
 * The store: questions to one dataset file. The only way to the data for handlers; SQL and sqlite3 stay behind it.
 *
 * A store is one read-only connection with its prepared statements and belongs to one thread at a time. What is asked
 * with is borrowed for the call; answers are written into the caller's arena, and nothing in them points into the
 * store.
 *
 * Every question answers STORE_OK, STORE_NOT_FOUND (only those that ask for one thing), STORE_NO_MEMORY, or
 * STORE_DAMAGED when the file fails (logged here, with the query's name). What it writes is to be read on STORE_OK
 * only, and is zeroed before by the caller. A filter value that the dataset does not have matches nothing. Sources:
 * db/queries/.
 */
#ifndef POVOLANI_STORE_H
#define POVOLANI_STORE_H

#include "model/answer.h"
#include "model/catalogue.h"
#include "model/export.h"
#include "model/gap.h"
#include "model/occupation.h"
#include "model/profile.h"
#include "model/search.h"
#include "model/wage_position.h"

enum store_status { STORE_OK, STORE_NOT_FOUND, STORE_NO_MEMORY, STORE_DAMAGED };

struct store;

/** A status is to be looked at. */
#define STORE_CHECKED __attribute__((warn_unused_result))

enum { STORE_REASON_BYTES = 256 };

/**
 * Opens a dataset file, read-only and immutable, and checks that it is one of ours, of this schema, whole and not
 * empty.
 *
 * @param store   written on STORE_OK only, then the caller's: store_close
 * @param reason  what is wrong, for the log; written on any other status
 */
enum store_status store_open(const char *path, struct store **store,
                             char reason[static STORE_REASON_BYTES]) STORE_CHECKED;

/** The same but for the bytes, of which only the first are checked, so it takes as long for any size. The others are
 *  checked when they are read: a question that comes upon damaged ones is answered with STORE_DAMAGED. */
enum store_status store_open_at_once(const char *path, struct store **store,
                                     char reason[static STORE_REASON_BYTES]) STORE_CHECKED;

/** Opens one more connection to the file of a store that is open, whatever has its name by now. */
enum store_status store_open_again(const struct store *first, struct store **store,
                                   char reason[static STORE_REASON_BYTES]) STORE_CHECKED;

/**
 * What store_open_at_once has left, part by part: all bytes of a store's file are checked. It needs the store no more,
 * so it goes on in any thread, whatever becomes of the store.
 */
struct file_check;

/** @return NULL if there is no memory */
struct file_check *file_check_new(const struct store *store);
void file_check_free(struct file_check *check);

/**
 * Checks the next part, some hundred kB.
 * @param ended   this was the last part, or is damaged
 * @param reason  written if it is
 */
enum store_status file_check_go_on(struct file_check *check, bool *ended,
                                   char reason[static STORE_REASON_BYTES]) STORE_CHECKED;

void store_close(struct store *store);

/** @return the version: 16 hex digits; lives as long as the store. */
const char *store_version(const struct store *store);

/** The digest of the whole file, "sha-256:HEX"; lives as long as the store. */
const char *store_digest(const struct store *store);

/** @return the date of the newest source as seconds since 1970 (UTC midnight). */
int64_t store_last_modified(const struct store *store);

/** @return how many occupations there are. */
int64_t store_occupation_count(const struct store *store);

/**
 * Where a page starts and how long it is. The page's total counts the whole list; its last is the position to go on
 * from, NULL if the page is not full (any text is allowed there: a strange one is only a strange place to start).
 */
struct window {
    int64_t limit; /* 0: all rows */
    struct position after;
};

/** What is asked for by level: a competence of at least it, or a load of at most it. */
struct level_bound {
    const char *id; /* "soft:2.1", "noise" */
    struct figure level;
};

/** A key to sort by, ascending or not; who has none comes last either way. */
struct sort_by {
    const char *name; /* of a column in occupation_column */
    bool descending;
};

/** Filters. Lists hold const char *: OR inside, empty is no filter; AND between. */
struct occupation_filter {
    const char *q; /* words that all have to match: any text; NULL is no filter */
    struct list ids;
    struct list isco; /* the code and all below it */
    struct list esco; /* URIs of concepts or ISCO-08 codes: the occupations that store_esco has for them */
    struct list fields;
    struct list subfields;
    struct list types;                /* "occupation", "specialization" */
    struct list qualification_levels; /* "1" to "8", the highest level of the occupation */
    struct figure qualification_level_min;
    struct figure qualification_level_max;
    struct figure regulated;             /* 0 or 1; an occupation of which it is unknown passes neither */
    struct list education;               /* codes; one that stands for a group, "62xxT" or "62", also for its members */
    struct list competences;             /* struct level_bound: all have to hold; an unknown level passes no level */
    struct list loads;                   /* struct level_bound: all have to hold; an unknown level passes none */
    struct list without_conditions;      /* ids: all have to hold; only where health conditions are stated */
    struct list regions, spheres, years; /* one or none each: whose medians median_wage means */
    struct figure median_wage_min;       /* CZK a month; who has no median passes neither bound */
    struct figure median_wage_max;
    struct list sorts;  /* struct sort_by; none: by relevance to q, without it by name. Ties by id */
    struct list facets; /* "field", "qualification_level", "regulated", "isco_major" */
};

struct wage_filter {
    const char *occupation; /* id: the rows that belong to the occupation; NULL: of all groups */
    struct list isco;       /* the code and all below it */
    struct list levels;     /* "1" to "5": digits of the code */
    struct list regions;
    struct list spheres;
    struct list years;
    struct list sources;
    struct list statuses;
    struct figure median_min; /* CZK a month; rows without a median pass neither bound */
    struct figure median_max;
};

/** One occupation, whole. */
enum store_status store_occupation(struct store *, struct arena *, const char *id,
                                   struct occupation *out) STORE_CHECKED;
/** Is there an occupation with that id? @return STORE_NOT_FOUND if there is none */
enum store_status store_occupation_exists(struct store *, const char *id) STORE_CHECKED;

/** Its name, NULL where the sources only know the slug. @return STORE_NOT_FOUND if there is none */
enum store_status store_occupation_name(struct store *, struct arena *, const char *id,
                                        const char **name) STORE_CHECKED;

/** Its parts, as they stand in the whole: struct competence, working_condition, education. STORE_NOT_FOUND if there is
 *  no such occupation; one without the part has an empty list. */
enum store_status store_competences_of(struct store *, struct arena *, const char *id, struct list *out) STORE_CHECKED;
enum store_status store_working_conditions_of(struct store *, struct arena *, const char *id,
                                              struct list *out) STORE_CHECKED;
enum store_status store_education_of(struct store *, struct arena *, const char *id, struct list *out) STORE_CHECKED;
/** struct health_condition items, limiting first; *note is the consultation sentence or NULL. */
enum store_status store_health_conditions_of(struct store *, struct arena *, const char *id, struct list *out,
                                             const char **note) STORE_CHECKED;

/** The id of the occupation with that slug. */
enum store_status store_occupation_by_slug(struct store *, struct arena *, const char *slug,
                                           const char **id) STORE_CHECKED;

/**
 * struct summary. Where the filter has a region, sphere or year, median_wage is the one of these; the region is the
 * country unless it is given.
 * @param beside  the facets that the filter names, in its order, over the whole result; words of q that were corrected
 */
enum store_status store_occupations(struct store *, struct arena *, const struct occupation_filter *,
                                    const struct window *, struct page *out,
                                    struct occupation_findings *beside) STORE_CHECKED;

/** struct wage, by isco, newest period first, the country before its regions, wage before salary; rolled_up is known
 * only where an occupation is asked for. An unknown occupation has no rows. */
enum store_status store_wages(struct store *, struct arena *, const struct wage_filter *, const struct window *,
                              struct page *out) STORE_CHECKED;

/**
 * The row by which an amount of money is judged, of the finest group that has a published median in the region and
 * sphere, from the code on upwards; then of the newest period, a whole year before its half, ispv before nsp.
 *
 * @param filter   isco, regions and spheres have one text each; years one or none; the rest is not read
 * @param row      rolled_up: of a group above the code
 * @param absence  written on STORE_NOT_FOUND: what there is instead
 */
enum store_status store_wage_position(struct store *, struct arena *, const struct wage_filter *filter,
                                      struct wage *row, struct wage_absence *absence) STORE_CHECKED;

/** struct catalogue_competence, by kind (vocabulary's order) and code. kinds: NULL or empty is all. */
enum store_status store_competences(struct store *, struct arena *, const struct list *kinds, const struct window *,
                                    struct page *out) STORE_CHECKED;
/** Those that the words of q match, by relevance. @param corrected  struct correction */
enum store_status store_search_competences(struct store *, struct arena *, const char *q, const struct list *kinds,
                                           const struct window *, struct page *out,
                                           struct list *corrected) STORE_CHECKED;
enum store_status store_competence(struct store *, struct arena *, const char *id,
                                   struct catalogue_competence *out) STORE_CHECKED;

/** struct catalogue_health_condition, by Czech name. */
enum store_status store_health_conditions(struct store *, struct arena *, const struct window *,
                                          struct page *out) STORE_CHECKED;
enum store_status store_health_condition(struct store *, struct arena *, const char *id,
                                         struct catalogue_health_condition *out) STORE_CHECKED;

/** struct catalogue_working_condition, all 22 in the vocabulary's order; an occupation counts at
 *  its highest level, and not at all where the factor's level is unknown. struct load_level: the legend. */
enum store_status store_working_conditions(struct store *, struct arena *, const struct window *,
                                           struct page *out) STORE_CHECKED;
enum store_status store_working_condition(struct store *, struct arena *, const char *factor,
                                          struct catalogue_working_condition *out) STORE_CHECKED;
enum store_status store_load_levels(struct store *, struct arena *, struct list *out) STORE_CHECKED;

/** struct isco_group without children and wages, by code. levels ("1"-"5") and parents (codes): NULL or empty is all;
 *  occupations counts each once, however many of the codes below it has. */
enum store_status store_isco_groups(struct store *, struct arena *, const struct list *levels,
                                    const struct list *parents, const struct window *, struct page *out) STORE_CHECKED;
/** Those that the words of q match, by relevance. @param corrected  struct correction */
enum store_status store_search_isco_groups(struct store *, struct arena *, const char *q, const struct list *levels,
                                           const struct list *parents, const struct window *, struct page *out,
                                           struct list *corrected) STORE_CHECKED;
enum store_status store_isco_group(struct store *, struct arena *, const char *code,
                                   struct isco_group *out) STORE_CHECKED;

/**
 * struct suggestion for what somebody has typed so far: occupations whose name begins so, whose name has such words,
 * whose alternative names have them; then CZ-ISCO groups, then competences.
 * @param limit      how many at most
 * @param corrected  struct correction
 */
enum store_status store_suggest(struct store *, struct arena *, const char *q, size_t limit, struct list *items,
                                struct list *corrected) STORE_CHECKED;

/** struct esco_concept, by ISCO-08 code, a group before the occupations in it. Each list: NULL or empty is all. */
enum store_status store_esco(struct store *, struct arena *, const struct list *uris, const struct list *codes,
                             const struct list *types, const struct window *, struct page *out) STORE_CHECKED;

/** struct region without the country, in the vocabulary's order. slug: of what a word of the region's name, or of the
 *  name of one of its districts, begins with; NULL is all. */
enum store_status store_regions(struct store *, struct arena *, const char *slug, const struct window *,
                                struct page *out) STORE_CHECKED;

/** struct change, oldest first. since: only what came after that version; NULL is all. STORE_NOT_FOUND if the dataset
 *  does not know the version. */
enum store_status store_changes(struct store *, struct arena *, const char *since, const struct window *,
                                struct page *out) STORE_CHECKED;

/**
 * struct competence_match: the occupations that ask for most of some competences, by db/store_rank.h. What the dataset
 * does not have counts for nothing.
 *
 * @param asked  struct asked_competence, no id twice
 * @param limit  how many at most
 */
enum store_status store_competence_matches(struct store *, struct arena *, const struct list *asked, int64_t limit,
                                           struct list *out) STORE_CHECKED;

/** struct similar_occupation: the nearest ones to an occupation. STORE_NOT_FOUND if there is none with that id. */
enum store_status store_similar(struct store *, struct arena *, const char *id, int64_t limit,
                                struct list *out) STORE_CHECKED;

/** What someone from one occupation lacks for another. STORE_NOT_FOUND if there is no such occupation. */
enum store_status store_gap(struct store *, struct arena *, const char *from, const char *to,
                            struct gap *out) STORE_CHECKED;

/** Was there an occupation of that id or slug? *successor is the id of what stands in for it, or NULL. */
enum store_status store_occupation_gone(struct store *, struct arena *, const char *id,
                                        const char **successor) STORE_CHECKED;

/** The other vocabularies: struct occupation_field, education_field, qualification_level. */
enum vocabulary { VOCABULARY_FIELDS, VOCABULARY_EDUCATION_FIELDS, VOCABULARY_QUALIFICATION_LEVELS };
enum store_status store_vocabulary(struct store *, struct arena *, enum vocabulary, const struct window *,
                                   struct page *out) STORE_CHECKED;

/** struct title_match for each of some titles (const char *), in their order: what docs/scoring.md says. limit: at
 * least 1, the most groups and the most occupations of a title. A title that finds nothing has empty lists. */
enum store_status store_match_titles(struct store *, struct arena *, const struct list *titles, int64_t limit,
                                     struct list *out) STORE_CHECKED;

enum store_status store_dataset(struct store *, struct arena *, struct dataset *out) STORE_CHECKED;

/** An export. @return STORE_NOT_FOUND if the dataset has none of that name; EXPORT_DATASET is always there */
enum store_status store_download(struct store *, struct arena *, enum export, struct download *out) STORE_CHECKED;

/** A reader of an export. It holds one block, and nothing of a store. */
struct export_reader;

/** @param gzip  reads its form in gzip, which the dataset itself has not. @return NULL if there is no memory */
struct export_reader *export_reader_new(enum export which, bool gzip);
void export_reader_free(struct export_reader *reader);

/**
 * Some of the bytes from a position on, up to the end of a block.
 *
 * @param bytes   written on STORE_OK: they live until the reader is used again
 * @param length  of them, at least 1
 * @return STORE_NOT_FOUND if there is no such position
 */
enum store_status store_read_export(struct store *, struct export_reader *, int64_t position,
                                    const unsigned char **bytes, size_t *length) STORE_CHECKED;

#endif
