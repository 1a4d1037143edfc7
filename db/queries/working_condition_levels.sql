-- working_condition_levels: how many occupations have which highest level of a page's factors. :ids JSON array.
-- Every level is there, also where no occupation has it.
WITH scale (level) AS (VALUES (1), (2), (3), (4))
SELECT page.key AS ".item", level,
    ifnull((SELECT occupations FROM occupation_count
            WHERE kind = 'load' AND value = page.value AND part = CAST(level AS TEXT)), 0) AS occupations
FROM json_each(:ids) AS page CROSS JOIN scale
ORDER BY page.key, level;
