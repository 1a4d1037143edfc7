#include "db/import/builder_stage.h"

#include "db/import/builder_statement.h"
#include "model/vocabulary.h"

#include <stdlib.h>
#include <string.h>

SHAPE(naming_shape, "Naming", naming, FIELD(naming, kind, FIELD_TEXT), FIELD(naming, code, FIELD_TEXT),
      FIELD(naming, name, FIELD_TEXT), FIELD(naming, line, FIELD_NUMBER));
SHAPE(guide_shape, "Guide", guide, FIELD(guide, kind, FIELD_TEXT), FIELD(guide, url, FIELD_TEXT));
SHAPE(esco_naming_shape, "EscoNaming", esco_naming, FIELD(esco_naming, uri, FIELD_TEXT),
      FIELD(esco_naming, code, FIELD_TEXT), FIELD(esco_naming, name, FIELD_TEXT),
      FIELD(esco_naming, name_en, FIELD_TEXT));
SHAPE(named_district_shape, "NamedDistrict", district, FIELD(district, code, FIELD_TEXT),
      FIELD(district, name, FIELD_TEXT), FIELD(district, region, FIELD_TEXT));
SHAPE(succession_shape, "Succession", succession, FIELD(succession, removed, FIELD_TEXT),
      FIELD(succession, successor, FIELD_TEXT));
SHAPE(labelled_title_shape, "LabelledTitle", labelled_title, FIELD(labelled_title, title, FIELD_TEXT),
      FIELD(labelled_title, isco, FIELD_TEXT));
#define LIST(member, in) FIELD_IN(document, member, FIELD_LIST, in)
SHAPE(document_shape, "Document", document, FIELD(document, source, FIELD_TEXT),
      FIELD(document, publisher, FIELD_NUMBER), FIELD(document, path, FIELD_TEXT), FIELD(document, name, FIELD_TEXT),
      FIELD(document, digest, FIELD_TEXT), FIELD(document, edition, FIELD_TEXT), LIST(occupations, occupation_shape),
      LIST(wages, occupation_wage_shape), LIST(namings, naming_shape), LIST(esco, esco_naming_shape),
      LIST(districts, named_district_shape), LIST(load_levels, load_level_shape), LIST(guides, guide_shape),
      LIST(successions, succession_shape), LIST(labelled_titles, labelled_title_shape));

/* A name that a document gives to a code. Said again, it stays with the document of the lowest rank. */
#define NAME_AT(kind, code, name, line)                                                                                \
    "INSERT INTO staged_name (kind, code, name, rank, line) SELECT " kind ", " code ", " name ", :rank, " line " "     \
    "WHERE " name " IS NOT NULL ON CONFLICT DO UPDATE SET rank = excluded.rank, line = excluded.line "                 \
    "WHERE (excluded.rank, excluded.line) < (rank, line)"
/* One that stands without a line of its own. */
#define NAME(kind, code, name)                                                                                         \
    "INSERT INTO staged_name (kind, code, name, rank, line) SELECT " kind ", " code ", " name ", :rank, 1 "            \
    "WHERE " name " IS NOT NULL ON CONFLICT DO UPDATE SET rank = excluded.rank, line = 1 WHERE excluded.rank < rank"

#define HEALTH(effect)                                                                                                 \
    "INSERT INTO staged_health (record, effect, condition, position) VALUES (:record, '" effect "', :id, :position)"
#define RELATED(relation)                                                                                              \
    "INSERT INTO staged_related (record, relation, position, name, related) "                                          \
    "VALUES (:record, '" relation "', :position, :name, :id)"
#define TEXT(kind)                                                                                                     \
    "INSERT INTO staged_text (record, kind, position, text) VALUES (:record, '" kind "', :position, :text)"
