-- wages: wage rows by id, which is the order of the list (page), or how many there are (total).
-- :occupation id: the rows of its groups, with rolled_up; :group the rows of one code; :isco JSON array: codes and all
-- below; :levels :regions :spheres :years :sources :statuses JSON arrays; :median_min :median_max CZK, which rows
-- without a median do not pass; :after id of the last row; :limit -1 for all.
-- Ids follow the codes, so by both an occupation's rows come as its groups lead to them, and nothing is sorted.
-- Digits of the code are asked of the tree: the few groups of a level lead to their rows by index.
/*page*/ SELECT wage.source, wage.isco, isco.name AS isco_name, wage.year, wage.period, wage.region,
    region.name AS region_name, wage.sphere, wage.status, from_czk AS "from", median_czk AS median, to_czk AS "to",
    p10_czk AS p10, p25_czk AS p25, p75_czk AS p75, p90_czk AS p90, mean_czk AS mean, employees,
    wage.id AS ".key", wage.id AS ".id"
/*page occupation*/ , rolled_up
/*total*/ SELECT count(*) AS ".total"
FROM wage
/*occupation*/ JOIN occupation_wage_group ON occupation_wage_group.isco = wage.isco
/*page*/ JOIN isco ON isco.code = wage.isco JOIN region ON region.code = wage.region
WHERE TRUE
/*occupation*/ AND occupation_wage_group.occupation = :occupation
/*group*/ AND wage.isco = :group
/*isco*/ AND wage.isco IN (
    SELECT below.code
    FROM json_each(:isco) AS wanted
    JOIN isco AS below ON below.code >= wanted.value AND below.code < wanted.value || ':')
/*levels*/ AND wage.isco IN (
    SELECT digits.code
    FROM json_each(:levels) AS wanted JOIN isco AS digits ON digits.level = CAST(wanted.value AS INTEGER))
/*regions*/ AND wage.region IN (SELECT value FROM json_each(:regions))
/*spheres*/ AND wage.sphere IN (SELECT value FROM json_each(:spheres))
/*years*/ AND wage.year IN (SELECT CAST(value AS INTEGER) FROM json_each(:years))
/*sources*/ AND wage.source IN (SELECT value FROM json_each(:sources))
/*statuses*/ AND wage.status IN (SELECT value FROM json_each(:statuses))
/*median_min*/ AND wage.median_czk >= :median_min
/*median_max*/ AND wage.median_czk <= :median_max
/*after*/ AND wage.id > CAST(:after AS INTEGER)
/*page*/ ORDER BY
/*page occupation*/ occupation_wage_group.isco,
/*page*/ wage.id LIMIT :limit
