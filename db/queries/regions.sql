-- regions: the 14 regions in the vocabulary's order (page), or how many there are (total). The country is no region.
-- :q a slug, with which a word of the name of the region or of one of its districts begins; :after position of the last item; :limit -1 for all.
/*page*/ SELECT code, name, name_en, mpsv_id,
    (SELECT count(*) FROM wage WHERE wage.region = region.code AND wage.status = 'published') AS wages,
    position AS ".key", code AS ".id"
/*total*/ SELECT count(*) AS ".total"
FROM region
WHERE code <> 'CZ'
/*q*/ AND (instr('-' || slug, '-' || :q) > 0 OR EXISTS (
    SELECT 1 FROM district WHERE district.region = region.code AND instr('-' || district.slug, '-' || :q) > 0))
/*after*/ AND position > CAST(:after AS INTEGER)
/*page*/ ORDER BY position LIMIT :limit
