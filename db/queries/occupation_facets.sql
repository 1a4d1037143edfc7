-- occupation_facets: the values of some facets with the packed sets of their places, facet by facet in the order given.
-- :kinds JSON array of the facets' names, which are the sets' kinds.
SELECT occupation_set.kind, occupation_set.value,
    coalesce(field.name, qualification_level.name, isco.name,
             CASE occupation_set.kind WHEN 'regulated' THEN iif(occupation_set.value = 'true', 'Ano', 'Ne') END),
    places
FROM json_each(:kinds) AS wanted
JOIN occupation_set ON occupation_set.kind = wanted.value
LEFT JOIN field ON occupation_set.kind = 'field' AND field.id = occupation_set.value
LEFT JOIN qualification_level
    ON occupation_set.kind = 'qualification_level' AND qualification_level.level = occupation_set.number
LEFT JOIN isco ON occupation_set.kind = 'isco_major' AND isco.code = occupation_set.value
ORDER BY wanted.key, occupation_set.value;
