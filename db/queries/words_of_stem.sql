-- words_of_stem: words of the index whose stem is :q.
SELECT word, forms, names, occupations, isco, competences
FROM search_word
WHERE stem = :q
ORDER BY word;
