-- field_subfields: the subfields that occupations of a page's fields have, by Czech name. :ids JSON array.
SELECT page.key AS ".item", subfield.id, subfield.name, occupations
FROM json_each(:ids) AS page
JOIN occupation_count AS has ON has.kind = 'subfield' AND has.value = page.value
JOIN subfield ON subfield.id = has.part
ORDER BY page.key, subfield.sort_key, subfield.id;
