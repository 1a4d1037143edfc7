-- occupation_origins: what of it is from other documents than the one that most of it is from; a row a member. :id.
SELECT publisher, licence, document.name AS document, document.digest, document.id AS ".key", field AS ".field"
FROM occupation_origin
JOIN document ON document.id = occupation_origin.document
JOIN source ON source.id = document.source
WHERE occupation = :id ORDER BY document.id, position;
