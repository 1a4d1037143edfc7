-- competences: the catalogue by kind and code (page), how many there are (total), or one of it (id).
-- :kinds JSON array; :ids JSON array, whose order is then the list's; :id; :after position of the last item; :limit -1 for all. Their levels: competence_levels.
/*page*/ SELECT competence.id, competence.kind, competence.code, competence.name,
    scale_min AS "scale.min", scale_max AS "scale.max", guide,
    ifnull((SELECT occupations FROM occupation_count
            WHERE occupation_count.kind = 'competence' AND value = competence.id AND part = ''), 0) AS occupations,
    '/v1/competences/' || competence.id AS url, competence.position AS ".key", competence.id AS ".id"
/*total*/ SELECT count(*) AS ".total"
FROM competence
/*page*/ JOIN competence_kind ON competence_kind.kind = competence.kind
/*ids*/ JOIN json_each(:ids) AS page ON competence.id = page.value
WHERE TRUE
/*id*/ AND competence.id = :id
/*kinds*/ AND competence.kind IN (SELECT value FROM json_each(:kinds))
/*after*/ AND competence.position > CAST(:after AS INTEGER)
/*page*/ ORDER BY
/*page ids*/ page.key,
/*page*/ competence.position LIMIT :limit