/* A figure in words for warnings. */
#define SAY(name) "ifnull(', " name " ' || :" name ", '')"
#define SAY_RANGE SAY("from") " || " SAY("median") " || " SAY("to")
#define SAY_REST                                                                                                       \
    SAY("p10") " || " SAY("p25") " || " SAY("p75") " || " SAY("p90") " || " SAY("mean") " || " SAY("employees")
/* The same figures of several cards are one row; of documents that have an edition, each has its own. */
#define WAGE                                                                                                           \
    "INSERT INTO staged_wage (isco, period, region, sphere, source, figures, edition_of, year, status, from_czk, "     \
    "  median_czk, to_czk, p10_czk, p25_czk, p75_czk, p90_czk, mean_czk, employees, rank) "                            \
    "VALUES (:isco, :period, :region, :sphere, :source, "                                                              \
    "  CASE :status WHEN 'published' THEN substr(" SAY_RANGE " || " SAY_REST ", 3) ELSE :status END, "                 \
    "  :edition_of, :year, :status, :from, :median, :to, :p10, :p25, :p75, :p90, :mean, :employees, :rank) "           \
    "ON CONFLICT DO UPDATE SET rank = excluded.rank WHERE excluded.rank < rank"

/* One statement for every object or list item at a path of the document; "" is the document itself. Names with lines
 * come before the same names without. */
static const struct staging {
    const char *path;
    const char *sql;
} stagings[] = {
    {"", "INSERT INTO staged_document (document, rank, source, publisher, path, name, digest, edition) "
         "VALUES (:document, :rank, :source, :publisher, :path, :name, :digest, :edition)"},
    {"namings", NAME_AT(":kind", ":code", ":name", ":line")},
    {"esco", NAME("'ESCO code of'", ":uri", ":code")},
    {"esco", NAME("'ESCO'", ":uri", ":name")},
    {"esco", NAME("'ESCO in English'", ":uri", ":name_en")},
    {"districts", NAME("'district'", ":code", ":name")},
    {"districts", NAME("'region of district'", ":code", ":region")},
    {"successions", "INSERT INTO staged_succession (removed, successor, rank) VALUES (:removed, :successor, :rank) "
                    "ON CONFLICT DO UPDATE SET successor = excluded.successor, rank = excluded.rank "
                    "WHERE excluded.rank < rank"},
    {"labelled_titles",
     "INSERT INTO staged_labelled_title (title, isco) VALUES (:title, :isco) ON CONFLICT DO NOTHING"},
    {"wages", WAGE},
    {"load_levels", NAME("'load level'", ":level", ":name")},
    {"load_levels", NAME("'legend of load level'", ":level", ":description")},
    {"guides", NAME("'guide to'", ":kind", ":url")},

    {"occupations",
     "INSERT INTO staged_occupation (record, document, nsp_id, slug, name, type, description, field, subfield, "
     "  qualification_level, qualification_label, regulated, regulation, health_note, stated) "
     "VALUES (:record, :document, :nsp_id, :slug, :name, :type, :description, :field$id, :subfield$id, "
     "  :qualification_level$level, :qualification_level$name, :regulated, :regulation, :health_conditions$note, "
     "  :stated)"},
    {"occupations.field", NAME("'field'", ":id", ":name")},
    {"occupations.subfield", NAME("'subfield'", ":id", ":name")},
    {"occupations.subfields", NAME("'subfield'", ":id", ":name")},
    {"occupations.subfields",
     "INSERT INTO staged_subfield (record, position, subfield) VALUES (:record, :position, :id)"},
    {"occupations.alternative_names", TEXT("alternative_name")},
    {"occupations.activities", TEXT("activity")},
    {"occupations.qualification_levels",
     "INSERT INTO staged_qualification (record, position, label) VALUES (:record, :position, :name)"},
    {"occupations.isco", NAME("'CZ-ISCO'", ":code", ":name")},
    {"occupations.isco", "INSERT INTO staged_isco (record, isco, position) VALUES (:record, :code, :position)"},
    {"occupations.esco", NAME("'ESCO'", ":uri", ":name")},
    {"occupations.esco", NAME("'ESCO code of'", ":uri", ":code")},
    {"occupations.esco", "INSERT INTO staged_esco (record, esco, position) VALUES (:record, :uri, :position) "
                         "ON CONFLICT DO NOTHING"},
    {"occupations.wages", WAGE},
    {"occupations.wages",
     "INSERT INTO staged_wage_group (record, isco) VALUES (:record, :isco) ON CONFLICT DO NOTHING"},
    {"occupations.working_conditions",
     "INSERT INTO staged_load (record, factor, levels) VALUES (:record, :factor, :levels)"},
    {"occupations.education", NAME(":type", ":code", ":name")},
    {"occupations.education", "INSERT INTO staged_education (record, code, type, position, suitability) "
                              "VALUES (:record, :code, :type, :position, :suitability)"},
    {"occupations.competences", NAME("'competence'", ":id", ":name")},
    {"occupations.competences", "INSERT INTO staged_competence (record, competence, position, level, suitability) "
                                "VALUES (:record, :id, :position, :level, :suitability)"},
    {"occupations.health_conditions.limiting", NAME("'health condition'", ":id", ":name")},
    {"occupations.health_conditions.limiting", HEALTH("limiting")},
    {"occupations.health_conditions.excluding", NAME("'health condition'", ":id", ":name")},
    {"occupations.health_conditions.excluding", HEALTH("excluding")},
    {"occupations.related.parent", RELATED("parent")},
    {"occupations.related.specializations", RELATED("specialization")},
    {"occupations.related.siblings", RELATED("sibling")},
    {"occupations.notes",
     "INSERT INTO staged_note (record, note, position, text) VALUES (:record, :position, 0, :heading)"},
    {"occupations.notes.lines",
     "INSERT INTO staged_note (record, note, position, text) VALUES (:record, :outer, :position, :text)"},
};

