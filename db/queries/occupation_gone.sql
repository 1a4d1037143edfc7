-- occupation_gone: a row if there was an occupation of that id or slug, with what stands in for it. :id.
-- What a source says of it comes before what is only known from an earlier edition.
SELECT :id AS id, successor AS name FROM succession WHERE removed = :id
UNION ALL
SELECT :id, successor FROM removal WHERE known = :id
LIMIT 1;
