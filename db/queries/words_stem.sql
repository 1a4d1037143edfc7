-- words_stem: how many words of the index have the stem :q, and how many entries.
SELECT words, names, occupations, isco, competences
FROM search_stem
WHERE stem = :q;
