-- occupation_esco: its ESCO groups in the source's order. :id.
SELECT code, name, name_en, uri
FROM occupation_esco JOIN esco ON esco.uri = occupation_esco.esco
WHERE occupation = :id ORDER BY position;
