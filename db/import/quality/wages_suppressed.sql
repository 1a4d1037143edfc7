SELECT count(*) FROM wage;
SELECT code, name, 'is withheld by the source' AS found, document
FROM wage_row WHERE status = 'suppressed'
ORDER BY id;
