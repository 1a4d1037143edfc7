-- title_name_groups: the numbers of the groups of four digits that some names' occupations are in. :ids JSON array of
-- numbers of names.
SELECT wanted.key AS ".item", title_group.number
FROM json_each(:ids) AS wanted
JOIN title_name ON title_name.number = wanted.value
JOIN occupation_isco ON occupation_isco.occupation = title_name.occupation
JOIN title_group ON title_group.isco = substr(occupation_isco.isco, 1, 4);
