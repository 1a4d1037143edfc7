-- changes: what the releases of the dataset changed, oldest first (page), or how many changes there are (total).
-- :since a version: only what came after it; :after id of the last change; :limit -1 for all. Members: change_fields.
/*page*/ SELECT occupation AS occupation_id, name, change, version, successor, change.id AS ".key", change.id AS ".id"
/*total*/ SELECT count(*) AS ".total"
FROM change
/*page*/ JOIN release ON release.position = change.release
WHERE TRUE
/*since*/ AND change.release > (SELECT max(position) FROM release AS since WHERE since.version = :since)
/*after*/ AND change.id > CAST(:after AS INTEGER)
/*page*/ ORDER BY change.id LIMIT :limit
