-- words_near: words of the index that have one of the deletions :ids (JSON array), each once.
SELECT word, stem, forms, names, occupations, isco, competences
FROM search_word
WHERE number IN (
    SELECT search_deletion.word FROM json_each(:ids) AS wanted JOIN search_deletion ON deletion = wanted.value);
