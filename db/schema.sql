-- The dataset: one immutable file, built by `povolani import`, opened read-only by `povolani serve`.
--
-- Money is whole CZK a month, gross. A figure that the source does not have is NULL, never 0. Codes are text, zeros kept.
-- Tables without a rowid lie in the order of their key, so the same content gives the same bytes.
-- Text keys of occupations are their ids: the NSP number as text, else the source's slug.

-- 'povo', so that `file` and a careful reader know the file. Its checksums are behind its pages (db/dataset_seal.h).
PRAGMA application_id = 1886353007;
PRAGMA page_size = 4096;
PRAGMA foreign_keys = ON;

CREATE TABLE dataset (                           -- one row
    only           INTEGER PRIMARY KEY CHECK (only = 1),
    schema_version INTEGER NOT NULL,
    version        TEXT NOT NULL CHECK (length(version) = 16),        -- start of the content's SHA-256, hex
    last_modified  TEXT NOT NULL CHECK (last_modified LIKE '____-__-__') -- the newest date that a source states
) STRICT;

CREATE TABLE source (
    id          TEXT PRIMARY KEY,                -- 'nsp' (db/import/publishers.h)
    publisher   TEXT NOT NULL,
    licence     TEXT NOT NULL,
    attribution TEXT NOT NULL,
    year        INTEGER CHECK (year BETWEEN 1900 AND 2999),
    documents   INTEGER NOT NULL CHECK (documents > 0),
    digest      TEXT NOT NULL CHECK (digest LIKE 'sha-256:%')         -- over the digests of its documents, sorted
) STRICT, WITHOUT ROWID;

CREATE TABLE document (                          -- what was read
    id     INTEGER PRIMARY KEY,                  -- in the order of their authority
    source TEXT NOT NULL REFERENCES source,
    name   TEXT NOT NULL,                        -- of the file, without its folder
    digest TEXT NOT NULL UNIQUE CHECK (digest LIKE 'sha-256:%')
) STRICT;

-- Vocabularies -------------------------------------------------------------------------------------------------------

CREATE TABLE region (
    code     TEXT PRIMARY KEY CHECK (code GLOB 'CZ*'),                -- NUTS 3; 'CZ' is the country
    name     TEXT NOT NULL,
    name_en  TEXT NOT NULL,
    position INTEGER NOT NULL UNIQUE,
    mpsv_id  INTEGER UNIQUE,                     -- MPSV's number, "Kraj/19"; the country has none
    slug     TEXT NOT NULL                       -- of the name: what ?q= is looked for in
) STRICT, WITHOUT ROWID;

