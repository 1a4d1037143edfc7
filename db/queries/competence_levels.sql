-- competence_levels: at which levels a page's competences are asked for, lowest first. :ids JSON array.
SELECT page.key AS ".item", CAST(part AS INTEGER) AS level, occupations
FROM json_each(:ids) AS page
JOIN occupation_count AS has ON has.kind = 'competence' AND has.value = page.value AND has.part <> ''
ORDER BY page.key, level;