enum { STAGING_COUNT = sizeof stagings / sizeof *stagings };

struct stage {
    struct builder_statement *statements[STAGING_COUNT];
};

/* The path's first field; *rest is what follows it, NULL at its end. */
static const struct field *step(const struct shape *shape, const char *path, const char **rest)
{
    size_t length = strcspn(path, ".");

    *rest = path[length] ? path + length + 1 : NULL;
    return shape_field(shape, path, length);
}

/* The shape of what is at a path; NULL for texts. */
static const struct shape *shape_at(const char *path)
{
    const struct shape *shape = &document_shape;

    for (const char *rest = *path ? path : NULL; rest;)
        shape = step(shape, rest, &rest)->shape;
    return shape;
}

struct stage *stage_new(sqlite3 *db)
{
    struct stage *stage = calloc(1, sizeof *stage);

    for (size_t i = 0; stage && i < STAGING_COUNT; i++) {
        stage->statements[i] = builder_statement_new(db, stagings[i].sql, shape_at(stagings[i].path));
        if (!stage->statements[i]) {
            stage_free(stage);
            stage = NULL;
        }
    }
    return stage;
}

void stage_free(struct stage *stage)
{
    if (!stage)
        return;
    for (size_t i = 0; i < STAGING_COUNT; i++)
        builder_statement_free(stage->statements[i]);
    free(stage);
}

static bool run_at(struct builder_statement *statement, struct context *context, const struct shape *shape,
                   const void *object, const char *path);

/* Runs the statement for an item of a list, or for what is further down the path inside it. */
static bool run_item(struct builder_statement *statement, struct context *context, const struct shape *shape,
                     const void *item, const char *rest)
{
    if (!rest)
        return builder_statement_run(statement, context, item) == SQLITE_DONE;
    context->outer = context->position;
    return run_at(statement, context, shape, item, rest);
}

