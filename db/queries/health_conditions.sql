-- health_conditions: the vocabulary by Czech name (page), how many there are (total), or one of it (id).
-- :id; :after sort key and :after_id id of the last item; :limit -1 for all.
/*page*/ SELECT id, name,
    ifnull((SELECT occupations FROM occupation_count
            WHERE kind = 'health' AND value = health_condition.id AND part = 'limiting'), 0) AS limits,
    ifnull((SELECT occupations FROM occupation_count
            WHERE kind = 'health' AND value = health_condition.id AND part = 'excluding'), 0) AS excludes,
    '/v1/health-conditions/' || id AS url, sort_key AS ".key", id AS ".id"
/*total*/ SELECT count(*) AS ".total"
FROM health_condition
WHERE TRUE
/*id*/ AND id = :id
/*after*/ AND (sort_key, id) > (:after, :after_id)
/*page*/ ORDER BY sort_key, id LIMIT :limit
