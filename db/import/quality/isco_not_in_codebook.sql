-- Not asked where no codebook was imported.
SELECT count(*) FROM isco WHERE EXISTS (SELECT 1 FROM isco WHERE in_codebook = 1);
SELECT code, name, format('is used by %d occupations and %d wage rows',
                          (SELECT count(*) FROM occupation_isco WHERE isco = code),
                          (SELECT count(*) FROM wage WHERE isco = code)) AS found, document
FROM group_row WHERE in_codebook = 0
ORDER BY code;
