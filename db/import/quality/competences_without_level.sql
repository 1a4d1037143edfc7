SELECT count(*) FROM occupation_competence;
SELECT unit.code, unit.name, format('%s "%s" has no level', competence.id, competence.name) AS found,
       coalesce(origin.document, unit.document) AS document
FROM occupation_competence AS mine JOIN unit ON unit.code = mine.occupation
JOIN competence ON competence.id = mine.competence
LEFT JOIN origin ON origin.occupation = mine.occupation AND origin.field = 'competences'
WHERE mine.level IS NULL
ORDER BY mine.occupation, mine.competence;
