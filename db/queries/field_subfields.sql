-- field_subfields: the subfields that occupations of a page's fields have, by Czech name. :ids JSON array.
SELECT page.key AS ".item", subfield.id, subfield.name, count(DISTINCT occupation.id) AS occupations
FROM json_each(:ids) AS page
JOIN occupation ON occupation.field = page.value
JOIN occupation_subfield ON occupation_subfield.occupation = occupation.id
JOIN subfield ON subfield.id = occupation_subfield.subfield
GROUP BY page.key, subfield.id
ORDER BY page.key, subfield.sort_key, subfield.id;
