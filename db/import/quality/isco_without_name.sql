SELECT count(*) FROM isco;
SELECT code, name, 'is named by no document' AS found, document
FROM group_row WHERE name IS NULL
ORDER BY code;
