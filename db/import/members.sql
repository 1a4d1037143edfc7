-- What the sources say of each occupation, a row a member, so that two editions can be compared. "edition" stands for the
-- database that is asked. What an occupation shares with others is not its own: the wages of its groups, the names of
-- codes, counts; nor is the document that said it.

CREATE TABLE stage.edition_member (
    occupation TEXT NOT NULL,
    position   INTEGER NOT NULL,                 -- of the member in the API
    field      TEXT NOT NULL,
    value      TEXT NOT NULL,
    PRIMARY KEY (occupation, position)
) STRICT, WITHOUT ROWID;

INSERT INTO edition_member (occupation, position, field, value)
SELECT id, 1, 'name', name FROM edition.occupation WHERE name IS NOT NULL
UNION ALL SELECT id, 2, 'slug', slug FROM edition.occupation WHERE slug IS NOT NULL
UNION ALL SELECT id, 3, 'type', type FROM edition.occupation WHERE type IS NOT NULL
UNION ALL SELECT id, 4, 'description', description FROM edition.occupation WHERE description IS NOT NULL
UNION ALL SELECT occupation, 5, 'alternative_names', json_group_array(text)
FROM (SELECT * FROM edition.occupation_text WHERE kind = 'alternative_name' ORDER BY occupation, kind, position)
GROUP BY occupation
UNION ALL SELECT id, 6, 'field', field FROM edition.occupation WHERE field IS NOT NULL
UNION ALL SELECT id, 7, 'subfield', subfield FROM edition.occupation WHERE subfield IS NOT NULL
UNION ALL SELECT occupation, 8, 'subfields', json_group_array(subfield)
FROM (SELECT * FROM edition.occupation_subfield ORDER BY occupation, position)
GROUP BY occupation
UNION ALL SELECT id, 9, 'qualification_level', qualification_level FROM edition.occupation WHERE qualification_level IS NOT NULL
UNION ALL SELECT occupation, 10, 'qualification_levels', json_group_array(label)
FROM (SELECT * FROM edition.occupation_qualification ORDER BY occupation, position)
GROUP BY occupation
UNION ALL SELECT id, 11, 'regulated', regulated FROM edition.occupation WHERE regulated IS NOT NULL
UNION ALL SELECT id, 12, 'regulation', regulation FROM edition.occupation WHERE regulation IS NOT NULL
UNION ALL SELECT occupation, 13, 'activities', json_group_array(text)
FROM (SELECT * FROM edition.occupation_text WHERE kind = 'activity' ORDER BY occupation, kind, position)
GROUP BY occupation
UNION ALL SELECT occupation, 14, 'isco', json_group_array(json_array(position, isco))
FROM (SELECT * FROM edition.occupation_isco ORDER BY occupation, position)
GROUP BY occupation
UNION ALL SELECT occupation, 15, 'esco', json_group_array(json_array(position, esco))
FROM (SELECT * FROM edition.occupation_esco ORDER BY occupation, position)
GROUP BY occupation
UNION ALL SELECT occupation, 16, 'working_conditions', json_group_array(json_array(factor, levels))
FROM (SELECT * FROM edition.occupation_load ORDER BY occupation, factor)
GROUP BY occupation
UNION ALL SELECT occupation, 17, 'education', json_group_array(json_array(position, code, type, suitability))
FROM (SELECT * FROM edition.occupation_education ORDER BY occupation, position, code, type)
GROUP BY occupation
UNION ALL SELECT occupation, 18, 'competences', json_group_array(json_array(position, competence, level, suitability))
FROM (SELECT * FROM edition.occupation_competence ORDER BY occupation, position)
GROUP BY occupation
UNION ALL SELECT occupation, 19, 'health_conditions', json_group_array(json_array(effect, position, condition))
FROM (SELECT * FROM edition.occupation_health ORDER BY occupation, effect, position)
GROUP BY occupation
UNION ALL SELECT id, 20, 'health_conditions', health_note FROM edition.occupation WHERE health_note IS NOT NULL
UNION ALL SELECT occupation, 21, 'related', json_group_array(json_array(relation, position, name, related))
FROM (SELECT * FROM edition.occupation_related ORDER BY occupation, relation, position)
GROUP BY occupation
UNION ALL SELECT occupation, 22, 'notes', json_group_array(json_array(note, position, text))
FROM (SELECT * FROM edition.occupation_note ORDER BY occupation, note, position)
GROUP BY occupation;
