SELECT count(*) FROM occupation;
SELECT code, name, 'has no working conditions' AS found, document
FROM unit WHERE code NOT IN (SELECT occupation FROM occupation_load)
ORDER BY code;
