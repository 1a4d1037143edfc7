#include "model/catalogue.h"

SHAPE(level_count_shape, "LevelCount", level_count, FIELD(level_count, level, FIELD_NUMBER),
      FIELD(level_count, occupations, FIELD_NUMBER));

#define COMPETENCE(member, kind) FIELD(catalogue_competence, member, kind)
SHAPE(catalogue_competence_shape, "CatalogueCompetence", catalogue_competence, COMPETENCE(id, FIELD_TEXT),
      COMPETENCE(kind, FIELD_TEXT), COMPETENCE(code, FIELD_TEXT), COMPETENCE(name, FIELD_TEXT),
      FIELD_IN(catalogue_competence, scale, FIELD_OBJECT, scale_shape), COMPETENCE(guide, FIELD_TEXT),
      COMPETENCE(occupations, FIELD_NUMBER), FIELD_IN(catalogue_competence, levels, FIELD_LIST, level_count_shape),
      COMPETENCE(url, FIELD_LINK));

#define HEALTH(member, kind) FIELD(catalogue_health_condition, member, kind)
SHAPE(catalogue_health_condition_shape, "CatalogueHealthCondition", catalogue_health_condition, HEALTH(id, FIELD_TEXT),
      HEALTH(name, FIELD_TEXT), HEALTH(limits, FIELD_NUMBER), HEALTH(excludes, FIELD_NUMBER), HEALTH(url, FIELD_LINK));

SHAPE(load_level_shape, "LoadLevel", load_level, FIELD(load_level, level, FIELD_NUMBER),
      FIELD(load_level, name, FIELD_TEXT), FIELD(load_level, description, FIELD_TEXT));

SHAPE(load_legend_shape, "LoadLegend", load_legend, FIELD_IN(load_legend, legend, FIELD_LIST, load_level_shape));

#define LOAD(member, kind) FIELD(catalogue_working_condition, member, kind)
SHAPE(catalogue_working_condition_shape, "CatalogueWorkingCondition", catalogue_working_condition,
      LOAD(factor, FIELD_TEXT), LOAD(name, FIELD_TEXT), LOAD(name_en, FIELD_TEXT), LOAD(occupations, FIELD_NUMBER),
      FIELD_IN(catalogue_working_condition, levels, FIELD_LIST, level_count_shape), LOAD(url, FIELD_LINK));

SHAPE(esco_link_shape, "EscoLink", esco_link, FIELD(esco_link, uri, FIELD_TEXT), FIELD(esco_link, name, FIELD_TEXT),
      FIELD(esco_link, name_en, FIELD_TEXT));

SHAPE(occupation_ref_shape, "OccupationRef", occupation_ref, FIELD(occupation_ref, id, FIELD_TEXT),
      FIELD(occupation_ref, name, FIELD_TEXT), FIELD(occupation_ref, url, FIELD_LINK));

#define ESCO(member, kind) FIELD(esco_concept, member, kind)
SHAPE(esco_concept_shape, "EscoConcept", esco_concept, ESCO(uri, FIELD_TEXT), ESCO(type, FIELD_TEXT),
      ESCO(code, FIELD_TEXT), ESCO(name, FIELD_TEXT), ESCO(name_en, FIELD_TEXT),
      FIELD_IN(esco_concept, isco, FIELD_OBJECT, isco_ref_shape),
      FIELD_IN(esco_concept, occupations, FIELD_LIST, occupation_ref_shape));

#define ISCO(member, kind)        FIELD(isco_group, member, kind)
#define ISCO_IN(member, kind, in) FIELD_IN(isco_group, member, kind, in)
#define ISCO_HEAD                                                                                                      \
    ISCO(code, FIELD_TEXT), ISCO(level, FIELD_NUMBER), ISCO(name, FIELD_TEXT), ISCO(name_en, FIELD_TEXT),              \
        ISCO_IN(parent, FIELD_OBJECT, isco_ref_shape)
SHAPE(isco_group_shape, "IscoGroup", isco_group, ISCO_HEAD, ISCO_IN(children, FIELD_LIST, isco_ref_shape),
      ISCO_IN(esco, FIELD_OBJECT, esco_link_shape), ISCO(occupations, FIELD_NUMBER),
      ISCO_IN(median_wage, FIELD_OBJECT, median_wage_shape), ISCO_IN(wages, FIELD_LIST, wage_shape),
      ISCO(url, FIELD_LINK));
