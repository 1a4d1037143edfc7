-- qualification_levels: the levels 1-8 (page), or how many there are (total). Their labels: qualification_labels.
-- :after level of the last item; :limit -1 for all.
/*page*/ SELECT level, name, name_en,
    ifnull((SELECT occupations FROM occupation_count
            WHERE kind = 'qualification_level' AND value = CAST(level AS TEXT) AND part = ''), 0) AS occupations,
    level AS ".key", level AS ".id"
/*total*/ SELECT count(*) AS ".total"
FROM qualification_level
WHERE TRUE
/*after*/ AND level > CAST(:after AS INTEGER)
/*page*/ ORDER BY level LIMIT :limit
