-- occupation_related: its relatives, each for the member of `related` where it belongs. :id.
SELECT CASE relation WHEN 'parent' THEN 'parent' WHEN 'sibling' THEN 'siblings' ELSE 'specializations' END AS ".field",
    name, related AS id
FROM occupation_related WHERE occupation = :id ORDER BY relation, position;
