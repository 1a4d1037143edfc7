-- suggestions: the entries that have the numbers :ids (JSON array), each with the index of its number.
SELECT search_entry.kind, search_entry.id, coalesce(occupation.name, isco.name, competence.name) AS name,
    CASE search_entry.kind WHEN 'occupation' THEN '/v1/occupations/' WHEN 'isco' THEN '/v1/isco/'
        ELSE '/v1/competences/' END || search_entry.id AS url,
    page.key AS ".item"
FROM json_each(:ids) AS page
JOIN search_entry ON number = CAST(page.value AS INTEGER)
LEFT JOIN occupation ON search_entry.kind = 'occupation' AND occupation.id = search_entry.id
LEFT JOIN isco ON search_entry.kind = 'isco' AND isco.code = search_entry.id
LEFT JOIN competence ON search_entry.kind = 'competence' AND competence.id = search_entry.id;
