/* The questions of the report on one page, and their asking. How the answer looks: quality_write.c. */
#include "db/import/quality.h"

#include "db/row.h"
#include "model/embed.h"

/* Macros of tables are read down their columns, which clang-format does not keep. */
/* clang-format off */

/** id, also the name of the file; is it a list without an end? title */
#define COUNTS(X) \
    X(contents,  false, "What is in the dataset") \
    X(members,   false, "Occupations with each member of the API's shape") \
    X(sources,   false, "Sources") \
    X(documents, true,  "Documents, by the occupations that have something from them") \
    X(wages,     false, "Wage rows by source, period and sphere")

/** id, also the name of the file; severity; title */
#define FINDINGS(X) \
    X(occupations_without_name,               "warning", "Occupations without a name") \
    X(duplicate_names,                        "warning", "Occupations that share their name with another") \
    X(occupations_without_isco,               "warning", "Occupations without a CZ-ISCO code") \
    X(occupations_without_working_conditions, "info",    "Occupations without working conditions (loads)") \
    X(occupations_without_wages,              "info",    "Occupations without wages") \
    X(occupations_without_median_wage,        "info",    "Occupations with wages, but without a national median") \
    X(loads_of_unknown_level,                 "info",    "Loads without a level") \
    X(competences_without_level,              "info",    "Competences asked for without a level") \
    X(dangling_relations,                     "warning", "Relations to occupations that are not found") \
    X(isco_not_in_codebook,                   "warning", "CZ-ISCO codes that the codebook does not have") \
    X(isco_without_parent,                    "warning", "CZ-ISCO groups without the group above them") \
    X(isco_without_name,                      "warning", "CZ-ISCO groups without a name") \
    X(conflicting_names,                      "warning", "Codes with two names") \
    X(conflicting_occupations,                "warning", "Members of an occupation about which documents disagree") \
    X(conflicting_slugs,                      "warning", "Slugs of two occupations") \
    X(conflicting_wages,                      "warning", "Wage figures about which documents or editions disagree") \
    X(wage_bounds_out_of_order,               "warning", "Wage rows with from above median, or median above to") \
    X(wage_percentiles_out_of_order,          "warning", "Wage rows with percentiles out of order") \
    X(wage_median_jumps,                      "warning", "Medians that jump by more than 30 % in a year") \
    X(wages_suppressed,                       "info",    "Wage rows that their source withholds")

/* clang-format on */

struct question {
    const char *id;
    const char *severity; /* of a finding */
    bool open;            /* of counts: as long a list as the sources make it, of which only the first are shown */
    const char *title;
    const char *text;
};

EMBED(quality_views_sql, "db/import/quality/views.sql");
#define COUNTS_EMBED(id, open, title)       EMBED(quality_count_##id, "db/import/quality/count_" #id ".sql");
#define FINDINGS_EMBED(id, severity, title) EMBED(quality_##id, "db/import/quality/" #id ".sql");
COUNTS(COUNTS_EMBED)
FINDINGS(FINDINGS_EMBED)

#define COUNTS_ROW(id, open, title)       {#id, NULL, open, title, quality_count_##id},
#define FINDINGS_ROW(id, severity, title) {#id, severity, true, title, quality_##id},
static const struct question counts[] = {COUNTS(COUNTS_ROW){0}};
static const struct question findings[] = {FINDINGS(FINDINGS_ROW){0}};

SHAPE(quality_dataset_shape, "QualityDataset", quality_dataset, FIELD(quality_dataset, version, FIELD_TEXT),
      FIELD(quality_dataset, schema_version, FIELD_NUMBER), FIELD(quality_dataset, last_modified, FIELD_TEXT));

SHAPE(quality_count_shape, "QualityCount", quality_count, FIELD(quality_count, name, FIELD_TEXT),
      FIELD(quality_count, count, FIELD_NUMBER), FIELD(quality_count, of, FIELD_FIGURE));

SHAPE(quality_counts_shape, "QualityCounts", quality_counts, FIELD(quality_counts, id, FIELD_TEXT),
      FIELD(quality_counts, title, FIELD_TEXT), FIELD(quality_counts, rows, FIELD_NUMBER),
      FIELD_IN(quality_counts, items, FIELD_LIST, quality_count_shape));

SHAPE(quality_example_shape, "QualityExample", quality_example, FIELD(quality_example, code, FIELD_TEXT),
      FIELD(quality_example, name, FIELD_TEXT), FIELD(quality_example, found, FIELD_TEXT),
      FIELD(quality_example, document, FIELD_TEXT), FIELD(quality_example, line, FIELD_FIGURE));

SHAPE(quality_finding_shape, "QualityFinding", quality_finding, FIELD(quality_finding, id, FIELD_TEXT),
      FIELD(quality_finding, severity, FIELD_TEXT), FIELD(quality_finding, title, FIELD_TEXT),
      FIELD(quality_finding, count, FIELD_NUMBER), FIELD(quality_finding, of, FIELD_FIGURE),
      FIELD_IN(quality_finding, examples, FIELD_LIST, quality_example_shape));

