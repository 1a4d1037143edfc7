-- title_groups: some groups of the index of titles, in the order in which they are given. :ids JSON array of numbers.
SELECT title_group.isco AS code, isco.name
FROM json_each(:ids) AS wanted
JOIN title_group ON title_group.number = wanted.value
JOIN isco ON isco.code = title_group.isco
ORDER BY wanted.key;
