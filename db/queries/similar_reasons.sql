-- similar_reasons: what a page's occupations have in common with the one with :id. :ids JSON array.
-- Of CZ-ISCO the finest group that both are in; of fields those that say something (rarities.sql).
SELECT page.key AS ".item", 'competences' AS kind, NULL AS id, NULL AS name, 1 AS ".key"
FROM json_each(:ids) AS page
WHERE EXISTS (SELECT 1 FROM occupation_competence AS mine
              JOIN occupation_competence AS theirs
                  ON theirs.occupation = page.value AND theirs.competence = mine.competence
              WHERE mine.occupation = :id)
UNION ALL
SELECT page.key, 'isco', isco.code, isco.name, 2
FROM json_each(:ids) AS page
JOIN isco ON isco.code = (
    SELECT substr(mine.isco, 1, beginning.value)
    FROM occupation_isco AS mine
    JOIN occupation_isco AS theirs ON theirs.occupation = page.value
    JOIN json_each('[1, 2, 3, 4, 5]') AS beginning
        ON beginning.value <= min(length(mine.isco), length(theirs.isco))
            AND substr(mine.isco, 1, beginning.value) = substr(theirs.isco, 1, beginning.value)
    WHERE mine.occupation = :id
    ORDER BY beginning.value DESC, mine.position LIMIT 1)
UNION ALL
SELECT page.key, 'field', field.id, field.name, 3
FROM json_each(:ids) AS page
JOIN occupation AS theirs ON theirs.id = page.value
JOIN occupation AS mine ON mine.id = :id AND mine.field = theirs.field
JOIN field ON field.id = mine.field
JOIN rarity ON rarity.kind = 'field' AND rarity.value = mine.field
UNION ALL
SELECT DISTINCT page.key, 'subfield', subfield.id, subfield.name, 4
FROM json_each(:ids) AS page
JOIN occupation_subfield AS mine ON mine.occupation = :id
JOIN occupation_subfield AS theirs ON theirs.occupation = page.value AND theirs.subfield = mine.subfield
JOIN subfield ON subfield.id = mine.subfield
UNION ALL
SELECT page.key, 'name', mine.word, NULL, 5
FROM json_each(:ids) AS page
JOIN occupation_word AS mine ON mine.occupation = :id
JOIN occupation_word AS theirs ON theirs.occupation = page.value AND theirs.word = mine.word
ORDER BY ".item", ".key", id;
