#include "model/profile.h"

SHAPE(asked_competence_shape, "AskedCompetence", asked_competence, FIELD(asked_competence, id, FIELD_TEXT),
      FIELD(asked_competence, level, FIELD_FIGURE));

SHAPE(competence_question_shape, "CompetenceQuestion", competence_question,
      FIELD_IN(competence_question, competences, FIELD_LIST, asked_competence_shape),
      FIELD(competence_question, limit, FIELD_FIGURE));

SHAPE(competence_fit_shape, "CompetenceFit", competence_fit, FIELD(competence_fit, id, FIELD_TEXT),
      FIELD(competence_fit, name, FIELD_TEXT), FIELD(competence_fit, level, FIELD_FIGURE),
      FIELD(competence_fit, required, FIELD_FIGURE));

SHAPE(competence_match_shape, "CompetenceMatch", competence_match, SUMMARY_FIELDS(competence_match, summary.),
      FIELD(competence_match, score, FIELD_SCORE), FIELD_IN(competence_match, met, FIELD_LIST, competence_fit_shape),
      FIELD_IN(competence_match, below, FIELD_LIST, competence_fit_shape),
      FIELD_IN(competence_match, missing, FIELD_LIST, competence_fit_shape));

SHAPE(competence_step_shape, "CompetenceStep", competence_step, FIELD(competence_step, id, FIELD_TEXT),
      FIELD(competence_step, name, FIELD_TEXT), FIELD(competence_step, from, FIELD_FIGURE),
      FIELD(competence_step, to, FIELD_FIGURE));

SHAPE(similar_reason_shape, "SimilarReason", similar_reason, FIELD(similar_reason, kind, FIELD_TEXT),
      FIELD(similar_reason, id, FIELD_TEXT), FIELD(similar_reason, name, FIELD_TEXT));

SHAPE(similar_occupation_shape, "SimilarOccupation", similar_occupation, SUMMARY_FIELDS(similar_occupation, summary.),
      FIELD(similar_occupation, score, FIELD_SCORE),
      FIELD_IN(similar_occupation, shared, FIELD_LIST, competence_step_shape),
      FIELD_IN(similar_occupation, reasons, FIELD_LIST, similar_reason_shape));
