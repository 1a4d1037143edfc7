#include "model/occupation.h"

SHAPE(term_shape, "Term", term, FIELD(term, id, FIELD_TEXT), FIELD(term, name, FIELD_TEXT));

SHAPE(qualification_shape, "Qualification", qualification, FIELD(qualification, level, FIELD_NUMBER),
      FIELD(qualification, name, FIELD_TEXT));

SHAPE(isco_ref_shape, "IscoRef", isco_ref, FIELD(isco_ref, code, FIELD_TEXT), FIELD(isco_ref, name, FIELD_TEXT));

SHAPE(esco_ref_shape, "EscoRef", esco_ref, FIELD(esco_ref, code, FIELD_TEXT), FIELD(esco_ref, name, FIELD_TEXT),
      FIELD(esco_ref, name_en, FIELD_TEXT), FIELD(esco_ref, uri, FIELD_TEXT));

SHAPE(working_condition_shape, "WorkingCondition", working_condition, FIELD(working_condition, factor, FIELD_TEXT),
      FIELD(working_condition, name, FIELD_TEXT), FIELD(working_condition, name_en, FIELD_TEXT),
      FIELD(working_condition, levels, FIELD_LEVELS));

SHAPE(education_shape, "Education", education, FIELD(education, code, FIELD_TEXT), FIELD(education, name, FIELD_TEXT),
      FIELD(education, type, FIELD_TEXT), FIELD(education, suitability, FIELD_TEXT));

SHAPE(scale_shape, "Scale", scale, FIELD(scale, min, FIELD_NUMBER), FIELD(scale, max, FIELD_NUMBER));

SHAPE(competence_shape, "Competence", competence, FIELD(competence, id, FIELD_TEXT),
      FIELD(competence, kind, FIELD_TEXT), FIELD(competence, code, FIELD_TEXT), FIELD(competence, name, FIELD_TEXT),
      FIELD(competence, level, FIELD_FIGURE), FIELD_IN(competence, scale, FIELD_OBJECT, scale_shape),
      FIELD(competence, suitability, FIELD_FIGURE));

SHAPE(health_conditions_shape, "HealthConditions", health_conditions,
      FIELD_IN(health_conditions, limiting, FIELD_LIST, term_shape),
      FIELD_IN(health_conditions, excluding, FIELD_LIST, term_shape), FIELD(health_conditions, note, FIELD_TEXT));

SHAPE(health_condition_shape, "HealthCondition", health_condition, FIELD(health_condition, id, FIELD_TEXT),
      FIELD(health_condition, name, FIELD_TEXT), FIELD(health_condition, effect, FIELD_TEXT));

SHAPE(health_note_shape, "HealthNote", health_note, FIELD(health_note, note, FIELD_TEXT));

SHAPE(related_ref_shape, "RelatedRef", related_ref, FIELD(related_ref, name, FIELD_TEXT),
      FIELD(related_ref, id, FIELD_TEXT));

SHAPE(related_shape, "Related", related, FIELD_IN(related, parent, FIELD_OBJECT, related_ref_shape),
      FIELD_IN(related, specializations, FIELD_LIST, related_ref_shape),
      FIELD_IN(related, siblings, FIELD_LIST, related_ref_shape));

SHAPE(note_shape, "Note", note, FIELD(note, heading, FIELD_TEXT), FIELD(note, lines, FIELD_TEXTS));

SHAPE(origin_part_shape, "OriginPart", origin_part, FIELD(origin_part, publisher, FIELD_TEXT),
      FIELD(origin_part, licence, FIELD_TEXT), FIELD(origin_part, document, FIELD_TEXT),
      FIELD(origin_part, digest, FIELD_TEXT), FIELD(origin_part, fields, FIELD_TEXTS));

SHAPE(origin_shape, "Origin", origin, FIELD(origin, publisher, FIELD_TEXT), FIELD(origin, licence, FIELD_TEXT),
      FIELD(origin, document, FIELD_TEXT), FIELD(origin, digest, FIELD_TEXT),
      FIELD_IN(origin, merged, FIELD_LIST, origin_part_shape));

#define OWN(member, kind)        FIELD(occupation, member, kind)
#define OWN_IN(member, kind, in) FIELD_IN(occupation, member, kind, in)
SHAPE(occupation_shape, "Occupation", occupation, OWN(id, FIELD_TEXT), OWN(nsp_id, FIELD_FIGURE), OWN(name, FIELD_TEXT),
      OWN(slug, FIELD_TEXT), OWN(url, FIELD_LINK), OWN(type, FIELD_TEXT), OWN(description, FIELD_TEXT),
      OWN(alternative_names, FIELD_TEXTS), OWN_IN(field, FIELD_OBJECT, term_shape),
      OWN_IN(subfield, FIELD_OBJECT, term_shape), OWN_IN(subfields, FIELD_LIST, term_shape),
      OWN_IN(qualification_level, FIELD_OBJECT, qualification_shape),
      OWN_IN(qualification_levels, FIELD_LIST, qualification_shape), OWN(regulated, FIELD_TRUTH),
      OWN(regulation, FIELD_TEXT), OWN(activities, FIELD_TEXTS), OWN_IN(isco, FIELD_LIST, isco_ref_shape),
      OWN_IN(esco, FIELD_LIST, esco_ref_shape), OWN_IN(median_wage, FIELD_OBJECT, median_wage_shape),
      OWN_IN(wages, FIELD_LIST, occupation_wage_shape), OWN_IN(working_conditions, FIELD_LIST, working_condition_shape),
      OWN_IN(education, FIELD_LIST, education_shape), OWN_IN(competences, FIELD_LIST, competence_shape),
      OWN_IN(health_conditions, FIELD_OBJECT, health_conditions_shape), OWN_IN(related, FIELD_OBJECT, related_shape),
      OWN_IN(notes, FIELD_LIST, note_shape), OWN(stated, FIELD_TEXTS), OWN_IN(source, FIELD_OBJECT, origin_shape));

SHAPE(summary_shape, "OccupationSummary", summary, SUMMARY_FIELDS(summary, ));
