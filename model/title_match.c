#include "model/title_match.h"

SHAPE(scored_group_shape, "ScoredGroup", scored_group, FIELD(scored_group, code, FIELD_TEXT),
      FIELD(scored_group, name, FIELD_TEXT), FIELD(scored_group, score, FIELD_SCORE));

SHAPE(matched_name_shape, "MatchedName", matched_name, FIELD(matched_name, text, FIELD_TEXT),
      FIELD(matched_name, where, FIELD_TEXT), FIELD(matched_name, how, FIELD_TEXT));

SHAPE(title_candidate_shape, "TitleCandidate", title_candidate, SUMMARY_FIELDS(title_candidate, summary.),
      FIELD(title_candidate, score, FIELD_SCORE), FIELD_IN(title_candidate, matched, FIELD_OBJECT, matched_name_shape));

SHAPE(title_match_shape, "TitleMatch", title_match, FIELD(title_match, title, FIELD_TEXT),
      FIELD_IN(title_match, isco, FIELD_LIST, scored_group_shape),
      FIELD_IN(title_match, candidates, FIELD_LIST, title_candidate_shape));

SHAPE(titles_question_shape, "TitlesQuestion", titles_question, FIELD(titles_question, titles, FIELD_TEXTS),
      FIELD(titles_question, limit, FIELD_FIGURE));
