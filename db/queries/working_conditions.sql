-- working_conditions: the load factors in the vocabulary's order (page), how many there are (total), or one (id).
-- :id a factor; :after position of the last item; :limit -1 for all. An occupation that has the factor without a level
-- (levels = 0) does not state it.
/*page*/ SELECT factor, name, name_en,
    ifnull((SELECT occupations FROM occupation_count WHERE kind = 'load' AND value = factor AND part = ''), 0) AS occupations,
    '/v1/working-conditions/' || factor AS url, position AS ".key", factor AS ".id"
/*total*/ SELECT count(*) AS ".total"
FROM load_factor
WHERE TRUE
/*id*/ AND factor = :id
/*after*/ AND position > CAST(:after AS INTEGER)
/*page*/ ORDER BY position LIMIT :limit
