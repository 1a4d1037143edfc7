-- fields: the fields by Czech name (page), or how many there are (total). Their subfields: field_subfields.
-- :after sort key and :after_id id of the last item; :limit -1 for all.
/*page*/ SELECT id, name,
    ifnull((SELECT occupations FROM occupation_count WHERE kind = 'field' AND value = field.id AND part = ''), 0) AS occupations,
    sort_key AS ".key", id AS ".id"
/*total*/ SELECT count(*) AS ".total"
FROM field
WHERE TRUE
/*after*/ AND (sort_key, id) > (:after, :after_id)
/*page*/ ORDER BY sort_key, id LIMIT :limit
