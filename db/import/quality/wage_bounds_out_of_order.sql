-- from <= median <= to; where the median is not known, from <= to.
SELECT count(*) FROM wage WHERE coalesce(from_czk, to_czk) IS NOT NULL;
SELECT code, name, format('from %s, median %s, to %s', ifnull(from_czk, 'unknown'), ifnull(median_czk, 'unknown'),
                          ifnull(to_czk, 'unknown')) AS found, document
FROM wage_row WHERE from_czk > coalesce(median_czk, to_czk) OR median_czk > to_czk
ORDER BY id;
