-- wage_position: the row by which an amount of money is judged: of the finest of the groups that hold a code which has a
-- published median there; then of the newest period (a whole year before its half), ispv before nsp.
-- :group a code; :regions :spheres :years JSON arrays.
SELECT wage.source, wage.isco, isco.name AS isco_name, wage.year, wage.period, wage.region,
    region.name AS region_name, wage.sphere, wage.status, from_czk AS "from", median_czk AS median, to_czk AS "to",
    p10_czk AS p10, p25_czk AS p25, p75_czk AS p75, p90_czk AS p90, mean_czk AS mean, employees,
    wage.isco <> :group AS rolled_up
FROM json_each('[1, 2, 3, 4, 5]') AS wanted
JOIN isco ON isco.code = substr(:group, 1, wanted.value) AND isco.level = wanted.value
JOIN wage ON wage.isco = isco.code
JOIN region ON region.code = wage.region
WHERE median_czk IS NOT NULL
    AND wage.region IN (SELECT value FROM json_each(:regions))
    AND wage.sphere IN (SELECT value FROM json_each(:spheres))
/*years*/ AND wage.year IN (SELECT CAST(value AS INTEGER) FROM json_each(:years))
ORDER BY length(wage.isco) DESC, wage.year DESC, length(wage.period), wage.period DESC, wage.source = 'nsp' LIMIT 1;
