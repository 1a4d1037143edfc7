SELECT source.id || ', documents' AS name, source.documents AS count, (SELECT count(*) FROM document) AS of, source.id AS ".source"
FROM source
UNION ALL
SELECT source.id || ', occupations with something from it',
       count(*) FILTER (WHERE EXISTS (SELECT 1 FROM document
                                      WHERE document.source = source.id AND document.id = occupation.document)
                        OR EXISTS (SELECT 1 FROM occupation_origin AS mine JOIN document ON document.id = mine.document
                                   WHERE mine.occupation = occupation.id AND document.source = source.id)),
       count(*), source.id
FROM source JOIN occupation GROUP BY source.id
ORDER BY 4, 1;
