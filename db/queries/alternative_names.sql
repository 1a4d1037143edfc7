-- alternative_names: those of the occupations :ids (JSON array), in the order of the ids, then of the source.
SELECT page.key, text
FROM json_each(:ids) AS page
JOIN occupation_text ON occupation = page.value AND kind = 'alternative_name'
ORDER BY page.key, position;