SHAPE(quality_shape, "Quality", quality, FIELD_IN(quality, dataset, FIELD_OBJECT, quality_dataset_shape),
      FIELD(quality, integrity, FIELD_TEXT), FIELD_IN(quality, counts, FIELD_LIST, quality_counts_shape),
      FIELD_IN(quality, findings, FIELD_LIST, quality_finding_shape));

enum { COLUMNS_MAX = 8 };

/** What a statement is asked with. */
struct asking {
    sqlite3 *db;
    struct arena *arena;
    const char *text; /* what is left of it: a statement is taken off when it is asked */
};

/** The rows of a statement. */
struct rows {
    const struct shape *shape;
    int64_t most; /* to keep */
    struct list kept;
    int64_t count;
};

static bool keep_row(sqlite3_stmt *query, const struct column *columns, struct arena *arena, struct rows *rows)
{
    void *item;

    if (rows->count++ >= rows->most)
        return true;
    item = list_add(&rows->kept, arena, rows->shape->size);
    return item && row_read(query, columns, arena, item);
}

/* Counts all rows of the next statement and keeps the first. */
static int ask(struct asking *asking, struct rows *rows)
{
    struct column columns[COLUMNS_MAX];
    sqlite3_stmt *query;
    int status = sqlite3_prepare_v2(asking->db, asking->text, -1, &query, &asking->text);

    if (status == SQLITE_OK && (sqlite3_column_count(query) > COLUMNS_MAX || !row_columns(query, rows->shape, columns)))
        status = SQLITE_MISUSE;
    while (status == SQLITE_OK && (status = sqlite3_step(query)) == SQLITE_ROW)
        status = keep_row(query, columns, asking->arena, rows) ? SQLITE_OK : SQLITE_NOMEM;
    sqlite3_finalize(query);
    return status == SQLITE_DONE ? SQLITE_OK : status;
}

/* The one figure of the next statement; not known where it is NULL. */
static int ask_figure(struct asking *asking, struct figure *figure)
{
    sqlite3_stmt *query;
    int status = sqlite3_prepare_v2(asking->db, asking->text, -1, &query, &asking->text);

    if (status == SQLITE_OK && (status = sqlite3_step(query)) == SQLITE_ROW) {
        *figure = (struct figure){sqlite3_column_type(query, 0) != SQLITE_NULL, sqlite3_column_int64(query, 0)};
        status = SQLITE_OK;
    }
    sqlite3_finalize(query);
    return status;
}

static int read_dataset(sqlite3 *db, struct arena *arena, struct quality *quality)
{
    struct asking asking = {db, arena, "SELECT version, schema_version, last_modified FROM dataset"};
    struct rows rows = {.shape = &quality_dataset_shape, .most = 1};
    int status = ask(&asking, &rows);

    quality->dataset = rows.kept.at;
    quality->integrity = "ok";
    return status;
}

static int read_counts(sqlite3 *db, const struct question *question, int64_t most, struct arena *arena,
                       struct quality *quality)
{
    struct asking asking = {db, arena, question->text};
    struct rows rows = {.shape = &quality_count_shape, .most = most};
    int status = ask(&asking, &rows);
    struct quality_counts *counted;

    if (status != SQLITE_OK)
        return status;
    counted = list_add(&quality->counts, arena, sizeof *counted);
    if (!counted)
        return SQLITE_NOMEM;
    *counted = (struct quality_counts){question->id, question->title, rows.count, rows.kept};
    return SQLITE_OK;
}

/* A file says first of how many, then which. Of nothing, nothing can be found, and the finding is left out. */
static int read_finding(sqlite3 *db, const struct question *question, int64_t examples, struct arena *arena,
                        struct quality *quality)
{
    struct asking asking = {db, arena, question->text};
    struct rows rows = {.shape = &quality_example_shape, .most = examples};
    struct figure of = {0};
    int status = ask_figure(&asking, &of);
    struct quality_finding *finding;

    if (status != SQLITE_OK || (of.known && of.value == 0))
        return status;
    status = ask(&asking, &rows);
    if (status != SQLITE_OK)
        return status;
    finding = list_add(&quality->findings, arena, sizeof *finding);
    if (!finding)
        return SQLITE_NOMEM;
    *finding = (struct quality_finding){question->id, question->severity, question->title, rows.count, of, rows.kept};
    return SQLITE_OK;
}

int quality_read(sqlite3 *db, int64_t examples, struct arena *arena, struct quality *quality)
{
    int status = sqlite3_exec(db, quality_views_sql, NULL, NULL, NULL);

    if (status == SQLITE_OK)
        status = read_dataset(db, arena, quality);
    for (const struct question *question = counts; status == SQLITE_OK && question->id; question++)
        status = read_counts(db, question, question->open ? examples : INT64_MAX, arena, quality);
    for (const struct question *question = findings; status == SQLITE_OK && question->id; question++)
        status = read_finding(db, question, examples, arena, quality);
    return status;
}
