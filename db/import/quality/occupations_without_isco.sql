SELECT count(*) FROM occupation;
SELECT code, name, 'has no CZ-ISCO code' AS found, document
FROM unit WHERE code NOT IN (SELECT occupation FROM occupation_isco)
ORDER BY code;
