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
CREATE TEMP VIEW group_row AS
SELECT code, name, level, parent, in_codebook,
       (SELECT name FROM document
        WHERE id = (SELECT min(coalesce(origin.document, occupation.document))
                    FROM occupation_isco AS mine JOIN occupation ON occupation.id = mine.occupation
                    LEFT JOIN occupation_origin AS origin ON origin.occupation = mine.occupation AND origin.field = 'isco'
                    WHERE mine.isco = isco.code)) AS document
FROM isco;

-- A wage row by its key. The document is the first of its source that shows the group, else the only one of its source.
CREATE TEMP VIEW wage_row AS
SELECT wage.*, isco || ' ' || period || ' ' || region || ' ' || sphere || ' ' || source AS code,
       (SELECT name FROM isco WHERE isco.code = wage.isco) AS name,
       coalesce((SELECT document.name
                 FROM occupation_wage_group AS mine JOIN occupation ON occupation.id = mine.occupation
                 LEFT JOIN occupation_origin AS origin ON origin.occupation = mine.occupation AND origin.field = 'wages'
                 JOIN document ON document.id = coalesce(origin.document, occupation.document)
                 WHERE mine.isco = wage.isco AND document.source = wage.source ORDER BY document.id LIMIT 1),
                (SELECT iif(count(*) = 1, min(name), NULL) FROM document WHERE document.source = wage.source)) AS document
FROM wage;

CREATE TEMP VIEW conflict_row AS
SELECT conflict.id, kind, code, format('"%s" here; taken is "%s", from %s:%d', said, taken, taken_of.name, taken_line) AS said,
       said_of.name AS document, line
FROM conflict
JOIN document AS said_of ON said_of.id = conflict.document
JOIN document AS taken_of ON taken_of.id = conflict.taken_document;