SHAPE(isco_group_summary_shape, "IscoGroupSummary", isco_group, ISCO_HEAD, ISCO_IN(esco, FIELD_OBJECT, esco_link_shape),
      ISCO(occupations, FIELD_NUMBER), ISCO_IN(median_wage, FIELD_OBJECT, median_wage_shape), ISCO(url, FIELD_LINK));

SHAPE(region_district_shape, "District", region_district, FIELD(region_district, code, FIELD_TEXT),
      FIELD(region_district, name, FIELD_TEXT));

SHAPE(region_shape, "Region", region, FIELD(region, code, FIELD_TEXT), FIELD(region, name, FIELD_TEXT),
      FIELD(region, name_en, FIELD_TEXT), FIELD(region, mpsv_id, FIELD_NUMBER), FIELD(region, wages, FIELD_NUMBER),
      FIELD_IN(region, districts, FIELD_LIST, region_district_shape));

SHAPE(subfield_shape, "Subfield", subfield, FIELD(subfield, id, FIELD_TEXT), FIELD(subfield, name, FIELD_TEXT),
      FIELD(subfield, occupations, FIELD_NUMBER));

SHAPE(occupation_field_shape, "Field", occupation_field, FIELD(occupation_field, id, FIELD_TEXT),
      FIELD(occupation_field, name, FIELD_TEXT), FIELD(occupation_field, occupations, FIELD_NUMBER),
      FIELD_IN(occupation_field, subfields, FIELD_LIST, subfield_shape));

SHAPE(education_field_shape, "EducationField", education_field, FIELD(education_field, code, FIELD_TEXT),
      FIELD(education_field, name, FIELD_TEXT), FIELD(education_field, type, FIELD_TEXT),
      FIELD(education_field, occupations, FIELD_NUMBER));

#define LEVEL(member, kind) FIELD(qualification_level, member, kind)
SHAPE(qualification_level_shape, "QualificationLevel", qualification_level, LEVEL(level, FIELD_NUMBER),
      LEVEL(name, FIELD_TEXT), LEVEL(name_en, FIELD_TEXT), LEVEL(labels, FIELD_TEXTS),
      LEVEL(occupations, FIELD_NUMBER));

#define SOURCE(member, kind) FIELD(source, member, kind)
SHAPE(source_shape, "Source", source, SOURCE(id, FIELD_TEXT), SOURCE(publisher, FIELD_TEXT),
      SOURCE(licence, FIELD_TEXT), SOURCE(attribution, FIELD_TEXT), SOURCE(year, FIELD_FIGURE),
      SOURCE(documents, FIELD_NUMBER), SOURCE(digest, FIELD_TEXT));

#define COUNT(member) FIELD(counts, member, FIELD_NUMBER)
SHAPE(counts_shape, "Counts", counts, COUNT(occupations), COUNT(specializations), COUNT(wages), COUNT(competences),
      COUNT(isco_groups), COUNT(health_conditions), COUNT(education_fields), COUNT(esco), COUNT(districts));

#define DOWNLOAD(member, kind) FIELD(download, member, kind)
#define DOWNLOAD_SHOWN                                                                                                 \
    DOWNLOAD(name, FIELD_TEXT), DOWNLOAD(url, FIELD_LINK), DOWNLOAD(media_type, FIELD_TEXT),                           \
        DOWNLOAD(bytes, FIELD_NUMBER), DOWNLOAD(digest, FIELD_TEXT)
SHAPE(download_shape, "Download", download, DOWNLOAD_SHOWN);
SHAPE(download_forms_shape, "DownloadForms", download, DOWNLOAD_SHOWN, DOWNLOAD(gzip_bytes, FIELD_FIGURE),
      DOWNLOAD(gzip_digest, FIELD_TEXT));

#define DATASET(member, kind) FIELD(dataset, member, kind)
SHAPE(dataset_shape, "Dataset", dataset, DATASET(version, FIELD_TEXT), DATASET(last_modified, FIELD_TEXT),
      DATASET(currency, FIELD_TEXT), DATASET(unit, FIELD_TEXT), FIELD_IN(dataset, counts, FIELD_OBJECT, counts_shape),
      FIELD_IN(dataset, sources, FIELD_LIST, source_shape), FIELD_IN(dataset, downloads, FIELD_LIST, download_shape));

#define CHANGE(member, kind) FIELD(change, member, kind)
SHAPE(change_shape, "Change", change, CHANGE(occupation_id, FIELD_TEXT), CHANGE(name, FIELD_TEXT),
      CHANGE(change, FIELD_TEXT), CHANGE(fields, FIELD_TEXTS), CHANGE(version, FIELD_TEXT),
      CHANGE(successor, FIELD_TEXT));
