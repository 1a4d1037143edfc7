SELECT count(*) FROM occupation;
SELECT code, name, iif(slug IS NULL, 'has no name', format('is only known by its slug "%s"', slug)) AS found, document
FROM unit WHERE name IS NULL
ORDER BY code;
