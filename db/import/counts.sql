-- How many occupations have what the catalogues list. Most of it is told by the sets (places.sql): place_count() is how many
-- places are in one.

INSERT INTO occupation_count (kind, value, part, occupations)
SELECT kind, value, '', place_count(places) FROM occupation_set WHERE kind IN ('field', 'qualification_level', 'isco');

INSERT INTO occupation_count (kind, value, part, occupations)
SELECT 'subfield', field, has.subfield, count(DISTINCT occupation)
FROM occupation_subfield AS has JOIN occupation ON id = occupation
WHERE field IS NOT NULL GROUP BY field, has.subfield;

INSERT INTO occupation_count (kind, value, part, occupations)
SELECT 'education', code, type, count(*) FROM occupation_education GROUP BY code, type;

INSERT INTO occupation_count (kind, value, part, occupations)
SELECT 'health', condition, effect, count(*) FROM occupation_health GROUP BY condition, effect;

-- At each level, and at any. Without a level, an occupation has a competence, but does not state a load.
INSERT INTO occupation_count (kind, value, part, occupations)
SELECT kind, value, CAST(number AS TEXT), place_count(places)
FROM occupation_set WHERE kind = 'competence' AND number >= 0 OR kind = 'load' AND number > 0;
INSERT INTO occupation_count (kind, value, part, occupations)
SELECT kind, value, '', sum(place_count(places))
FROM occupation_set WHERE kind = 'competence' OR kind = 'load' AND number > 0 GROUP BY kind, value;
