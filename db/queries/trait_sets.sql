-- trait_sets: as competence_sets, of all by which an occupation may be like others: its competences, groups of CZ-ISCO,
-- field, subfields and the words of its name. :id. CROSS JOIN keeps SQLite from reading all rarities.
WITH trait (kind, value, level, scale) AS (
    SELECT 'competence', competence, ifnull(level, -1), scale_max - scale_min
    FROM occupation_competence
    JOIN competence_kind ON competence_kind.kind = substr(competence, 1, instr(competence, ':') - 1)
    WHERE occupation = :id
    UNION
    SELECT 'isco', substr(isco, 1, beginning.value), -1, 1
    FROM occupation_isco JOIN json_each('[1, 2, 3, 4, 5]') AS beginning ON beginning.value <= length(isco)
    WHERE occupation = :id
    UNION SELECT 'field', field, -1, 1 FROM occupation WHERE id = :id AND field IS NOT NULL
    UNION SELECT 'subfield', subfield, -1, 1 FROM occupation_subfield WHERE occupation = :id
    UNION SELECT 'word', word, -1, 1 FROM occupation_word WHERE occupation = :id)
SELECT (SELECT sum((SELECT weight FROM rarity WHERE rarity.kind = trait.kind AND rarity.value = trait.value)) FROM trait),
    rarity.weight, trait.scale, trait.level, held.number, held.places
FROM trait
CROSS JOIN rarity ON rarity.kind = trait.kind AND rarity.value = trait.value
JOIN occupation_set AS held ON held.kind = trait.kind AND held.value = trait.value;
