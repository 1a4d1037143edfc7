-- What lists of occupations show, and are filtered, counted and sorted by, from all that has been derived before: places,
-- summaries, sets and columns (db/places.h). place_set() packs places of any order, place_numbers() makes a column,
-- place_rows() packs rows of several numbers in their order.

INSERT INTO occupation_place (place, id)
SELECT row_number() OVER (ORDER BY sort_key, id) - 1, id FROM occupation ORDER BY 1;

-- Summaries ----------------------------------------------------------------------------------------------------------

INSERT INTO occupation_summary (place, id, nsp_id, name, slug, type, regulated, field, field_name, qualification_level,
    qualification_label, median_wage, rolled_up)
SELECT place, occupation.id, nsp_id, occupation.name, slug, occupation.type, regulated, field.id, field.name,
    qualification_level, qualification_label, wage.id, occupation_wage_group.rolled_up
FROM occupation_place
JOIN occupation ON occupation.id = occupation_place.id
LEFT JOIN field ON field.id = occupation.field
LEFT JOIN wage ON wage.id = occupation.median_wage
LEFT JOIN occupation_wage_group
    ON occupation_wage_group.occupation = occupation.id AND occupation_wage_group.isco = wage.isco;

INSERT INTO occupation_summary_isco (place, position, code, name)
SELECT place, position, code, name
FROM occupation_place
JOIN occupation_isco ON occupation_isco.occupation = occupation_place.id
JOIN isco ON isco.code = occupation_isco.isco;

-- Sets ---------------------------------------------------------------------------------------------------------------

INSERT INTO occupation_set (kind, value, number, places)
SELECT 'field', field, 0, place_set(place) FROM occupation JOIN occupation_place USING (id)
WHERE field IS NOT NULL GROUP BY field;

INSERT INTO occupation_set (kind, value, number, places)
SELECT 'subfield', subfield, 0, place_set(place) FROM occupation_subfield JOIN occupation_place ON id = occupation
GROUP BY subfield;

INSERT INTO occupation_set (kind, value, number, places)
SELECT 'type', type, 0, place_set(place) FROM occupation JOIN occupation_place USING (id)
WHERE type IS NOT NULL GROUP BY type;

INSERT INTO occupation_set (kind, value, number, places)
SELECT 'qualification_level', CAST(qualification_level AS TEXT), qualification_level, place_set(place)
FROM occupation JOIN occupation_place USING (id)
WHERE qualification_level IS NOT NULL GROUP BY qualification_level;

INSERT INTO occupation_set (kind, value, number, places)
SELECT 'regulated', iif(regulated, 'true', 'false'), 0, place_set(place) FROM occupation JOIN occupation_place USING (id)
WHERE regulated IS NOT NULL GROUP BY regulated;

-- A code is in the groups of all its beginnings, whether or not the tree has them.
INSERT INTO occupation_set (kind, value, number, places)
SELECT 'isco', substr(isco, 1, digits.value), 0, place_set(place)
FROM json_each('[1, 2, 3, 4, 5]') AS digits
JOIN occupation_isco ON length(isco) >= digits.value
JOIN occupation_place ON occupation_place.id = occupation
GROUP BY 2;

INSERT INTO occupation_set (kind, value, number, places)
SELECT 'isco_major', value, 0, places FROM occupation_set WHERE kind = 'isco' AND length(value) = 1;

INSERT INTO occupation_set (kind, value, number, places)
SELECT 'esco', esco, 0, place_set(place) FROM occupation_esco JOIN occupation_place ON id = occupation GROUP BY esco;

INSERT INTO occupation_set (kind, value, number, places)
SELECT 'education', code, 0, place_set(place) FROM occupation_education JOIN occupation_place ON id = occupation
GROUP BY code;

-- -1 is a competence without a level.
INSERT INTO occupation_set (kind, value, number, places)
SELECT 'competence', competence, ifnull(level, -1), place_set(place)
FROM occupation_competence JOIN occupation_place ON id = occupation
GROUP BY competence, level;

-- By the highest level that is marked; 0 is unknown.
INSERT INTO occupation_set (kind, value, number, places)
SELECT 'load', factor, CASE WHEN levels & 8 THEN 4 WHEN levels & 4 THEN 3 WHEN levels & 2 THEN 2 ELSE levels END, place_set(place)
FROM occupation_load JOIN occupation_place ON id = occupation
GROUP BY 2, 3;

-- Also of a condition that is nobody's: it is known, so it keeps nobody out.
INSERT INTO occupation_set (kind, value, number, places)
SELECT 'health', condition.id, 0, place_set(place)
FROM health_condition AS condition
LEFT JOIN occupation_health AS has ON has.condition = condition.id
LEFT JOIN occupation_place AS placed ON placed.id = has.occupation
GROUP BY condition.id;

