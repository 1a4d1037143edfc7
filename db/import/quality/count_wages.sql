SELECT format('%s %s %s, %s', source, period, sphere, iif(region = 'CZ', 'national', 'regional')) AS name,
       count(*) AS count, (SELECT count(*) FROM wage) AS of
FROM wage
GROUP BY source, period, sphere, region = 'CZ'
ORDER BY source, period, sphere DESC, region = 'CZ' DESC;
