-- search_ids: the ids of the entries that have the numbers :ids (JSON array), each with the index of its number.
SELECT search_entry.id, page.key AS ".item"
FROM json_each(:ids) AS page
JOIN search_entry ON number = page.value;
