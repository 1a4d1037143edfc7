-- search_ids: the ids of entries, in the order of their numbers :ids (JSON array).
SELECT search_entry.id AS ".id" FROM json_each(:ids) AS page JOIN search_entry ON number = CAST(page.value AS INTEGER) ORDER BY page.key;
