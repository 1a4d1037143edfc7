-- suggestions: the entries that have the numbers :ids (JSON array), each with the index of its number.
SELECT kind, entry.id, name,
    CASE kind WHEN 'occupation' THEN '/v1/occupations/' WHEN 'isco' THEN '/v1/isco/' ELSE '/v1/competences/' END || entry.id
        AS url,
    page.key AS ".item"
FROM json_each(:ids) AS page
JOIN search_entry AS entry ON number = page.value;
