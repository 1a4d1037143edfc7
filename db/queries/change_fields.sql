-- change_fields: the members that a page's changes are of. :ids JSON array.
SELECT page.key AS ".item", field AS text
FROM json_each(:ids) AS page JOIN change_field ON change_field.change = CAST(page.value AS INTEGER)
ORDER BY page.key, position;
