-- From records to occupations: which records speak of the same one, and which of them each of its fields is taken from.

-- The documents in the order of their authority.
CREATE TEMP TABLE settled_document (
    document INTEGER PRIMARY KEY,                -- staged
    id       INTEGER NOT NULL UNIQUE
) STRICT;
INSERT INTO settled_document SELECT document, row_number() OVER (ORDER BY rank) FROM staged_document;
INSERT INTO document (id, source, name, digest)
SELECT id, source, name, digest FROM settled_document JOIN staged_document USING (document) ORDER BY id;

-- The records in that order, those of one document as they stand there.
CREATE TEMP TABLE ranked_record (
    record    INTEGER PRIMARY KEY,
    place     INTEGER NOT NULL,
    publisher INTEGER NOT NULL
) STRICT;
INSERT INTO ranked_record
SELECT record, row_number() OVER (ORDER BY id, record), publisher
FROM staged_occupation JOIN settled_document USING (document) JOIN staged_document USING (document);

-- Identity -----------------------------------------------------------------------------------------------------------

-- A slug belongs to one number, the first that says it: two different numbers are two occupations, whatever else they
-- share.
CREATE TEMP TABLE slug_number (
    slug   TEXT PRIMARY KEY,
    nsp_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO slug_number
SELECT slug, nsp_id FROM staged_occupation JOIN ranked_record USING (record)
WHERE slug IS NOT NULL AND nsp_id IS NOT NULL ORDER BY place;

CREATE TEMP TABLE identity (
    record     INTEGER PRIMARY KEY,
    occupation TEXT NOT NULL                     -- its id
) STRICT;
INSERT INTO identity
SELECT record, coalesce(said.nsp_id, slug_number.nsp_id, said.slug)
FROM staged_occupation AS said LEFT JOIN slug_number ON slug_number.slug = said.slug;
CREATE INDEX temp.identity_by_occupation ON identity (occupation);

-- What is left are numbers without a slug and slugs without a number. A name joins the two where it is the name of one
-- of either and they share a group.
CREATE TEMP TABLE called (
    occupation TEXT PRIMARY KEY,
    name       TEXT NOT NULL,                    -- as the first record says
    numbered   INTEGER NOT NULL,
    slugged    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO called
SELECT occupation, name, of_all.nsp_id IS NOT NULL, of_all.slug IS NOT NULL
FROM staged_occupation JOIN identity USING (record) JOIN ranked_record USING (record)
JOIN (SELECT occupation, max(nsp_id) AS nsp_id, max(slug) AS slug
      FROM staged_occupation JOIN identity USING (record) GROUP BY occupation) AS of_all USING (occupation)
WHERE name IS NOT NULL ORDER BY place;
CREATE INDEX temp.called_by_name ON called (name, numbered);

CREATE TEMP TABLE unit_group (
    occupation TEXT NOT NULL,
    isco       TEXT NOT NULL,                    -- four digits
    PRIMARY KEY (occupation, isco)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO unit_group
SELECT occupation, substr(isco, 1, 4) FROM staged_isco JOIN identity USING (record) WHERE length(isco) >= 4;

CREATE TEMP TABLE same (
    slug   TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
INSERT INTO same
SELECT unit.occupation, card.occupation
FROM called AS card JOIN called AS unit ON unit.name = card.name AND NOT unit.numbered
WHERE card.numbered AND NOT card.slugged
  AND (SELECT count(*) FROM called WHERE called.name = card.name AND numbered) = 1
  AND (SELECT count(*) FROM called WHERE called.name = card.name AND NOT numbered) = 1
  AND EXISTS (SELECT 1 FROM unit_group AS of_card JOIN unit_group AS of_unit USING (isco)
              WHERE of_card.occupation = card.occupation AND of_unit.occupation = unit.occupation);
UPDATE identity SET occupation = same.number FROM same WHERE same.slug = identity.occupation;

-- Where each slug leads. A number that says the slug of another one does not have it.
CREATE TEMP VIEW own_slug AS
SELECT record, slug
FROM staged_occupation AS mine
WHERE slug IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM slug_number WHERE slug_number.slug = mine.slug AND slug_number.nsp_id <> mine.nsp_id);
CREATE TEMP TABLE slug_occupation (
    slug       TEXT PRIMARY KEY,
    occupation TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO slug_occupation SELECT DISTINCT slug, occupation FROM own_slug JOIN identity USING (record);

-- Precedence ---------------------------------------------------------------------------------------------------------

-- Whom each member of an occupation is taken from, the least number first. It is taken whole: no list is mixed of two
-- documents. A card is one document of one moment; the API may know more units, and a table knows them by name.
CREATE TEMP TABLE precedence (
    field    TEXT PRIMARY KEY,                   -- as the API calls the member
    position INTEGER NOT NULL,
    part     INTEGER,                            -- its bit in `stated`
    card     INTEGER NOT NULL,
    api      INTEGER NOT NULL,
    units    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO precedence VALUES
    ('name',                  1, NULL, 1, 2, 3),
    ('slug',                  2, NULL, 3, 1, 2),
    ('type',                  3, NULL, 1, 2, 3),
    ('description',           4, NULL, 1, 2, 3),
    ('alternative_names',     5, NULL, 1, 2, 3),
    ('field',                 6, NULL, 1, 2, 3),
    ('subfields',             7, NULL, 1, 2, 3),
    ('qualification_levels',  8, NULL, 1, 2, 3),
    ('regulated',             9, NULL, 1, 2, 3),
    ('activities',           10, 1,    1, 2, 3),
    ('isco',                 11, NULL, 1, 2, 3),
    ('esco',                 12, NULL, 1, 2, 3),
    ('wages',                13, 2,    1, 2, 3),
    ('working_conditions',   14, 4,    1, 2, 3),
    ('education',            15, 8,    1, 2, 3),
    ('competences',          16, 16,   1, 2, 3),
    ('health_conditions',    17, 32,   1, 2, 3),
    ('related',              18, NULL, 1, 2, 3),
    ('notes',                19, NULL, 1, 2, 3);

-- What each record says. That a part is stated without a row, or only a note on health, counts only where no record
-- has rows.
CREATE TEMP VIEW said (record, field, bare) AS
SELECT record, 'name', 0 FROM staged_occupation WHERE name IS NOT NULL
UNION ALL SELECT record, 'slug', 0 FROM own_slug
UNION ALL SELECT record, 'type', 0 FROM staged_occupation WHERE type IS NOT NULL
UNION ALL SELECT record, 'description', 0 FROM staged_occupation WHERE description IS NOT NULL
UNION ALL SELECT record, 'field', 0 FROM staged_occupation WHERE field IS NOT NULL
UNION ALL SELECT record, 'qualification_levels', 0 FROM staged_occupation WHERE qualification_level IS NOT NULL
UNION ALL SELECT record, 'regulated', 0 FROM staged_occupation WHERE regulated IS NOT NULL
UNION ALL SELECT record, 'activities', 0 FROM staged_occupation AS mine
          WHERE EXISTS (SELECT 1 FROM staged_text WHERE record = mine.record AND kind = 'activity')
UNION ALL SELECT record, 'alternative_names', 0 FROM staged_occupation AS mine
          WHERE EXISTS (SELECT 1 FROM staged_text WHERE record = mine.record AND kind = 'alternative_name')
UNION ALL SELECT record, 'subfields', 0 FROM staged_occupation AS mine
          WHERE EXISTS (SELECT 1 FROM staged_subfield WHERE record = mine.record)
UNION ALL SELECT record, 'isco', 0 FROM staged_occupation AS mine
          WHERE EXISTS (SELECT 1 FROM staged_isco WHERE record = mine.record)
UNION ALL SELECT record, 'esco', 0 FROM staged_occupation AS mine
          WHERE EXISTS (SELECT 1 FROM staged_esco WHERE record = mine.record)
UNION ALL SELECT record, 'wages', 0 FROM staged_occupation AS mine
          WHERE EXISTS (SELECT 1 FROM staged_wage_group WHERE record = mine.record)
UNION ALL SELECT record, 'working_conditions', 0 FROM staged_occupation AS mine
          WHERE EXISTS (SELECT 1 FROM staged_load WHERE record = mine.record)
UNION ALL SELECT record, 'education', 0 FROM staged_occupation AS mine
          WHERE EXISTS (SELECT 1 FROM staged_education WHERE record = mine.record)
UNION ALL SELECT record, 'competences', 0 FROM staged_occupation AS mine
          WHERE EXISTS (SELECT 1 FROM staged_competence WHERE record = mine.record)
UNION ALL SELECT record, 'health_conditions', 0 FROM staged_occupation AS mine
          WHERE EXISTS (SELECT 1 FROM staged_health WHERE record = mine.record)
UNION ALL SELECT record, 'related', 0 FROM staged_occupation AS mine
          WHERE EXISTS (SELECT 1 FROM staged_related WHERE record = mine.record)
UNION ALL SELECT record, 'notes', 0 FROM staged_occupation AS mine
          WHERE EXISTS (SELECT 1 FROM staged_note WHERE record = mine.record)
UNION ALL SELECT record, 'health_conditions', 1 FROM staged_occupation WHERE health_note IS NOT NULL
UNION ALL SELECT record, precedence.field, 1 FROM staged_occupation JOIN precedence ON stated & part;

CREATE TEMP TABLE choice (
    field      TEXT NOT NULL,
    occupation TEXT NOT NULL,
    record     INTEGER NOT NULL,
    PRIMARY KEY (field, occupation)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO choice                     -- the first stays
SELECT said.field, occupation, record
FROM said JOIN precedence USING (field) JOIN identity USING (record) JOIN ranked_record USING (record)
ORDER BY bare, CASE publisher WHEN 1 THEN card WHEN 2 THEN api ELSE units END, place;

-- Occupations --------------------------------------------------------------------------------------------------------

CREATE TEMP TABLE chosen AS
SELECT occupation, max(record) FILTER (WHERE field = 'name') AS name, max(record) FILTER (WHERE field = 'slug') AS slug,
       max(record) FILTER (WHERE field = 'type') AS type,
       max(record) FILTER (WHERE field = 'description') AS description,
       max(record) FILTER (WHERE field = 'field') AS field,
       max(record) FILTER (WHERE field = 'subfields') AS subfields,
       max(record) FILTER (WHERE field = 'qualification_levels') AS qualification_levels,
       max(record) FILTER (WHERE field = 'regulated') AS regulated,
       max(record) FILTER (WHERE field = 'health_conditions') AS health_conditions
FROM choice GROUP BY occupation;

-- What follows from all records of an occupation. (SQLite takes the document from the row that has the least place.)
CREATE TEMP TABLE known (
    occupation TEXT PRIMARY KEY,
    document   INTEGER NOT NULL,                 -- the first that speaks of it
    nsp_id     INTEGER,
    stated     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO known
SELECT occupation, document, nsp_id, stated
FROM (SELECT occupation, document, min(place)
      FROM identity JOIN staged_occupation USING (record) JOIN ranked_record USING (record) GROUP BY occupation)
JOIN (SELECT occupation, max(nsp_id) AS nsp_id, max(stated & 1) + max(stated & 2) + max(stated & 4) + max(stated & 8)
             + max(stated & 16) + max(stated & 32) AS stated
      FROM identity JOIN staged_occupation USING (record) GROUP BY occupation) USING (occupation);

-- The document that most of an occupation is from is that of its name, else the first that speaks of it. Of one that is
-- known by its number alone nothing is chosen.
INSERT INTO occupation (id, nsp_id, name, sort_key, slug, type, description, field, subfield, qualification_level,
    qualification_label, regulated, regulation, health_note, stated, document)
SELECT known.occupation, known.nsp_id, of_name.name, ifnull(sort_key(of_name.name), char(0x10FFFF)), of_slug.slug,
    of_type.type, of_description.description, of_field.field, of_subfields.subfield,
    of_level.qualification_level, of_level.qualification_label, of_regulated.regulated, of_regulated.regulation,
    of_health.health_note, known.stated,
    (SELECT id FROM settled_document WHERE settled_document.document = ifnull(of_name.document, known.document))
FROM known
LEFT JOIN chosen USING (occupation)
LEFT JOIN staged_occupation AS of_name ON of_name.record = chosen.name
LEFT JOIN staged_occupation AS of_slug ON of_slug.record = chosen.slug
LEFT JOIN staged_occupation AS of_type ON of_type.record = chosen.type
LEFT JOIN staged_occupation AS of_description ON of_description.record = chosen.description
LEFT JOIN staged_occupation AS of_field ON of_field.record = chosen.field
LEFT JOIN staged_occupation AS of_subfields ON of_subfields.record = chosen.subfields
LEFT JOIN staged_occupation AS of_level ON of_level.record = chosen.qualification_levels
LEFT JOIN staged_occupation AS of_regulated ON of_regulated.record = chosen.regulated
LEFT JOIN staged_occupation AS of_health ON of_health.record = chosen.health_conditions
ORDER BY known.occupation;

INSERT INTO occupation_origin (occupation, document, field, position)
SELECT occupation, settled_document.id, choice.field, precedence.position
FROM choice JOIN precedence USING (field) JOIN staged_occupation AS said USING (record)
JOIN settled_document USING (document) JOIN occupation ON occupation.id = choice.occupation
WHERE settled_document.id <> occupation.document;

INSERT INTO occupation_text SELECT occupation, kind, position, text
FROM choice JOIN staged_text USING (record) WHERE field = 'alternative_names' AND kind = 'alternative_name';
INSERT INTO occupation_text SELECT occupation, kind, position, text
FROM choice JOIN staged_text USING (record) WHERE field = 'activities' AND kind = 'activity';
INSERT INTO occupation_subfield SELECT occupation, position, subfield
FROM choice JOIN staged_subfield USING (record) WHERE field = 'subfields';
INSERT INTO occupation_qualification SELECT occupation, position, label
FROM choice JOIN staged_qualification USING (record) WHERE field = 'qualification_levels';
INSERT INTO occupation_isco SELECT occupation, isco, position
FROM choice JOIN staged_isco USING (record) WHERE field = 'isco';
INSERT INTO occupation_esco SELECT occupation, esco, position
FROM choice JOIN staged_esco USING (record) WHERE field = 'esco';
INSERT INTO occupation_load SELECT occupation, factor, levels
FROM choice JOIN staged_load USING (record) WHERE field = 'working_conditions';
INSERT INTO occupation_education SELECT occupation, code, type, position, suitability
FROM choice JOIN staged_education USING (record) WHERE field = 'education';
INSERT INTO occupation_competence SELECT occupation, competence, position, level, suitability
FROM choice JOIN staged_competence USING (record) WHERE field = 'competences';
INSERT INTO occupation_health SELECT occupation, effect, condition, position
FROM choice JOIN staged_health USING (record) WHERE field = 'health_conditions';
INSERT INTO occupation_note SELECT occupation, note, position, text
FROM choice JOIN staged_note USING (record) WHERE field = 'notes';

-- A relative is found by the number or the slug that the document gives; by its name in derive.sql.
INSERT INTO occupation_related (occupation, relation, position, name, related)
SELECT occupation, relation, position, name,
       coalesce((SELECT id FROM occupation WHERE id = said.related),
                (SELECT to_slug.occupation FROM slug_occupation AS to_slug WHERE to_slug.slug = said.related))
FROM choice JOIN staged_related AS said USING (record)
WHERE field = 'related';
