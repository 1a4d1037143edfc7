SELECT count(*) FROM occupation_related;
SELECT unit.code, unit.name, format('%s "%s" is the name of %s', relation, mine.name,
           CASE (SELECT count(*) FROM occupation AS other WHERE other.name = mine.name AND other.id <> mine.occupation)
           WHEN 0 THEN 'no other occupation' ELSE 'several occupations' END) AS found,
       coalesce(origin.document, unit.document) AS document
FROM occupation_related AS mine JOIN unit ON unit.code = mine.occupation
LEFT JOIN origin ON origin.occupation = mine.occupation AND origin.field = 'related'
WHERE mine.related IS NULL
ORDER BY mine.occupation, relation, position;
