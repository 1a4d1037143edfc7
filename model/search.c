#include "model/search.h"

SHAPE(correction_shape, "Correction", correction, FIELD(correction, typed, FIELD_TEXT),
      FIELD(correction, meant, FIELD_TEXT));
SHAPE(facet_value_shape, "FacetValue", facet_value, FIELD(facet_value, value, FIELD_TEXT),
      FIELD(facet_value, name, FIELD_TEXT), FIELD(facet_value, count, FIELD_NUMBER));
SHAPE(facet_shape, "Facet", facet, FIELD(facet, of, FIELD_TEXT),
      FIELD_IN(facet, values, FIELD_LIST, facet_value_shape));
SHAPE(occupation_findings_shape, "OccupationFindings", occupation_findings,
      FIELD_IN(occupation_findings, corrected, FIELD_MAP, correction_shape),
      FIELD_IN(occupation_findings, facets, FIELD_MAP, facet_shape));
SHAPE(findings_by_word_shape, "FindingsByWord", findings_by_word,
      FIELD_IN(findings_by_word, corrected, FIELD_MAP, correction_shape));
SHAPE(suggestion_shape, "Suggestion", suggestion, FIELD(suggestion, kind, FIELD_TEXT),
      FIELD(suggestion, id, FIELD_TEXT), FIELD(suggestion, name, FIELD_TEXT), FIELD(suggestion, matched, FIELD_TEXT),
      FIELD(suggestion, url, FIELD_LINK));
