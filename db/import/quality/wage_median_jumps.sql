-- A median against the one before it of the same group, region, sphere and source: the greater may be 1.3 times the
-- smaller, and a tenth more for each further year between them. Of ISPV's tables of 2020, 2021 and 2025, in which
-- most medians of four digits rose by some 30 % in the four years, that leaves fewer than one in a hundred.
-- The halves of a year come before the whole of it.
SELECT ifnull(sum(medians - 1), 0)
FROM (SELECT count(*) AS medians FROM wage WHERE median_czk IS NOT NULL GROUP BY isco, region, sphere, source);
WITH step AS (
    SELECT id, year - lag(year) OVER series AS years, median_czk AS now, period,
           lag(median_czk) OVER series AS before, lag(period) OVER series AS period_before
    FROM wage WHERE median_czk IS NOT NULL
    WINDOW series AS (PARTITION BY isco, region, sphere, source ORDER BY year, length(period) DESC, period)
)
SELECT code, name, format('median %d in %s after %d in %s: %+.0f %%', now, step.period, before, period_before,
                          100.0 * now / before - 100) AS found, document
FROM step JOIN wage_row USING (id)
WHERE 10 * max(now, before) > (12 + max(years, 1)) * min(now, before)
ORDER BY id;
