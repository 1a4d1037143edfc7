-- title_names: some names of the index of titles, in the order in which they are given, each with the place of its
-- occupation. :ids JSON array of numbers.
SELECT title_name.occupation, place, text, kind AS "where"
FROM json_each(:ids) AS wanted
JOIN title_name ON title_name.number = wanted.value
JOIN occupation_place ON occupation_place.id = title_name.occupation
ORDER BY wanted.key;
