#include "db/import/builder_stage.h"

#include "db/import/builder_statement.h"
#include "model/vocabulary.h"

#include <stdlib.h>
#include <string.h>

/* The parts of a card that are not the occupation's. */
SHAPE(card_guide_shape, "CardGuide", card_guide, FIELD(card_guide, kind, FIELD_TEXT),
      FIELD(card_guide, url, FIELD_TEXT));
SHAPE(card_isco_name_shape, "CardIscoName", card_isco_name, FIELD(card_isco_name, code, FIELD_TEXT),
      FIELD(card_isco_name, name, FIELD_TEXT), FIELD(card_isco_name, line, FIELD_NUMBER));
SHAPE(card_shape, "Card", card, FIELD_IN(card, load_levels, FIELD_LIST, load_level_shape),
      FIELD_IN(card, guides, FIELD_LIST, card_guide_shape),
      FIELD_IN(card, isco_names, FIELD_LIST, card_isco_name_shape));

/* A name that a card gives to a code. Said again, it stays with the card of the lowest number. */
#define NAME_AT(kind, code, name, line)                                                                                \
    "INSERT INTO staged_name (kind, code, name, card, line) VALUES (" kind ", " code ", " name ", :card, " line ") "   \
    "ON CONFLICT DO UPDATE SET card = excluded.card, line = excluded.line "                                            \
    "WHERE (excluded.card, excluded.line) < (card, line)"
#define NAME(kind, code, name) NAME_AT(kind, code, name, "1")

#define HEALTH(effect)                                                                                                 \
    "INSERT INTO occupation_health (occupation, effect, condition, position) "                                         \
    "VALUES (:occupation, '" effect "', :id, :position)"
#define RELATED(relation)                                                                                              \
    "INSERT INTO occupation_related (occupation, relation, position, name) "                                           \
    "VALUES (:occupation, '" relation "', :position, :name)"
#define TEXT(kind)                                                                                                     \
    "INSERT INTO occupation_text (occupation, kind, position, text) "                                                  \
    "VALUES (:occupation, '" kind "', :position, :text)"
#define WAGE_GROUP(code)                                                                                               \
    "INSERT INTO occupation_wage_group (occupation, isco, rolled_up) VALUES (:occupation, " code ", 0) "               \
    "ON CONFLICT DO NOTHING"

/* One statement for every object or list item at a path of the card, of its occupation where the card has no such part.
 */
