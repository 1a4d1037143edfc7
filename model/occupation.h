/**
 * An occupation: the whole card, and the summary that lists show. The readers fill the same struct that the API serves.
 */
#ifndef POVOLANI_OCCUPATION_H
#define POVOLANI_OCCUPATION_H

#include "model/shape.h"
#include "model/wage.h"

/** Something that its source only names (a field, a subfield, a health condition); id is the name's slug. */
struct term {
    const char *id;
    const char *name;
};

struct qualification {
    int64_t level; /* 1-8 */
    const char *name;
};

struct isco_ref {
    const char *code; /* CZ-ISCO, 1-5 digits */
    const char *name; /* NULL where no source names the code */
};

/** A group of ESCO (ISCO-08). */
struct esco_ref {
    const char *code;
    const char *name; /* Czech; NULL where no source has it */
    const char *name_en;
    const char *uri; /* http://data.europa.eu/esco/… */
};

/** One of the 22 load factors on this occupation. */
struct working_condition {
    const char *factor; /* "visual" … (vocabulary.h) */
    const char *name;
    const char *name_en;
    int64_t levels; /* the set of levels 1-4 that are marked; empty when unknown */
};

struct education {
    const char *code; /* "6208T", a group "62xxT", "29-53-H/01" */
    const char *name;
    const char *type;        /* "kkov", "rvp" */
    const char *suitability; /* "most_suitable", "suitable" */
};

struct scale {
    int64_t min;
    int64_t max;
};

/** A competence that an occupation asks for. */
struct competence {
    const char *id;   /* "soft:2.1": codes collide between kinds */
    const char *kind; /* "skill", "knowledge", "generic", "digital", "soft" */
    const char *code;
    const char *name;
    struct figure level; /* on the kind's scale; unknown where the source draws none */
    struct scale *scale;
    struct figure suitability; /* the source's own number, 1 or 2; no key to it is published */
};

struct health_conditions {
    struct list limiting;  /* struct term */
    struct list excluding; /* struct term */
    const char *note;      /* the card's own words about consulting a doctor */
};

/** A health condition with its effect, as the sub-resource lists it. */
struct health_condition {
    const char *id;
    const char *name;
    const char *effect; /* "limiting", "excluding" */
};

/** What stands beside an occupation's health conditions where they are a list. */
struct health_note {
    const char *note; /* the same as in struct health_conditions */
};

/** Another occupation by name; id is NULL where the dataset has no occupation, or several, of that name. */
struct related_ref {
    const char *name;
    const char *id;
};

struct related {
    struct related_ref *parent;
    struct list specializations; /* struct related_ref */
    struct list siblings;        /* struct related_ref */
};

/** A section without a shape of its own. */
struct note {
    const char *heading;
    struct list lines; /* const char * */
};

/** Another document that members of an occupation are from. */
struct origin_part {
    const char *publisher;
    const char *licence;
    const char *document;
    const char *digest;
    struct list fields; /* const char *: names of the members */
};

/** Where an occupation comes from. */
struct origin {
    const char *publisher;
    const char *licence;
    const char *document; /* the file's name without its folder */
    const char *digest;   /* "sha-256:" and 64 hex digits of the document's bytes */
    struct list merged;   /* struct origin_part: what is from other documents; all else is from this one */
};

struct occupation {
    const char *id; /* the NSP number as text, else the source's slug */
    struct figure nsp_id;
    const char *name; /* NULL where the sources only know the slug */
    const char *slug; /* the source's, never made up */
    const char *url;  /* "/v1/occupations/ID" */
    const char *type; /* "occupation", "specialization" */
    const char *description;
    struct list alternative_names; /* const char * */
    struct term *field;
    struct term *subfield;
    struct list subfields;                     /* struct term: Odborný podsměr, then Další odborné podsměry */
    struct qualification *qualification_level; /* the highest */
    struct list qualification_levels;          /* struct qualification, in the source's order */
    struct figure regulated;
    const char *regulation;
    struct list activities; /* const char * */
    struct list isco;       /* struct isco_ref, in the source's order */
    struct list esco;       /* struct esco_ref */
    struct median_wage *median_wage;
    struct list wages;                           /* struct wage */
    struct list working_conditions;              /* struct working_condition, in the vocabulary's order */
    struct list education;                       /* struct education, in the source's order */
    struct list competences;                     /* struct competence, by kind, then in the source's order */
    struct health_conditions *health_conditions; /* never NULL in an answer */
    struct related *related;                     /* never NULL in an answer */
    struct list notes;                           /* struct note */
    struct list stated;                          /* const char *: names of parts (vocabulary.h) */
    struct origin *source;
};

/** What a list shows of an occupation. Structs that say more of it begin with one, and their shapes with
 * SUMMARY_FIELDS. */
struct summary {
    const char *id;
    struct figure nsp_id;
    const char *name;
    const char *slug;
    const char *type;
    struct term *field;
    struct qualification *qualification_level;
    struct figure regulated;
    struct list isco; /* struct isco_ref */
    struct median_wage *median_wage;
    const char *url;
};

/** The fields of a summary for the shape of a struct that has one and shows them as its own; in: its member with a dot.
 */
#define SUMMARY_FIELD(of, in, member, kind, shape) FIELD_AT(member, kind, offsetof(struct of, in member), shape)
#define SUMMARY_FIELDS(of, in)                                                                                         \
    SUMMARY_FIELD(of, in, id, FIELD_TEXT, NULL), SUMMARY_FIELD(of, in, nsp_id, FIELD_FIGURE, NULL),                    \
        SUMMARY_FIELD(of, in, name, FIELD_TEXT, NULL), SUMMARY_FIELD(of, in, slug, FIELD_TEXT, NULL),                  \
        SUMMARY_FIELD(of, in, type, FIELD_TEXT, NULL), SUMMARY_FIELD(of, in, field, FIELD_OBJECT, &term_shape),        \
        SUMMARY_FIELD(of, in, qualification_level, FIELD_OBJECT, &qualification_shape),                                \
        SUMMARY_FIELD(of, in, regulated, FIELD_TRUTH, NULL), SUMMARY_FIELD(of, in, isco, FIELD_LIST, &isco_ref_shape), \
        SUMMARY_FIELD(of, in, median_wage, FIELD_OBJECT, &median_wage_shape),                                          \
        SUMMARY_FIELD(of, in, url, FIELD_LINK, NULL)

extern const struct shape term_shape;
extern const struct shape qualification_shape;
extern const struct shape isco_ref_shape;
extern const struct shape esco_ref_shape;
extern const struct shape working_condition_shape;
extern const struct shape education_shape;
extern const struct shape scale_shape;
extern const struct shape competence_shape;
extern const struct shape health_conditions_shape;
extern const struct shape health_condition_shape;
extern const struct shape health_note_shape;
extern const struct shape related_ref_shape;
extern const struct shape related_shape;
extern const struct shape note_shape;
extern const struct shape origin_part_shape;
extern const struct shape origin_shape;
extern const struct shape occupation_shape;
extern const struct shape summary_shape;

#endif
