-- esco_concepts: ESCO by ISCO-08 code, each group before its occupations (page), or how many there are (total).
-- :uris :codes :types JSON arrays; :after code and :after_id URI of the last item; :limit -1 for all.
-- Their occupations: esco_occupations.
/*page*/ SELECT esco.uri, esco.type, esco.code, esco.name, esco.name_en, isco.code AS "isco.code", isco.name AS "isco.name",
    esco.code AS ".key", esco.uri AS ".id"
/*total*/ SELECT count(*) AS ".total"
FROM esco
/*page*/ LEFT JOIN isco ON isco.code = esco.code
WHERE TRUE
/*uris*/ AND esco.uri IN (SELECT value FROM json_each(:uris))
/*codes*/ AND esco.code IN (SELECT value FROM json_each(:codes))
/*types*/ AND esco.type IN (SELECT value FROM json_each(:types))
/*after*/ AND (esco.code, esco.uri) > (:after, :after_id)
/*page*/ ORDER BY esco.code, esco.uri LIMIT :limit