static const struct staging {
    const char *path; /* "" is the occupation itself */
    const char *sql;
} stagings[] = {
    {"", "INSERT INTO staged_card (nsp_id, path, digest) VALUES (:nsp_id, :path, :source$digest)"},
    {"", "INSERT INTO occupation (id, nsp_id, name, sort_key, slug, type, description, field, subfield, "
         "  qualification_level, qualification_label, regulated, regulation, health_note, stated, publisher, licence, "
         "  document, digest) "
         "VALUES (:id, :nsp_id, :name, sort_key(:name), :slug, :type, :description, :field$id, :subfield$id, "
         "  :qualification_level$level, :qualification_level$name, :regulated, :regulation, :health_conditions$note, "
         "  :stated, :source$publisher, :source$licence, :source$document, :source$digest)"},
    {"field", NAME("'field'", ":id", ":name")},
    {"subfield", NAME("'subfield'", ":id", ":name")},
    {"subfields", NAME("'subfield'", ":id", ":name")},
    {"subfields",
     "INSERT INTO occupation_subfield (occupation, position, subfield) VALUES (:occupation, :position, :id)"},
    {"alternative_names", TEXT("alternative_name")},
    {"activities", TEXT("activity")},
    {"qualification_levels", "INSERT INTO occupation_qualification (occupation, position, label) "
                             "VALUES (:occupation, :position, :name)"},
    {"isco_names", NAME_AT("'CZ-ISCO'", ":code", ":name", ":line")},
    {"isco", "INSERT INTO occupation_isco (occupation, isco, position) VALUES (:occupation, :code, :position)"},
    {"isco", WAGE_GROUP(":code")},
    {"esco", NAME("'ESCO'", ":uri", ":name")},
    {"esco", NAME("'ESCO code of'", ":uri", ":code")},
    {"esco", "INSERT INTO occupation_esco (occupation, esco, position) VALUES (:occupation, :uri, :position) "
             "ON CONFLICT DO NOTHING"},
    {"wages", "INSERT INTO staged_wage (isco, period, region, sphere, source, figures, year, status, from_czk, "
              "  median_czk, to_czk, card) "
              "VALUES (:isco, :period, :region, :sphere, :source, "
              "  CASE :status WHEN 'published' THEN format('from %s, median %s, to %s', ifnull(:from, '-'), "
              "    ifnull(:median, '-'), ifnull(:to, '-')) ELSE :status END, "
              "  :year, :status, :from, :median, :to, :card) "
              "ON CONFLICT DO UPDATE SET card = excluded.card WHERE excluded.card < card"},
    {"wages", WAGE_GROUP(":isco")},
    {"load_levels", NAME("'load level'", ":level", ":name")},
    {"load_levels", NAME("'legend of load level'", ":level", ":description")},
    {"working_conditions",
     "INSERT INTO occupation_load (occupation, factor, levels) VALUES (:occupation, :factor, :levels)"},
    {"education", NAME(":type", ":code", ":name")},
    {"education", "INSERT INTO occupation_education (occupation, code, type, position, suitability) "
                  "VALUES (:occupation, :code, :type, :position, :suitability)"},
    {"guides", NAME("'guide to'", ":kind", ":url")},
    {"competences", NAME("'competence'", ":id", ":name")},
    {"competences", "INSERT INTO occupation_competence (occupation, competence, position, level, suitability) "
                    "VALUES (:occupation, :id, :position, :level, :suitability)"},
    {"health_conditions.limiting", NAME("'health condition'", ":id", ":name")},
    {"health_conditions.limiting", HEALTH("limiting")},
    {"health_conditions.excluding", NAME("'health condition'", ":id", ":name")},
    {"health_conditions.excluding", HEALTH("excluding")},
    {"related.parent", RELATED("parent")},
    {"related.specializations", RELATED("specialization")},
    {"related.siblings", RELATED("sibling")},
    {"notes",
     "INSERT INTO occupation_note (occupation, note, position, text) VALUES (:occupation, :position, 0, :heading)"},
    {"notes.lines", "INSERT INTO occupation_note (occupation, note, position, text) "
                    "VALUES (:occupation, :outer, :position, :text)"},
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

static const struct shape *root_of(const char *path)
{
    const char *rest;

    return *path && step(&card_shape, path, &rest) ? &card_shape : &occupation_shape;
}

/* The shape of what is at a path; NULL for texts. */
static const struct shape *shape_at(const char *path)
{
    const struct shape *shape = root_of(path);

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

static int64_t stated_bits(const struct list *stated)
{
    const char *const *names = stated->at;
    int64_t bits = 0;

    for (size_t i = 0; i < stated->count; i++)
        bits |= INT64_C(1) << (entry_by_code(occupation_parts, names[i]) - occupation_parts);
    return bits;
}

bool stage_card(struct stage *stage, const struct card *card, const char *path)
{
    const struct occupation *occupation = &card->occupation;
    const struct context outermost = {
        .occupation = occupation->id,
        .card = occupation->nsp_id.value,
        .path = path,
        .stated = stated_bits(&occupation->stated),
    };
    bool good = true;

    for (size_t i = 0; i < STAGING_COUNT && good; i++) {
        struct context context = outermost;
        const struct shape *root = root_of(stagings[i].path);
        const void *object = root == &card_shape ? (const void *)card : occupation;

        if (*stagings[i].path)
            good = run_at(stage->statements[i], &context, root, object, stagings[i].path);
        else
            good = builder_statement_run(stage->statements[i], &context, object) == SQLITE_DONE;
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
    {regions, "INSERT INTO region (code, name, name_en, position) " /* lists show the country before its regions */
              "VALUES (:code, :name, :name_en, CASE :code WHEN 'CZ' THEN 0 ELSE :position END)"},
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
