/**
 * The catalogue around the occupations: competences, health and working conditions, the CZ-ISCO tree, regions and the
 * other vocabularies, each with how often it is used.
 */
#ifndef POVOLANI_CATALOGUE_H
#define POVOLANI_CATALOGUE_H

#include "model/occupation.h"

/** How many occupations stand at a level. */
struct level_count {
    int64_t level;
    int64_t occupations;
};

struct catalogue_competence {
    const char *id;
    const char *kind;
    const char *code;
    const char *name;
    struct scale *scale;
    const char *guide;   /* address of the description of the levels; NULL if no source gives one */
    int64_t occupations; /* that ask for it */
    struct list levels;  /* struct level_count, lowest first, only levels that are asked for */
    const char *url;
};

struct catalogue_health_condition {
    const char *id;
    const char *name;
    int64_t limits; /* occupations */
    int64_t excludes;
    const char *url;
};

/** What a level of load means; the words are the card's legend. */
struct load_level {
    int64_t level;
    const char *name;
    const char *description;
};

/** What stands beside the list of load factors. */
struct load_legend {
    struct list legend; /* struct load_level, lowest first */
};

struct catalogue_working_condition {
    const char *factor;
    const char *name;
    const char *name_en;
    int64_t occupations; /* whose source states the factor */
    struct list levels;  /* struct level_count, all of 1-4: occupations by their highest level */
    const char *url;
};

/** The ESCO group that a CZ-ISCO group corresponds to. */
struct esco_link {
    const char *uri;
    const char *name; /* Czech; NULL where no source has it */
    const char *name_en;
};

/** A group of the CZ-ISCO tree. */
struct isco_group {
    const char *code;
    int64_t level; /* 1-5, the number of digits */
    const char *name;
    const char *name_en; /* NULL where no source has it */
    struct isco_ref *parent;
    struct list children; /* struct isco_ref */
    struct esco_link *esco;
    int64_t occupations;             /* of this group and all below it */
    struct median_wage *median_wage; /* national, the newest */
    struct list wages;               /* struct wage: the rows of this code */
    const char *url;
};

/** A group of ESCO, which is one of ISCO-08, or an occupation of ESCO; and what of the dataset it corresponds to. */
struct esco_concept {
    const char *uri;
    const char *type; /* "group", "occupation" */
    const char *code; /* ISCO-08: of the group, or of the group that the occupation is in */
    const char *name; /* Czech; NULL where no source has it */
    const char *name_en;
    struct isco_ref *isco;   /* the CZ-ISCO group of the same code */
    struct list occupations; /* struct occupation_ref: of that group and all below it, and what states the URI itself */
};

struct occupation_ref {
    const char *id;
    const char *name;
    const char *url;
};

/** A district (okres) of a region. */
struct region_district {
    const char *code; /* LAU 1, "CZ0642" */
    const char *name;
};

struct region {
    const char *code; /* NUTS 3 */
    const char *name;
    const char *name_en;
    int64_t mpsv_id;       /* MPSV's number of it: "Kraj/19" */
    int64_t wages;         /* published rows */
    struct list districts; /* struct region_district */
};

struct occupation_field {
    const char *id;
    const char *name;
    int64_t occupations;
    struct list subfields; /* struct subfield */
};

struct subfield {
    const char *id;
    const char *name;
    int64_t occupations;
};

struct education_field {
    const char *code;
    const char *name;
    const char *type; /* "kkov", "rvp" */
    int64_t occupations;
};

struct qualification_level {
    int64_t level; /* 1-8 */
    const char *name;
    const char *name_en;
    struct list labels;  /* const char *: the source's labels of this level */
    int64_t occupations; /* whose highest level it is */
};

struct source {
    const char *id;
    const char *publisher;
    const char *licence;
    const char *attribution;
    struct figure year; /* the newest that its figures speak of */
    int64_t documents;
    const char *digest; /* "sha-256:…" over the digests of its documents */
};

struct counts {
    int64_t occupations;
    int64_t specializations;
    int64_t wages;
    int64_t competences;
    int64_t isco_groups;
    int64_t health_conditions;
    int64_t education_fields;
    int64_t esco;
    int64_t districts;
};

struct dataset {
    const char *version;       /* 16 hex digits of the content's SHA-256 */
    const char *last_modified; /* "2020-12-31": the newest date that a source states */
    const char *currency;      /* "CZK" */
    const char *unit;          /* "month" */
    struct counts *counts;
    struct list sources;   /* struct source */
    struct list downloads; /* struct download */
};

/** A file with all of something. */
struct download {
    const char *name; /* "wages.csv" */
    const char *url;
    const char *media_type;
    int64_t bytes;
    const char *digest;       /* "sha-256:…" of the bytes */
    struct figure gzip_bytes; /* of its form in gzip; not known where there is no such form */
    const char *gzip_digest;
};

/** What a release changed of an occupation. */
struct change {
    const char *occupation_id;
    const char *name;
    const char *change;    /* "added", "changed", "removed" */
    struct list fields;    /* const char *: the members that differ, of one that was changed */
    const char *version;   /* the dataset that brought it */
    const char *successor; /* id; of one that was removed, where a source states it */
};

extern const struct shape change_shape;
extern const struct shape level_count_shape;
extern const struct shape catalogue_competence_shape;
extern const struct shape catalogue_health_condition_shape;
extern const struct shape load_level_shape;
extern const struct shape load_legend_shape;
extern const struct shape catalogue_working_condition_shape;
extern const struct shape esco_link_shape;
extern const struct shape esco_concept_shape;
extern const struct shape occupation_ref_shape;
extern const struct shape region_district_shape;
extern const struct shape isco_group_shape;         /* the whole group */
extern const struct shape isco_group_summary_shape; /* without children and wages, for lists */
extern const struct shape region_shape;
extern const struct shape occupation_field_shape;
extern const struct shape subfield_shape;
extern const struct shape education_field_shape;
extern const struct shape qualification_level_shape;
extern const struct shape source_shape;
extern const struct shape counts_shape;
extern const struct shape download_shape;       /* what is shown of it */
extern const struct shape download_forms_shape; /* the same and its form in gzip */
extern const struct shape dataset_shape;

#endif
