-- working_condition_levels: how many occupations have which highest level of a page's factors. :ids JSON array.
-- Every level is there, also where no occupation has it. The sets whose highest level is n are a range of numbers.
WITH scale (level) AS (VALUES (1), (2), (3), (4))
SELECT page.key AS ".item", level,
    (SELECT count(*) FROM occupation_load
     WHERE factor = page.value AND levels BETWEEN 1 << (level - 1) AND (1 << level) - 1) AS occupations
FROM json_each(:ids) AS page CROSS JOIN scale
ORDER BY page.key, level;
