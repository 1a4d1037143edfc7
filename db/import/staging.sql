-- What documents say is kept here, in a file of its own, until all of them are read; so neither the result nor the
-- warnings depend on the order in which they came. A document's rank orders them: by the authority of its publisher, then
-- a card's number, then its digest. A record is what one document says of one occupation.

CREATE TABLE stage.staged_document (
    document  INTEGER PRIMARY KEY,
    rank      TEXT NOT NULL UNIQUE,
    source    TEXT NOT NULL,
    publisher INTEGER NOT NULL,                  -- enum publisher
    path      TEXT NOT NULL,                     -- as findings show it
    name      TEXT NOT NULL,
    digest    TEXT NOT NULL UNIQUE,
    edition   TEXT NOT NULL                      -- '2025', '2025-H1', ''; conflicts.sql says which is the newer
) STRICT;

CREATE TABLE stage.staged_occupation (
    record              INTEGER PRIMARY KEY,
    document            INTEGER NOT NULL,
    nsp_id              INTEGER,
    slug                TEXT,
    name                TEXT,
    type                TEXT,
    description         TEXT,
    field               TEXT,
    subfield            TEXT,
    qualification_level INTEGER,
    qualification_label TEXT,
    regulated           INTEGER,
    regulation          TEXT,
    health_note         TEXT,
    stated              INTEGER NOT NULL         -- set of enum part
) STRICT;
CREATE INDEX stage.staged_occupation_by_number ON staged_occupation (nsp_id) WHERE nsp_id IS NOT NULL;

-- The lists of a record: as the tables of the same names in the dataset.
CREATE TABLE stage.staged_text (record INTEGER, kind TEXT, position INTEGER, text TEXT, PRIMARY KEY (record, kind, position)) WITHOUT ROWID;
CREATE TABLE stage.staged_subfield (record INTEGER, position INTEGER, subfield TEXT, PRIMARY KEY (record, position)) WITHOUT ROWID;
CREATE TABLE stage.staged_qualification (record INTEGER, position INTEGER, label TEXT, PRIMARY KEY (record, position)) WITHOUT ROWID;
CREATE TABLE stage.staged_isco (record INTEGER, isco TEXT, position INTEGER, PRIMARY KEY (record, isco)) WITHOUT ROWID;
CREATE TABLE stage.staged_esco (record INTEGER, esco TEXT, position INTEGER, PRIMARY KEY (record, esco)) WITHOUT ROWID;
CREATE TABLE stage.staged_wage_group (record INTEGER, isco TEXT, PRIMARY KEY (record, isco)) WITHOUT ROWID;
CREATE TABLE stage.staged_load (record INTEGER, factor TEXT, levels INTEGER, PRIMARY KEY (record, factor)) WITHOUT ROWID;
CREATE TABLE stage.staged_education (record INTEGER, code TEXT, type TEXT, position INTEGER, suitability TEXT, PRIMARY KEY (record, code, type)) WITHOUT ROWID;
CREATE TABLE stage.staged_competence (record INTEGER, competence TEXT, position INTEGER, level INTEGER, suitability INTEGER, PRIMARY KEY (record, competence)) WITHOUT ROWID;
CREATE TABLE stage.staged_health (record INTEGER, effect TEXT, condition TEXT, position INTEGER, PRIMARY KEY (record, effect, condition)) WITHOUT ROWID;
CREATE TABLE stage.staged_related (record INTEGER, relation TEXT, position INTEGER, name TEXT, related TEXT, PRIMARY KEY (record, relation, position)) WITHOUT ROWID;
CREATE TABLE stage.staged_note (record INTEGER, note INTEGER, position INTEGER, text TEXT, PRIMARY KEY (record, note, position)) WITHOUT ROWID;

-- What is said of codes. Each saying once, with the document of the lowest rank that says it.
CREATE TABLE stage.staged_name (
    kind TEXT NOT NULL,                          -- what the code is a code of, in words for warnings
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    rank TEXT NOT NULL,                          -- of the document
    line INTEGER NOT NULL,
    PRIMARY KEY (kind, code, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE stage.staged_wage (
    isco       TEXT NOT NULL,
    period     TEXT NOT NULL,
    region     TEXT NOT NULL,
    sphere     TEXT NOT NULL,
    source     TEXT NOT NULL,
    figures    TEXT NOT NULL,                    -- in words for warnings
    edition_of INTEGER NOT NULL,                 -- the document where it has an edition, else 0: then each row once
    year       INTEGER NOT NULL,
    status     TEXT NOT NULL,
    from_czk   INTEGER,
    median_czk INTEGER,
    to_czk     INTEGER,
    p10_czk    INTEGER,
    p25_czk    INTEGER,
    p75_czk    INTEGER,
    p90_czk    INTEGER,
    mean_czk   INTEGER,
    employees  INTEGER,
    rank       TEXT NOT NULL,                    -- of the document, the lowest of those that say so
    PRIMARY KEY (isco, period, region, sphere, source, figures, edition_of)
) STRICT, WITHOUT ROWID;

-- The successor is that of the document of the lowest rank.
CREATE TABLE stage.staged_succession (removed TEXT PRIMARY KEY, successor TEXT, rank TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE stage.staged_labelled_title (title TEXT, isco TEXT, PRIMARY KEY (title, isco)) WITHOUT ROWID;
