-- What the findings of `povolani check` show of things: their name, and the document to look into.
PRAGMA temp_store = MEMORY; -- a check needs no disk but the file's

CREATE TEMP VIEW unit AS
SELECT occupation.id AS code, occupation.name, occupation.slug, document.name AS document
FROM occupation JOIN document ON document.id = occupation.document;

-- The document that a member of an occupation is from, where that is not the occupation's own.
CREATE TEMP VIEW origin AS
SELECT occupation_origin.occupation, occupation_origin.field, document.name AS document
FROM occupation_origin JOIN document ON document.id = occupation_origin.document;

-- A group; the document is the first of those that give the code to an occupation.
CREATE TEMP TABLE used (isco TEXT PRIMARY KEY, document INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO used
SELECT mine.isco, min(coalesce(origin.document, occupation.document))
FROM occupation_isco AS mine JOIN occupation ON occupation.id = mine.occupation
LEFT JOIN occupation_origin AS origin ON origin.occupation = mine.occupation AND origin.field = 'isco'
GROUP BY mine.isco;
CREATE TEMP VIEW group_row AS
SELECT code, isco.name, level, parent, in_codebook, document.name AS document
FROM isco
LEFT JOIN used ON used.isco = isco.code
LEFT JOIN document ON document.id = used.document;

-- A wage row by its key. The document is the first of its source that shows the group, else the only one of its source.
CREATE TEMP TABLE shown (
    source   TEXT NOT NULL,
    isco     TEXT NOT NULL,                      -- '': any group
    document INTEGER NOT NULL,
    PRIMARY KEY (source, isco)
) STRICT, WITHOUT ROWID;
INSERT INTO shown
SELECT document.source, mine.isco, min(document.id)
FROM occupation_wage_group AS mine JOIN occupation ON occupation.id = mine.occupation
LEFT JOIN occupation_origin AS origin ON origin.occupation = mine.occupation AND origin.field = 'wages'
JOIN document ON document.id = coalesce(origin.document, occupation.document)
GROUP BY document.source, mine.isco;
INSERT INTO shown SELECT source, '', min(id) FROM document GROUP BY source HAVING count(*) = 1;
CREATE TEMP VIEW wage_row AS
SELECT wage.*, wage.isco || ' ' || period || ' ' || region || ' ' || sphere || ' ' || wage.source AS code, isco.name,
       document.name AS document
FROM wage
JOIN isco ON isco.code = wage.isco
LEFT JOIN shown AS here ON here.source = wage.source AND here.isco = wage.isco
LEFT JOIN shown AS only ON only.source = wage.source AND only.isco = ''
LEFT JOIN document ON document.id = coalesce(here.document, only.document);

CREATE TEMP VIEW conflict_row AS
SELECT conflict.id, kind, code, format('"%s" here; taken is "%s", from %s:%d', said, taken, taken_of.name, taken_line) AS said,
       said_of.name AS document, line
FROM conflict
JOIN document AS said_of ON said_of.id = conflict.document
JOIN document AS taken_of ON taken_of.id = conflict.taken_document;
