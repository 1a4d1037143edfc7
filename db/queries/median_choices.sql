-- median_choices: the medians that may stand for CZ-ISCO groups in a region, by code, the one to take first.
-- :regions :spheres :years JSON arrays of one.
SELECT isco, rank, median_czk, wage FROM median_choice
WHERE region IN (SELECT value FROM json_each(:regions))
/*spheres*/ AND sphere IN (SELECT value FROM json_each(:spheres))
/*years*/ AND year IN (SELECT CAST(value AS INTEGER) FROM json_each(:years))
ORDER BY isco, rank;
