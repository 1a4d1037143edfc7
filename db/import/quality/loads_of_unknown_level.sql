SELECT count(*) FROM occupation_load;
SELECT unit.code, unit.name, factor || ' has no level' AS found, coalesce(origin.document, unit.document) AS document
FROM occupation_load AS mine JOIN unit ON unit.code = mine.occupation
LEFT JOIN origin ON origin.occupation = mine.occupation AND origin.field = 'working_conditions'
WHERE levels = 0
ORDER BY mine.occupation, factor;
