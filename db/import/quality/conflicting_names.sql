SELECT NULL;
SELECT code, format('as a code of %s is %s', kind, said) AS found, document, line
FROM conflict_row WHERE kind NOT IN ('wage', 'occupation', 'slug')
ORDER BY id;
