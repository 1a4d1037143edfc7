-- words_equal: words of the index that are one of :ids (JSON array of texts).
SELECT word, stem, forms, names, occupations, isco, competences
FROM json_each(:ids) AS wanted
JOIN search_word ON word = wanted.value;
