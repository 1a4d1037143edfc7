-- wage_position_absence: what there is where wage_position has no row: whether a row is withheld, the years of that
-- region and sphere, all regions with their spheres. :group a code; :regions :spheres :years JSON arrays.
WITH near AS MATERIALIZED (
    SELECT wage.region, wage.sphere, wage.year, wage.median_czk,
        wage.region IN (SELECT value FROM json_each(:regions))
        AND wage.sphere IN (SELECT value FROM json_each(:spheres)) AS asked
    FROM json_each('[1, 2, 3, 4, 5]') AS wanted
    JOIN isco ON isco.code = substr(:group, 1, wanted.value) AND isco.level = wanted.value
    JOIN wage ON wage.isco = isco.code)
SELECT (SELECT group_concat(year, ', ')
        FROM (SELECT DISTINCT year FROM near WHERE asked AND median_czk IS NOT NULL ORDER BY year) AS once) AS years,
    (SELECT group_concat(region || ' (' || spheres || ')', ', ')
     FROM (SELECT region, group_concat(sphere, ', ') AS spheres
           FROM (SELECT DISTINCT region, sphere FROM near WHERE median_czk IS NOT NULL ORDER BY region, sphere DESC) AS once
           GROUP BY region ORDER BY region) AS once) AS places,
EXISTS (SELECT 1 FROM near WHERE asked AND median_czk IS NULL
/*years*/ AND year IN (SELECT CAST(value AS INTEGER) FROM json_each(:years))
) AS withheld;
