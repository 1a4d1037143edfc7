-- Words are looked for from the start of their page of the index, and smaller pages are read in fewer steps (FTS5's own: 4050).
INSERT INTO search (search, rank) VALUES ('pgsz', 1000);
-- It is gathered in larger pieces than FTS5's own, which are joined in search_words.sql, and not before.
INSERT INTO search (search, rank) VALUES ('hashsize', 4194304);
INSERT INTO search (search, rank) VALUES ('automerge', 0);

-- What can be found, numbered: occupations, CZ-ISCO groups, competences; in each, names of fewer words first, then Czech
-- alphabetical order. Without a name after all names.
INSERT INTO search_entry (number, kind, id, name)
SELECT row_number() OVER (ORDER BY place, name IS NULL, word_count(name), sort_key, id), kind, id, name
FROM (
    SELECT 1 AS place, 'occupation' AS kind, id, name, sort_key FROM occupation
    UNION ALL SELECT 2, 'isco', code, name, sort_key(ifnull(name, '')) FROM isco
    UNION ALL SELECT 3, 'competence', id, name, sort_key(name) FROM competence);