static int64_t stated_bits(const struct list *stated)
{
    const char *const *names = stated->at;
    int64_t bits = 0;

    for (size_t i = 0; i < stated->count; i++)
        bits |= INT64_C(1) << (entry_by_code(occupation_parts, names[i]) - occupation_parts);
    return bits;
}

static bool run_list(struct builder_statement *statement, struct context *context, const struct field *field,
                     const struct list *list, const char *rest)
{
    bool texts = field->type == FIELD_TEXTS;
    size_t size = texts ? sizeof(const char *) : field->shape->size;
    bool good = true;

    for (size_t i = 0; i < list->count && good; i++) {
        const void *item = (const unsigned char *)list->at + i * size;

        context->position = (int64_t)i + 1;
        context->text = texts ? *(const char *const *)item : NULL;
        if (field->shape == &occupation_shape) {
            context->record = context->records + context->position;
            context->stated = stated_bits(&((const struct occupation *)item)->stated);
        }
        good = run_item(statement, context, field->shape, item, rest);
    }
    return good;
}

static bool run_at(struct builder_statement *statement, struct context *context, const struct shape *shape,
                   const void *object, const char *path)
{
    const char *rest;
    const struct field *field = step(shape, path, &rest);
    const void *at = (const unsigned char *)object + field->offset;

    if (field->type != FIELD_OBJECT)
        return run_list(statement, context, field, at, rest);
    object = *(const void *const *)at;
    context->position = 1;
    return !object || run_item(statement, context, field->shape, object, rest);
}

bool stage_document(struct stage *stage, const struct document *document, const struct context *outermost)
{
    bool good = true;

    for (size_t i = 0; i < STAGING_COUNT && good; i++) {
        struct context context = *outermost;

        if (*stagings[i].path)
            good = run_at(stage->statements[i], &context, &document_shape, document, stagings[i].path);
        else
            good = builder_statement_run(stage->statements[i], &context, document) == SQLITE_DONE;
    }
    return good;
}

/* Vocabularies ----------------------------------------------------------------------------------------------------- */

SHAPE(entry_shape, "Entry", entry, FIELD(entry, code, FIELD_TEXT), FIELD(entry, name, FIELD_TEXT),
      FIELD(entry, name_en, FIELD_TEXT), FIELD(entry, number, FIELD_NUMBER), FIELD(entry, upper, FIELD_NUMBER));

static const struct {
    const struct entry *entries;
    const char *sql;
} vocabularies[] = {
    {regions, "INSERT INTO region (code, name, name_en, position, mpsv_id, slug) " /* lists show the country first */
              "VALUES (:code, :name, :name_en, CASE :code WHEN 'CZ' THEN 0 ELSE :position END, nullif(:number, 0), "
              "  slug(:name))"},
    {qualification_levels, "INSERT INTO qualification_level (level, name, name_en) VALUES (:number, :name, :name_en)"},
    {qualification_labels,
     "INSERT INTO qualification_label (name, level, position) VALUES (:name, :number, :position)"},
    {load_factors,
     "INSERT INTO load_factor (factor, name, name_en, position) VALUES (:code, :name, :name_en, :position)"},
    {competence_kinds, "INSERT INTO competence_kind (kind, name, scale_min, scale_max, position) "
                       "VALUES (:code, :name, :number, :upper, :position)"},
};

static bool stage_vocabulary(sqlite3 *db, const struct entry *entries, const char *sql)
{
    struct builder_statement *statement = builder_statement_new(db, sql, &entry_shape);
    bool good = statement != NULL;

    for (int64_t i = 0; good && entries[i].code; i++)
        good = builder_statement_run(statement, &(struct context){.position = i + 1}, &entries[i]) == SQLITE_DONE;
    builder_statement_free(statement);
    return good;
}

bool stage_vocabularies(sqlite3 *db)
{
    for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++)
        if (!stage_vocabulary(db, vocabularies[i].entries, vocabularies[i].sql))
            return false;
    return true;
}
