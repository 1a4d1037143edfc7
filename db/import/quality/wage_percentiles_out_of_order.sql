-- Each known figure against the next that is known.
SELECT count(*) FROM wage WHERE coalesce(p10_czk, p25_czk, p75_czk, p90_czk) IS NOT NULL;
SELECT code, name, format('p10 %s, p25 %s, median %s, p75 %s, p90 %s', ifnull(p10_czk, 'unknown'),
                          ifnull(p25_czk, 'unknown'), ifnull(median_czk, 'unknown'), ifnull(p75_czk, 'unknown'),
                          ifnull(p90_czk, 'unknown')) AS found, document
FROM wage_row
WHERE p10_czk > coalesce(p25_czk, median_czk, p75_czk, p90_czk) OR p25_czk > coalesce(median_czk, p75_czk, p90_czk)
   OR median_czk > coalesce(p75_czk, p90_czk) OR p75_czk > p90_czk
ORDER BY id;
