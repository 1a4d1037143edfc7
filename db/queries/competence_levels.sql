-- competence_levels: at which levels a page's competences are asked for, lowest first. :ids JSON array.
SELECT page.key AS ".item", level, count(*) AS occupations
FROM json_each(:ids) AS page
JOIN occupation_competence ON occupation_competence.competence = page.value
WHERE level IS NOT NULL
GROUP BY page.key, level
ORDER BY page.key, level;
