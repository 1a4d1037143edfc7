-- isco_groups: the CZ-ISCO tree by code (page), how many groups there are (total), or one (id).
-- :id a code; :ids JSON array of codes, whose order is then the list's; :levels :parents JSON arrays; :after code of the last item; :limit -1 for all.
-- The ESCO group is the one whose ISCO-08 code is the same; of several that with the lowest address.
/*page*/ SELECT isco.code, isco.level, isco.name, isco.name_en,
    parent.code AS "parent.code", parent.name AS "parent.name", esco.uri AS "esco.uri", esco.name AS "esco.name",
    esco.name_en AS "esco.name_en",
    wage.median_czk AS "median_wage.amount", wage.isco AS "median_wage.isco", wage.year AS "median_wage.year",
    wage.period AS "median_wage.period", wage.region AS "median_wage.region", wage.sphere AS "median_wage.sphere",
    wage.source AS "median_wage.source", iif(wage.id IS NULL, NULL, 0) AS "median_wage.rolled_up",
    ifnull((SELECT occupations FROM occupation_count WHERE kind = 'isco' AND value = isco.code AND part = ''), 0) AS occupations,
    '/v1/isco/' || isco.code AS url, isco.code AS ".key", isco.code AS ".id"
/*total*/ SELECT count(*) AS ".total"
FROM isco
/*page*/ LEFT JOIN isco AS parent ON parent.code = isco.parent
    LEFT JOIN esco ON esco.uri = (SELECT min(same.uri) FROM esco AS same WHERE same.code = isco.code AND type = 'group')
    LEFT JOIN wage ON wage.id = isco.median_wage
/*ids*/ JOIN json_each(:ids) AS page ON isco.code = page.value
WHERE TRUE
/*id*/ AND isco.code = :id
/*levels*/ AND isco.level IN (SELECT CAST(value AS INTEGER) FROM json_each(:levels))
/*parents*/ AND isco.parent IN (SELECT value FROM json_each(:parents))
/*after*/ AND isco.code > :after
/*page*/ ORDER BY
/*page ids*/ page.key,
/*page*/ isco.code LIMIT :limit
