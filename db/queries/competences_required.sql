-- competences_required: what a page's occupations ask for, each by kind, then in the source's order. :ids JSON array.
SELECT page.key AS ".item", competence.id, competence.name, level AS required
FROM json_each(:ids) AS page
JOIN occupation_competence AS asked ON asked.occupation = page.value
JOIN competence ON competence.id = asked.competence
ORDER BY page.key, asked.position;
