SELECT count(*) FROM occupation_related;
SELECT unit.code, unit.name, format('%s "%s" is the name of %s', relation, mine.name,
           iif(EXISTS (SELECT 1 FROM occupation AS other WHERE other.name = mine.name AND other.id <> mine.occupation),
               'several occupations', 'no other occupation')) AS found,
       coalesce(origin.document, unit.document) AS document
FROM occupation_related AS mine JOIN unit ON unit.code = mine.occupation
LEFT JOIN origin ON origin.occupation = mine.occupation AND origin.field = 'related'
WHERE mine.related IS NULL
ORDER BY mine.occupation, relation, position;
