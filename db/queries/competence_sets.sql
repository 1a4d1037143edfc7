-- competence_sets: of the competences of :asked ("LEVEL ID", LEVEL -1 if none is given) how much each says, how long its
-- scale is, which level is asked for, and at each level (-1: none is stated) who has it. The first column is how much all
-- of them say together. What nobody has is not there. CROSS JOIN keeps SQLite from reading all rarities.
WITH wanted (competence, level) AS (
    SELECT substr(value, instr(value, ' ') + 1), CAST(value AS INTEGER) FROM json_each(:asked))
SELECT (SELECT sum((SELECT weight FROM rarity WHERE kind = 'competence' AND value = competence)) FROM wanted),
    rarity.weight, scale_max - scale_min, wanted.level, held.number, held.places
FROM wanted
CROSS JOIN rarity ON rarity.kind = 'competence' AND rarity.value = competence
JOIN competence_kind ON competence_kind.kind = substr(competence, 1, instr(competence, ':') - 1)
JOIN occupation_set AS held ON held.kind = 'competence' AND held.value = competence;
