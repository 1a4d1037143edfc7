-- health_conditions: the vocabulary by Czech name (page), how many there are (total), or one of it (id).
-- :id; :after sort key and :after_id id of the last item; :limit -1 for all.
/*page*/ SELECT id, name,
    (SELECT count(*) FROM occupation_health WHERE condition = health_condition.id AND effect = 'limiting') AS limits,
    (SELECT count(*) FROM occupation_health WHERE condition = health_condition.id AND effect = 'excluding') AS excludes,
    '/v1/health-conditions/' || id AS url, sort_key AS ".key", id AS ".id"
/*total*/ SELECT count(*) AS ".total"
FROM health_condition
WHERE TRUE
/*id*/ AND id = :id
/*after*/ AND (sort_key, id) > (:after, :after_id)
/*page*/ ORDER BY sort_key, id LIMIT :limit
