-- The words of the index, counted by what has them: a term is three letters, a colon, and the word or its stem.
INSERT INTO search (search) VALUES ('optimize');
CREATE VIRTUAL TABLE temp.search_term USING fts5vocab (main, search, 'row');
CREATE TEMP TABLE search_count AS
SELECT substr(term, 1, 3) AS class, substr(term, 5) AS word, doc AS entries
FROM search_term
WHERE substr(term, 3, 1) IN ('l', 'r');
DROP TABLE temp.search_term;

CREATE TEMP TABLE search_form AS
SELECT word_folded(form) AS word, group_concat(form, ' ') AS forms
FROM (SELECT DISTINCT word AS form FROM search_count WHERE class IN ('oal', 'ial', 'cal') ORDER BY form)
GROUP BY 1;
CREATE UNIQUE INDEX temp.search_form_by_word ON search_form (word);

INSERT INTO search_word (number, word, stem, forms, names, occupations, isco, competences)
SELECT row_number() OVER (ORDER BY word), word, word_stem(word), ifnull(forms, ''), names, occupations, isco, competences
FROM (
    SELECT word,
        sum(iif(class = 'ofl', entries, 0)) AS names, sum(iif(class = 'ofr', entries, 0)) AS occupations,
        sum(iif(class = 'ifr', entries, 0)) AS isco, sum(iif(class = 'cfr', entries, 0)) AS competences
    FROM search_count
    WHERE class IN ('ofl', 'ofr', 'ifr', 'cfr')
    GROUP BY word)
LEFT JOIN search_form USING (word);
DROP TABLE search_form;

INSERT INTO search_stem (stem, words, names, occupations, isco, competences)
SELECT stem, words, names, occupations, isco, competences
FROM (
    SELECT word AS stem,
        sum(iif(class = 'osl', entries, 0)) AS names, sum(iif(class = 'osr', entries, 0)) AS occupations,
        sum(iif(class = 'isr', entries, 0)) AS isco, sum(iif(class = 'csr', entries, 0)) AS competences
    FROM search_count
    WHERE class IN ('osl', 'osr', 'isr', 'csr')
    GROUP BY word)
JOIN (SELECT stem, count(*) AS words FROM search_word GROUP BY stem) USING (stem)
ORDER BY stem;
DROP TABLE search_count;

-- The places of occupations in the search's order: their numbers are 1, 2, 3 …
INSERT INTO occupation_column (name, numbers)
SELECT 'search', place_numbers(number - 1, place)
FROM search_entry JOIN occupation_place USING (id)
WHERE kind = 'occupation';
