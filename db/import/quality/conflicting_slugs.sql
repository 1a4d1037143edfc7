SELECT NULL;
SELECT code, 'belongs to ' || said AS found, document, line FROM conflict_row WHERE kind = 'slug' ORDER BY id;
