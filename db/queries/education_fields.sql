-- education_fields: the fields of education by code and type (page), or how many there are (total).
-- :after code and :after_id type of the last item; :limit -1 for all.
/*page*/ SELECT code, name, type,
    ifnull((SELECT occupations FROM occupation_count WHERE kind = 'education' AND value = code AND part = type), 0) AS occupations,
    code AS ".key", type AS ".id"
/*total*/ SELECT count(*) AS ".total"
FROM education_field
WHERE TRUE
/*after*/ AND (code, type) > (:after, :after_id)
/*page*/ ORDER BY code, type LIMIT :limit
