-- esco_occupations: the occupations that a page's concepts of ESCO lead to, by Czech name: those of the CZ-ISCO group of
-- the same code and of all below it, and those whose sources state the concept itself. :ids JSON array of URIs.
SELECT page.key AS ".item", occupation.id, occupation.name, '/v1/occupations/' || occupation.id AS url
FROM json_each(:ids) AS page
JOIN esco ON esco.uri = page.value
JOIN occupation ON occupation.id IN (
    SELECT occupation FROM occupation_isco
    WHERE occupation_isco.isco >= esco.code AND occupation_isco.isco < esco.code || ':'
    UNION
    SELECT occupation FROM occupation_esco WHERE occupation_esco.esco = esco.uri)
ORDER BY page.key, occupation.sort_key, occupation.id;
