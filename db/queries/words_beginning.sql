-- words_beginning: words of the index that begin with :q, in byte order. :limit. No character follows the last one.
SELECT word, stem, forms, names, occupations, isco, competences
FROM search_word
WHERE word >= :q AND word < :q || char(1114111)
ORDER BY word LIMIT :limit;
