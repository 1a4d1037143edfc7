-- title_names: some names of the index of titles, in the order in which they are given, each with what the query
-- occupations asks for: "PLACE WAGE" of its occupation. :ids JSON array of numbers.
SELECT title_name.occupation, place || ' ' || ifnull(median_wage, 0) AS place, text, kind AS "where"
FROM json_each(:ids) AS wanted
JOIN title_name ON title_name.number = CAST(wanted.value AS INTEGER)
JOIN occupation ON occupation.id = title_name.occupation
JOIN occupation_place ON occupation_place.id = occupation.id
ORDER BY wanted.key;
