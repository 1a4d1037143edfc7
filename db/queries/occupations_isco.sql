-- occupations_isco: the CZ-ISCO groups of a page's occupations, each in the source's order. :ids JSON array.
SELECT page.key AS ".item", code, name
FROM json_each(:ids) AS page
JOIN occupation_isco ON occupation_isco.occupation = page.value
JOIN isco ON isco.code = occupation_isco.isco
ORDER BY page.key, position;
