-- The words of the index, counted by what has them: a term without its first four letters is the word.
INSERT INTO search (search) VALUES ('optimize');
CREATE VIRTUAL TABLE temp.search_term USING fts5vocab (main, search, 'row');

CREATE TEMP TABLE search_form AS
SELECT word_folded(form) AS word, group_concat(form, ' ') AS forms
FROM (SELECT DISTINCT substr(term, 5) AS form FROM search_term WHERE term LIKE '_al:%' ORDER BY form)
GROUP BY 1;
CREATE UNIQUE INDEX temp.search_form_by_word ON search_form (word);

INSERT INTO search_word (number, word, stem, forms, names, occupations, isco, competences)
SELECT row_number() OVER (ORDER BY word), word, word_stem(word), ifnull(forms, ''), names, occupations, isco, competences
FROM (
    SELECT substr(term, 5) AS word,
        sum(iif(term LIKE 'ofl%', doc, 0)) AS names, sum(iif(term LIKE 'ofr%', doc, 0)) AS occupations,
        sum(iif(term LIKE 'ifr%', doc, 0)) AS isco, sum(iif(term LIKE 'cfr%', doc, 0)) AS competences
    FROM search_term
    WHERE term LIKE 'ofl:%' OR term LIKE '_fr:%'
    GROUP BY 1)
LEFT JOIN search_form USING (word);
DROP TABLE search_form;

INSERT INTO search_stem (stem, words, names, occupations, isco, competences)
SELECT stem, words, names, occupations, isco, competences
FROM (
    SELECT substr(term, 5) AS stem,
        sum(iif(term LIKE 'osl%', doc, 0)) AS names, sum(iif(term LIKE 'osr%', doc, 0)) AS occupations,
        sum(iif(term LIKE 'isr%', doc, 0)) AS isco, sum(iif(term LIKE 'csr%', doc, 0)) AS competences
    FROM search_term
    WHERE term LIKE 'osl:%' OR term LIKE '_sr:%'
    GROUP BY 1)
JOIN (SELECT stem, count(*) AS words FROM search_word GROUP BY stem) USING (stem)
ORDER BY stem;
DROP TABLE temp.search_term;

-- The places of occupations in the search's order: their numbers are 1, 2, 3 …
INSERT INTO occupation_column (name, numbers)
SELECT 'search', place_numbers(number - 1, place)
FROM search_entry JOIN occupation_place USING (id)
WHERE kind = 'occupation';
