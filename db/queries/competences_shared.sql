-- competences_shared: what a page's occupations ask for as the one with :id does, in its order. :ids JSON array.
SELECT page.key AS ".item", competence.id, competence.name, mine.level AS "from", theirs.level AS "to"
FROM json_each(:ids) AS page
JOIN occupation_competence AS mine ON mine.occupation = :id
JOIN occupation_competence AS theirs ON theirs.occupation = page.value AND theirs.competence = mine.competence
JOIN competence ON competence.id = mine.competence
ORDER BY page.key, mine.position;
