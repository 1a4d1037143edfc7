-- The words of the index, counted by what has them: a term without its first four letters is the word.
INSERT INTO search (search) VALUES ('optimize');
CREATE VIRTUAL TABLE temp.search_term USING fts5vocab (main, search, 'row');
INSERT INTO search_word (number, word, names, occupations, isco, competences)
SELECT row_number() OVER (ORDER BY word), word, names, occupations, isco, competences
FROM (
    SELECT substr(term, 5) AS word,
        sum(iif(term LIKE 'ofl%', doc, 0)) AS names, sum(iif(term LIKE 'ofr%', doc, 0)) AS occupations,
        sum(iif(term LIKE 'ifr%', doc, 0)) AS isco, sum(iif(term LIKE 'cfr%', doc, 0)) AS competences
    FROM temp.search_term
    WHERE term LIKE 'ofl:%' OR term LIKE '_fr:%'
    GROUP BY word);
DROP TABLE temp.search_term;
