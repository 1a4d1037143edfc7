-- How many occupations have something from a document: of codebooks and wages that is none.
SELECT document.source || ', ' || document.name AS name, count(mine.document) AS count,
       (SELECT count(*) FROM occupation) AS of
FROM document
LEFT JOIN (SELECT document, id AS occupation FROM occupation
           UNION SELECT document, occupation FROM occupation_origin) AS mine ON mine.document = document.id
GROUP BY document.id
ORDER BY document.id;
