SELECT count(*) FROM isco WHERE level > 1;
SELECT code, name, format('has no group %s above it', substr(code, 1, level - 1)) AS found, document
FROM group_row WHERE level > 1 AND parent IS NULL
ORDER BY code;