CREATE TABLE district (                          -- okres
    code   TEXT PRIMARY KEY CHECK (code GLOB 'CZ*'),                  -- LAU 1, 'CZ0642'
    name   TEXT NOT NULL,
    region TEXT NOT NULL REFERENCES region,
    slug   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX district_by_region ON district (region, code);

CREATE TABLE qualification_level (
    level   INTEGER PRIMARY KEY CHECK (level BETWEEN 1 AND 8),
    name    TEXT NOT NULL,
    name_en TEXT NOT NULL
) STRICT;

CREATE TABLE qualification_label (               -- the source's words for a level
    name     TEXT PRIMARY KEY,
    level    INTEGER NOT NULL REFERENCES qualification_level,
    position INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE load_factor (
    factor   TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    name_en  TEXT NOT NULL,
    position INTEGER NOT NULL UNIQUE             -- in the order of card 103332
) STRICT, WITHOUT ROWID;

CREATE TABLE load_level (                        -- the legend
    level       INTEGER PRIMARY KEY CHECK (level BETWEEN 1 AND 4),
    name        TEXT NOT NULL,
    description TEXT NOT NULL
) STRICT;

CREATE TABLE competence_kind (
    kind      TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    scale_min INTEGER NOT NULL,
    scale_max INTEGER NOT NULL CHECK (scale_max > scale_min),
    guide     TEXT CHECK (guide LIKE 'http%'),   -- address of the description of the levels
    position  INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE field (                             -- odborný směr
    id       TEXT PRIMARY KEY,                   -- slug of the name
    name     TEXT NOT NULL,
    sort_key TEXT NOT NULL                       -- Czech alphabetical order
) STRICT, WITHOUT ROWID;

CREATE TABLE subfield (                          -- odborný podsměr
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    sort_key TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE isco (                              -- CZ-ISCO
    code        TEXT PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 5 AND code NOT GLOB '*[^0-9]*'),
    name        TEXT,                            -- NULL where no source names the code
    name_en     TEXT,                            -- of ISCO-08, whose codes of up to four digits CZ-ISCO shares
    level       INTEGER NOT NULL CHECK (level = length(code)),
    parent      TEXT REFERENCES isco,            -- the group one digit shorter; NULL where the dataset has none
    in_codebook INTEGER NOT NULL CHECK (in_codebook IN (0, 1)),       -- or is the code only used by some document?
    median_wage INTEGER REFERENCES wage          -- the row with its national median
) STRICT, WITHOUT ROWID;
CREATE INDEX isco_by_parent ON isco (parent);
CREATE INDEX isco_by_level ON isco (level, code);

CREATE TABLE esco (                              -- ESCO: groups, which are those of ISCO-08, and occupations
    uri     TEXT PRIMARY KEY CHECK (uri LIKE 'http://data.europa.eu/esco/%'),
    type    TEXT NOT NULL CHECK (type IN ('group', 'occupation')),
    code    TEXT NOT NULL,                       -- ISCO-08: of the group, or of that which the occupation is in
    name    TEXT,                                -- Czech
    name_en TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX esco_by_code ON esco (code, uri, type);

CREATE TABLE competence (
    id       TEXT PRIMARY KEY,                   -- 'soft:2.1'
    kind     TEXT NOT NULL REFERENCES competence_kind,
    code     TEXT NOT NULL,
    name     TEXT NOT NULL,
    position INTEGER NOT NULL UNIQUE,            -- by kind and code
    UNIQUE (kind, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE health_condition (
    id       TEXT PRIMARY KEY,                   -- slug of the name
    name     TEXT NOT NULL,
    sort_key TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE education_field (
    code TEXT NOT NULL,                          -- '6208T', a group '62xxT', '29-53-H/01'
    type TEXT NOT NULL CHECK (type IN ('kkov', 'rvp')),
    name TEXT NOT NULL,
    PRIMARY KEY (code, type)
) STRICT, WITHOUT ROWID;

-- Wages: a row a group, period, region, sphere and source ------------------------------------------------------------

CREATE TABLE wage (
    id          INTEGER PRIMARY KEY,             -- in the order of lists: isco, newest period first, country first …
    source      TEXT NOT NULL CHECK (source IN ('nsp', 'ispv')),
    isco        TEXT NOT NULL REFERENCES isco,
    year        INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2999),
    period      TEXT NOT NULL,                   -- '2020', '2025-H1'
    region      TEXT NOT NULL REFERENCES region,
    sphere      TEXT NOT NULL CHECK (sphere IN ('wage', 'salary')),
    status      TEXT NOT NULL CHECK (status IN ('published', 'suppressed')),
    from_czk    INTEGER CHECK (from_czk BETWEEN 1 AND 1000000000),
    median_czk  INTEGER CHECK (median_czk BETWEEN 1 AND 1000000000),
    to_czk      INTEGER CHECK (to_czk BETWEEN 1 AND 1000000000),
    p10_czk     INTEGER CHECK (p10_czk BETWEEN 1 AND 1000000000),
    p25_czk     INTEGER CHECK (p25_czk BETWEEN 1 AND 1000000000),
    p75_czk     INTEGER CHECK (p75_czk BETWEEN 1 AND 1000000000),
    p90_czk     INTEGER CHECK (p90_czk BETWEEN 1 AND 1000000000),
    mean_czk    INTEGER CHECK (mean_czk BETWEEN 1 AND 1000000000),
    employees   INTEGER CHECK (employees > 0),   -- persons
    UNIQUE (isco, period, region, sphere, source),
    CHECK (from_czk <= median_czk AND median_czk <= to_czk OR from_czk IS NULL OR median_czk IS NULL OR to_czk IS NULL),
    CHECK ((status = 'suppressed') = (coalesce(from_czk, median_czk, to_czk, p10_czk, p25_czk, p75_czk, p90_czk, mean_czk) IS NULL))
) STRICT;
CREATE INDEX wage_by_isco ON wage (isco);        -- the rows of a group in the order of lists
-- Covers what wages are counted by, with or without a region.
CREATE INDEX wage_by_region ON wage (region, status, sphere, year, source, isco, median_czk);

CREATE TABLE labelled_title (                    -- titles of job adverts, which matching titles learns from
    title TEXT NOT NULL,                         -- as the employer wrote it
    isco  TEXT NOT NULL CHECK (length(isco) IN (4, 5)), -- as the labour office filed it; not every code is in isco
    PRIMARY KEY (title, isco)
) STRICT, WITHOUT ROWID;

-- Occupations --------------------------------------------------------------------------------------------------------

CREATE TABLE occupation (
    id                  TEXT PRIMARY KEY,
    nsp_id              INTEGER UNIQUE,
    name                TEXT,                    -- NULL where the sources only know the slug
    sort_key            TEXT NOT NULL,           -- Czech alphabetical order of the name; without one, after all names
    slug                TEXT UNIQUE,
    type                TEXT CHECK (type IN ('occupation', 'specialization')),
    description         TEXT,
    field               TEXT REFERENCES field,
    subfield            TEXT REFERENCES subfield, -- Odborný podsměr; the whole list is occupation_subfield
    qualification_level INTEGER REFERENCES qualification_level, -- the highest
    qualification_label TEXT REFERENCES qualification_label,
    regulated           INTEGER CHECK (regulated IN (0, 1)),
    regulation          TEXT,
    health_note         TEXT,                    -- the card's words about consulting a doctor
    stated              INTEGER NOT NULL,        -- bit n: part n (enum part in model/vocabulary.h) is stated
    median_wage         INTEGER REFERENCES wage, -- the national median that stands for it
    document            INTEGER NOT NULL REFERENCES document -- the one that most of it is from
) STRICT, WITHOUT ROWID;
CREATE INDEX occupation_by_exact_name ON occupation (name);
CREATE INDEX occupation_by_type ON occupation (type);

CREATE TABLE occupation_origin (                 -- a member of an occupation that is from another document
    occupation TEXT NOT NULL REFERENCES occupation,
    document   INTEGER NOT NULL REFERENCES document,
    field      TEXT NOT NULL,                    -- 'slug', 'isco' …
    position   INTEGER NOT NULL,                 -- in the order of the members
    PRIMARY KEY (occupation, document, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE occupation_text (                   -- texts of an occupation that are no codes
    occupation TEXT NOT NULL REFERENCES occupation,
    kind       TEXT NOT NULL CHECK (kind IN ('alternative_name', 'activity')),
    position   INTEGER NOT NULL,
    text       TEXT NOT NULL,
    PRIMARY KEY (occupation, kind, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE occupation_subfield (
    occupation TEXT NOT NULL REFERENCES occupation,
    position   INTEGER NOT NULL,
    subfield   TEXT NOT NULL REFERENCES subfield,
    PRIMARY KEY (occupation, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE occupation_qualification (
    occupation TEXT NOT NULL REFERENCES occupation,
    position   INTEGER NOT NULL,
    label      TEXT NOT NULL REFERENCES qualification_label,
    PRIMARY KEY (occupation, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE occupation_isco (
    occupation TEXT NOT NULL REFERENCES occupation,
    isco       TEXT NOT NULL REFERENCES isco,
    position   INTEGER NOT NULL,
    PRIMARY KEY (occupation, isco)
) STRICT, WITHOUT ROWID;
CREATE INDEX occupation_isco_by_isco ON occupation_isco (isco, occupation);

CREATE TABLE occupation_esco (
    occupation TEXT NOT NULL REFERENCES occupation,
    esco       TEXT NOT NULL REFERENCES esco,
    position   INTEGER NOT NULL,
    PRIMARY KEY (occupation, esco)
) STRICT, WITHOUT ROWID;
CREATE INDEX occupation_esco_by_esco ON occupation_esco (esco, occupation);

CREATE TABLE occupation_wage_group (             -- the groups whose wage rows are the occupation's: its codes, the group
    occupation TEXT NOT NULL REFERENCES occupation, -- above one of five digits, and those whose rows its document shows
    isco       TEXT NOT NULL REFERENCES isco,
    rolled_up  INTEGER NOT NULL CHECK (rolled_up IN (0, 1)), -- broader than the occupation's finest code
    PRIMARY KEY (occupation, isco)
) STRICT, WITHOUT ROWID;
CREATE INDEX occupation_wage_group_by_isco ON occupation_wage_group (isco, occupation);

CREATE TABLE occupation_load (
    occupation TEXT NOT NULL REFERENCES occupation,
    factor     TEXT NOT NULL REFERENCES load_factor,
    levels     INTEGER NOT NULL CHECK (levels BETWEEN 0 AND 15), -- set of levels: bit n - 1 is level n; 0 is unknown
    PRIMARY KEY (occupation, factor)
) STRICT, WITHOUT ROWID;

CREATE TABLE occupation_education (
    occupation  TEXT NOT NULL REFERENCES occupation,
    code        TEXT NOT NULL,
    type        TEXT NOT NULL,
    position    INTEGER NOT NULL,
    suitability TEXT NOT NULL CHECK (suitability IN ('most_suitable', 'suitable')),
    PRIMARY KEY (occupation, code, type),
    FOREIGN KEY (code, type) REFERENCES education_field
) STRICT, WITHOUT ROWID;

CREATE TABLE occupation_competence (
    occupation  TEXT NOT NULL REFERENCES occupation,
    competence  TEXT NOT NULL REFERENCES competence,
    position    INTEGER NOT NULL,                -- by kind, then the source's order
    level       INTEGER,                         -- NULL where the source draws none
    suitability INTEGER CHECK (suitability IN (1, 2)),
    PRIMARY KEY (occupation, competence),
    CHECK (CASE substr(competence, 1, instr(competence, ':') - 1)
               WHEN 'skill' THEN level BETWEEN 1 AND 8
               WHEN 'knowledge' THEN level BETWEEN 1 AND 8
               WHEN 'generic' THEN level BETWEEN 0 AND 3
               WHEN 'digital' THEN level BETWEEN 1 AND 4
               WHEN 'soft' THEN level BETWEEN 0 AND 5
               ELSE 0 END IS NOT 0)
) STRICT, WITHOUT ROWID;
-- An occupation's competences in their order, without sorting: that was a tenth of what a whole card costs.
CREATE INDEX occupation_competence_by_position ON occupation_competence (occupation, position, competence, level, suitability);

CREATE TABLE occupation_health (
    occupation TEXT NOT NULL REFERENCES occupation,
    effect     TEXT NOT NULL CHECK (effect IN ('limiting', 'excluding')),
    condition  TEXT NOT NULL REFERENCES health_condition,
    position   INTEGER NOT NULL,
    PRIMARY KEY (occupation, effect, condition)
) STRICT, WITHOUT ROWID;

CREATE TABLE occupation_related (
    occupation TEXT NOT NULL REFERENCES occupation,
    relation   TEXT NOT NULL CHECK (relation IN ('parent', 'specialization', 'sibling')),
    position   INTEGER NOT NULL,
    name       TEXT NOT NULL,                    -- as the source writes it
    related    TEXT REFERENCES occupation,       -- NULL where no occupation, or several, have the name
    PRIMARY KEY (occupation, relation, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX occupation_related_by_related ON occupation_related (related);

CREATE TABLE occupation_note (                   -- a line of a section without a shape of its own
    occupation TEXT NOT NULL REFERENCES occupation,
    note       INTEGER NOT NULL,                 -- number of the section
    position   INTEGER NOT NULL,                 -- 0 is the heading
    text       TEXT NOT NULL,
    PRIMARY KEY (occupation, note, position)
) STRICT, WITHOUT ROWID;

-- What the sources disagree about, and codes of theirs that their codebook does not have -----------------------------

CREATE TABLE conflict (
    id             INTEGER PRIMARY KEY,          -- by kind and code
    kind           TEXT NOT NULL,                -- 'CZ-ISCO', 'wage', 'occupation' …: what the code is a code of
    code           TEXT NOT NULL,
    said           TEXT NOT NULL,
    document       INTEGER NOT NULL REFERENCES document,
    line           INTEGER NOT NULL,
    taken          TEXT NOT NULL,
    taken_document INTEGER NOT NULL REFERENCES document,
    taken_line     INTEGER NOT NULL
) STRICT;

-- Occupations that are no more, and what changed from release to release ----------------------------------------------

CREATE TABLE succession (                        -- what sources say
    removed   TEXT PRIMARY KEY,                  -- id or slug
    successor TEXT                               -- the id of an occupation where the dataset has it, else as it is said
) STRICT, WITHOUT ROWID;

-- The following tell the history of the dataset, which comes with `import --previous`. They are no part of its version.

CREATE TABLE release (
    position INTEGER PRIMARY KEY,                -- 1 is the oldest, the greatest is this dataset
    version  TEXT NOT NULL CHECK (length(version) = 16)
) STRICT;
CREATE INDEX release_by_version ON release (version, position);

CREATE TABLE change (
    id         INTEGER PRIMARY KEY,              -- by release and occupation
    release    INTEGER NOT NULL REFERENCES release, -- that brought it
    occupation TEXT NOT NULL,                    -- id; the occupation may be gone by now
    name       TEXT,
    change     TEXT NOT NULL CHECK (change IN ('added', 'changed', 'removed')),
    successor  TEXT,
    UNIQUE (release, occupation)
) STRICT;

CREATE TABLE change_field (                      -- which members of the occupation differ
    change   INTEGER NOT NULL REFERENCES change,
    position INTEGER NOT NULL,
    field    TEXT NOT NULL,
    PRIMARY KEY (change, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE removal (                           -- by what an occupation that is no more was known
    known     TEXT PRIMARY KEY,                  -- id or slug
    successor TEXT
) STRICT, WITHOUT ROWID;

-- What lists of occupations show, and are filtered, counted and sorted by. It follows from the tables above, so it is no part of
-- dataset.version; who reads the file needs none of it. An occupation's place is its number in Czech alphabetical order.
-- Tables with long blobs have a rowid: without one SQLite reads the blobs of all rows that it compares with a key.

CREATE TABLE occupation_place (
    place INTEGER PRIMARY KEY CHECK (place >= 0), -- 0, 1, 2 …
    id    TEXT NOT NULL UNIQUE REFERENCES occupation
) STRICT;

CREATE TABLE occupation_summary (                -- what lists show of an occupation, so that it is found at one place
    place               INTEGER PRIMARY KEY REFERENCES occupation_place,
    id                  TEXT NOT NULL,
    nsp_id              INTEGER,
    name                TEXT,
    slug                TEXT,
    type                TEXT,
    regulated           INTEGER,
    field               TEXT,
    field_name          TEXT,
    qualification_level INTEGER,
    qualification_label TEXT,
    median_wage         INTEGER,                 -- the national one
    rolled_up           INTEGER                  -- of the median's group
) STRICT;

CREATE TABLE occupation_summary_isco (
    place    INTEGER NOT NULL REFERENCES occupation_place,
    position INTEGER NOT NULL,
    code     TEXT NOT NULL,
    name     TEXT,
    PRIMARY KEY (place, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE occupation_set (                    -- the occupations that have something in common
    kind   TEXT NOT NULL,                        -- what: 'isco', 'field', 'load' … (db/import/places.sql)
    value  TEXT NOT NULL,                        -- a code or id
    number INTEGER NOT NULL,                     -- a level, where the kind has levels
    places BLOB NOT NULL,                        -- packed as db/places.h says
    PRIMARY KEY (kind, value, number)
) STRICT;

CREATE TABLE occupation_column (                 -- a number an occupation
    name    TEXT NOT NULL PRIMARY KEY,           -- 'name', 'median_wage' …: what is sorted by; 'search': see search_entry
    numbers BLOB NOT NULL CHECK (length(numbers) % 4 = 0) -- by place, four bytes each, the highest first; 0 is none
) STRICT;

CREATE TABLE occupation_count (                  -- how many occupations have what a catalogue lists: counting takes longer
    kind        TEXT NOT NULL,                   -- what: 'isco' (all below), 'field', 'load' … (db/import/counts.sql)
    value       TEXT NOT NULL,                   -- a code or id
    part        TEXT NOT NULL,                   -- of them: a level, type, effect, a field's subfield; '' is all
    occupations INTEGER NOT NULL CHECK (occupations > 0), -- where nobody has it, there is no row
    PRIMARY KEY (kind, value, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE occupation_word (                   -- the words of an occupation's name, without diacritics
    occupation TEXT NOT NULL REFERENCES occupation,
    word       TEXT NOT NULL,
    PRIMARY KEY (occupation, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE rarity (                            -- how much it says that two have it in common (docs/scoring.md)
    kind   TEXT NOT NULL,                        -- of occupation_set
    value  TEXT NOT NULL,
    weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 20000), -- thousandths of a bit
    PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE median_choice (                     -- the medians of a region that may stand for an occupation
    region  TEXT NOT NULL PRIMARY KEY REFERENCES region,
    numbers BLOB NOT NULL CHECK (length(numbers) % 28 = 0) -- of each seven numbers of four bytes (db/store_medians.c)
) STRICT;

-- Exports: files with all of something, made when the dataset is built. They follow from the tables above, so they are
-- no part of dataset.version.
CREATE TABLE export (
    name        TEXT PRIMARY KEY,                -- 'wages.csv': /v1/export/wages.csv
    media_type  TEXT NOT NULL,
    bytes       INTEGER NOT NULL CHECK (bytes >= 0),
    digest      TEXT NOT NULL CHECK (digest LIKE 'sha-256:%'),      -- of these bytes
    gzip_bytes  INTEGER NOT NULL CHECK (gzip_bytes > 0),            -- of the file in gzip
    gzip_digest TEXT NOT NULL CHECK (gzip_digest LIKE 'sha-256:%')
) STRICT, WITHOUT ROWID;

-- A file's bytes in order, cut into blocks of deflate: each can be inflated alone, and all put together are the file in
-- gzip (one member). Its header is a block with start -1, its end one with start = export.bytes: both without plain bytes.
CREATE TABLE export_block (
    export     TEXT NOT NULL REFERENCES export,
    start      INTEGER NOT NULL,                 -- of its plain bytes in the file
    gzip_start INTEGER NOT NULL,                 -- of the block in the file in gzip
    gzip       BLOB NOT NULL CHECK (length(gzip) > 0),
    PRIMARY KEY (export, start),
    UNIQUE (export, gzip_start)
) STRICT;

-- Search: what is found by words. It follows from the tables above and is no part of dataset.version.

CREATE TABLE search_entry (                      -- what can be found
    number INTEGER PRIMARY KEY,                  -- 1, 2, 3 …: occupations, CZ-ISCO groups, competences; in each, names of
                                                 -- fewer words first, then Czech alphabetical order
    kind   TEXT NOT NULL CHECK (kind IN ('occupation', 'isco', 'competence')),
    id     TEXT NOT NULL,                        -- of an occupation or competence; code of a group
    name   TEXT,
    UNIQUE (kind, id)
) STRICT;

-- The words of entries (rowid is search_entry.number), each as terms that begin with three letters and a colon:
-- o i c: kind of the entry; a f s: a word with diacritics or without, or its stem; n l r: in the name, in it or in an
-- alternative name, anywhere (there is no "ar"); w: a whole name, d: a whole id, slug or code (no "ad"), its words joined by
-- '-'. "ofn:ucetni" is in the name of an occupation: SELECT rowid FROM search WHERE search MATCH '"ofn:ucet" *';
CREATE VIRTUAL TABLE search USING fts5 (
    words, content = '', columnsize = 0, detail = none, prefix = '5 6 7 8', tokenize = "ascii tokenchars '.:+#-'"
);

CREATE TABLE search_word (                       -- the words of the entries, without diacritics
    word        TEXT PRIMARY KEY,
    number      INTEGER NOT NULL UNIQUE,         -- in byte order of the words
    stem        TEXT NOT NULL,                   -- what its inflected and gender forms have in common
    forms       TEXT NOT NULL,                   -- how names spell it: with diacritics, in byte order, spaces between
    names       INTEGER NOT NULL,                -- entries that have it: occupations in a name or alternative name,
    occupations INTEGER NOT NULL,                -- occupations anywhere,
    isco        INTEGER NOT NULL,                -- CZ-ISCO groups,
    competences INTEGER NOT NULL                 -- competences
) STRICT, WITHOUT ROWID;

CREATE TABLE search_stem (                       -- the stems of the words
    stem        TEXT PRIMARY KEY,
    words       INTEGER NOT NULL,                -- that have it; the rest as in search_word
    names       INTEGER NOT NULL,
    occupations INTEGER NOT NULL,
    isco        INTEGER NOT NULL,
    competences INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The words of which some letters are left out of the first seven: two words of one deletion are near each other, so
-- that a mistyped word finds those that may be meant (SymSpell). Words with digits are not here.
CREATE TABLE search_deletion (
    deletion TEXT NOT NULL,
    word     INTEGER NOT NULL REFERENCES search_word (number),
    PRIMARY KEY (deletion, word)
) STRICT, WITHOUT ROWID;

-- Titles: which features of a job advert's title (model/title.h) tell which CZ-ISCO group and which name. It follows from
-- the tables above and is no part of dataset.version; docs/scoring.md has the formulas.

CREATE TABLE title_size (                        -- one row
    only   INTEGER PRIMARY KEY CHECK (only = 1),
    groups INTEGER NOT NULL,
    names  INTEGER NOT NULL,
    rarity INTEGER NOT NULL                      -- thousandths: of a feature that no name has
) STRICT;

CREATE TABLE title_group (                       -- the groups of four digits
    number INTEGER PRIMARY KEY,                  -- 0, 1, 2 …: by code
    isco   TEXT NOT NULL UNIQUE REFERENCES isco,
    titles INTEGER NOT NULL                      -- rows of labelled_title that are in it
) STRICT;

CREATE TABLE title_name (                        -- what occupations are called
    number     INTEGER PRIMARY KEY,              -- 0, 1, 2 …: by occupation, its name first
    occupation TEXT NOT NULL REFERENCES occupation,
    kind       TEXT NOT NULL CHECK (kind IN ('name', 'alternative_name')),
    text       TEXT NOT NULL
) STRICT;

CREATE TABLE title_feature (
    feature TEXT PRIMARY KEY,                    -- "ridi", "_rid", "zamec*"
    rarity  INTEGER NOT NULL,                    -- among names, thousandths
    groups  BLOB,                                -- postings (db/title_index.h) in the order of numbers
    names   BLOB
) STRICT;

-- Views: the same for people, with names in place of ids. docs/dataset.md shows what can be asked. No query of the
-- service uses them.

CREATE VIEW occupation_overview AS               -- a row an occupation
SELECT occupation.id, occupation.name, occupation.type, field.name AS field, occupation.qualification_level,
    occupation.qualification_label AS qualification, occupation.regulated,
    (SELECT group_concat(isco, ', ') FROM (SELECT isco FROM occupation_isco
        WHERE occupation_isco.occupation = occupation.id ORDER BY position)) AS isco,
    wage.median_czk, wage.period AS median_period, wage.source AS median_source, occupation.description
FROM occupation
LEFT JOIN field ON field.id = occupation.field
LEFT JOIN wage ON wage.id = occupation.median_wage;

CREATE VIEW wage_overview AS                     -- a row a group, period, region, sphere and source
SELECT wage.isco, isco.name AS isco_name, isco.level AS isco_level, wage.period, wage.region, region.name AS region_name,
    wage.sphere, wage.source, wage.status, wage.from_czk, wage.median_czk, wage.to_czk, wage.p10_czk, wage.p25_czk,
    wage.p75_czk, wage.p90_czk, wage.mean_czk, wage.employees
FROM wage
JOIN isco ON isco.code = wage.isco
JOIN region ON region.code = wage.region;

CREATE VIEW competence_overview AS               -- a row an occupation and competence
SELECT occupation.id, occupation.name, competence.kind, competence.id AS competence, competence.name AS competence_name,
    occupation_competence.level, competence_kind.scale_min, competence_kind.scale_max, occupation_competence.suitability
FROM occupation_competence
JOIN occupation ON occupation.id = occupation_competence.occupation
JOIN competence ON competence.id = occupation_competence.competence
JOIN competence_kind ON competence_kind.kind = competence.kind;

CREATE VIEW working_condition_overview AS        -- a row an occupation and load factor; NULL: its level is unknown
SELECT occupation.id, occupation.name, load_factor.factor, load_factor.name AS factor_name,
    CASE WHEN levels & 8 THEN 4 WHEN levels & 4 THEN 3 WHEN levels & 2 THEN 2 WHEN levels & 1 THEN 1 END AS highest_level
FROM occupation_load
JOIN occupation ON occupation.id = occupation_load.occupation
JOIN load_factor ON load_factor.factor = occupation_load.factor;

CREATE VIEW health_overview AS                   -- a row an occupation and condition that limits or excludes
SELECT occupation.id, occupation.name, occupation_health.effect, health_condition.name AS condition
FROM occupation_health
JOIN occupation ON occupation.id = occupation_health.occupation
JOIN health_condition ON health_condition.id = occupation_health.condition;

CREATE VIEW education_overview AS                -- a row an occupation and field of education
SELECT occupation.id, occupation.name, occupation_education.code, occupation_education.type,
    education_field.name AS education, occupation_education.suitability
FROM occupation_education
JOIN occupation ON occupation.id = occupation_education.occupation
JOIN education_field
    ON education_field.code = occupation_education.code AND education_field.type = occupation_education.type;
