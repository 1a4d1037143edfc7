-- occupation_sets_of_esco: packed sets of the places that a concept of ESCO leads to, as in esco_occupations. :value its
-- URI, or the ISCO-08 code of several.
WITH concept AS (
    SELECT uri, code FROM esco WHERE uri = :value
    UNION
    SELECT uri, code FROM esco WHERE code = :value)
SELECT places FROM occupation_set WHERE kind = 'esco' AND value IN (SELECT uri FROM concept)
UNION ALL
SELECT places FROM occupation_set WHERE kind = 'isco' AND value IN (SELECT code FROM concept);
