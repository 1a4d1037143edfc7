SELECT NULL;
SELECT code, 'is ' || said AS found, document, line FROM conflict_row WHERE kind = 'wage' ORDER BY id;
