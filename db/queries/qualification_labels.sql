-- qualification_labels: the source's words for a page's levels, in the vocabulary's order. :ids JSON array of levels.
SELECT page.key AS ".item", name AS text
FROM json_each(:ids) AS page
JOIN qualification_label ON qualification_label.level = CAST(page.value AS INTEGER)
ORDER BY page.key, position;