INSERT INTO occupation_set (kind, value, number, places)
SELECT 'stated', 'health_conditions', 0, place_set(place) FROM occupation JOIN occupation_place USING (id)
WHERE stated & 32;                               -- PART_HEALTH

-- Columns ------------------------------------------------------------------------------------------------------------

INSERT INTO occupation_column (name, numbers)
SELECT 'id', place_numbers(place, number)
FROM (SELECT place, row_number() OVER (ORDER BY id) AS number FROM occupation_place);

INSERT INTO occupation_column (name, numbers)
SELECT 'nsp_id', place_numbers(place, iif(nsp_id IS NULL, NULL, number))
FROM (SELECT id, nsp_id, row_number() OVER (ORDER BY nsp_id) AS number FROM occupation)
JOIN occupation_place USING (id);

INSERT INTO occupation_column (name, numbers)
SELECT 'name', place_numbers(place, iif(name IS NULL, NULL, number))
FROM (SELECT id, name, dense_rank() OVER (ORDER BY sort_key) AS number FROM occupation)
JOIN occupation_place USING (id);

INSERT INTO occupation_column (name, numbers)
SELECT 'slug', place_numbers(place, iif(slug IS NULL, NULL, number))
FROM (SELECT id, slug, row_number() OVER (ORDER BY slug) AS number FROM occupation)
JOIN occupation_place USING (id);

INSERT INTO occupation_column (name, numbers)
SELECT 'type', place_numbers(place, CASE type WHEN 'occupation' THEN 1 WHEN 'specialization' THEN 2 END)
FROM occupation JOIN occupation_place USING (id);

INSERT INTO occupation_column (name, numbers)
SELECT 'field', place_numbers(place, number)
FROM occupation
JOIN occupation_place USING (id)
LEFT JOIN (SELECT id AS field, row_number() OVER (ORDER BY sort_key, id) AS number FROM field) AS listed USING (field);

INSERT INTO occupation_column (name, numbers)
SELECT 'qualification_level', place_numbers(place, qualification_level) FROM occupation JOIN occupation_place USING (id);

INSERT INTO occupation_column (name, numbers)
SELECT 'regulated', place_numbers(place, regulated + 1) FROM occupation JOIN occupation_place USING (id);

INSERT INTO occupation_column (name, numbers)
SELECT 'median_wage', place_numbers(place, median_czk)
FROM occupation
JOIN occupation_place ON occupation_place.id = occupation.id
LEFT JOIN wage ON wage.id = occupation.median_wage;

-- Wages (db/store_medians.c) -------------------------------------------------------------------------------------------

-- The groups that occupations are paid by, numbered by their codes.
CREATE TEMP TABLE wage_group (isco TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO wage_group
SELECT isco, row_number() OVER (ORDER BY isco) FROM (SELECT DISTINCT isco FROM occupation_wage_group);

-- Occupations that are paid by the same groups, each at the same position among their own codes, have one profile. 1000000
-- is behind all own codes.
CREATE TEMP TABLE paid (occupation TEXT NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL,
                        PRIMARY KEY (occupation, number)) STRICT, WITHOUT ROWID;
INSERT INTO paid
SELECT mine.occupation, number, ifnull(own.position, 1000000)
FROM occupation_wage_group AS mine
JOIN wage_group ON wage_group.isco = mine.isco
LEFT JOIN occupation_isco AS own ON own.occupation = mine.occupation AND own.isco = mine.isco;

CREATE TEMP TABLE profile (occupation TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO profile
SELECT occupation, dense_rank() OVER (ORDER BY groups)
FROM (SELECT occupation, group_concat(number || ':' || position) AS groups
      FROM (SELECT * FROM paid ORDER BY occupation, number) GROUP BY occupation);

INSERT INTO occupation_column (name, numbers)
SELECT 'profile', place_numbers(place, number) FROM occupation_place LEFT JOIN profile ON occupation = id;

-- Of each profile: profile, group, position.
INSERT INTO occupation_column (name, numbers)
SELECT 'profile_groups', place_rows(profile.number, paid.number, position)
FROM (SELECT min(occupation) AS first FROM profile GROUP BY number)
JOIN profile ON profile.occupation = first
JOIN paid ON paid.occupation = first;

-- Of each median: group, rank, digits of the group's code, sphere (1 is salary), year, CZK, row of wages. The newest has
-- the lowest rank, a whole year before its halves; as derive.sql chooses a national median.
INSERT INTO median_choice (region, numbers)
SELECT region, place_rows(number, rank, length(isco), sphere = 'salary', year, median_czk, id)
FROM (SELECT *, dense_rank() OVER (ORDER BY year DESC, length(period), period DESC, source = 'nsp', sphere = 'salary') AS rank
      FROM wage WHERE median_czk IS NOT NULL)
JOIN wage_group USING (isco)
GROUP BY region;
