-- regions: the 14 regions in the vocabulary's order (page), or how many there are (total). The country is no region.
-- :after position of the last item; :limit -1 for all.
/*page*/ SELECT code, name, name_en,
    (SELECT count(*) FROM wage WHERE wage.region = region.code AND wage.status = 'published') AS wages,
    position AS ".key", code AS ".id"
/*total*/ SELECT count(*) AS ".total"
FROM region
WHERE code <> 'CZ'
/*after*/ AND position > CAST(:after AS INTEGER)
/*page*/ ORDER BY position LIMIT :limit
