-- The texts of the entry :id of a :kind. The place of a text is that of its words' terms (enum search_place): 0 name,
-- 1 alternative name, 2 anywhere, 3 whole name, 4 whole id, slug or code.
SELECT 0, name FROM occupation WHERE :kind = 'occupation' AND id = :id
UNION ALL SELECT 3, name FROM occupation WHERE :kind = 'occupation' AND id = :id
UNION ALL SELECT 4, id FROM occupation WHERE :kind = 'occupation' AND id = :id
UNION ALL SELECT 4, slug FROM occupation WHERE :kind = 'occupation' AND id = :id
UNION ALL SELECT 2, id FROM occupation WHERE :kind = 'occupation' AND id = :id
UNION ALL SELECT 2, slug FROM occupation WHERE :kind = 'occupation' AND id = :id
UNION ALL SELECT iif(kind = 'alternative_name', 1, 2), text FROM occupation_text
    WHERE :kind = 'occupation' AND occupation = :id
UNION ALL SELECT 2, isco FROM occupation_isco WHERE :kind = 'occupation' AND occupation = :id
UNION ALL SELECT 2, competence.name FROM occupation_competence
    JOIN competence ON competence.id = occupation_competence.competence
    WHERE :kind = 'occupation' AND occupation = :id
UNION ALL SELECT 0, name FROM isco WHERE :kind = 'isco' AND code = :id
UNION ALL SELECT 3, name FROM isco WHERE :kind = 'isco' AND code = :id
UNION ALL SELECT 1, name_en FROM isco WHERE :kind = 'isco' AND code = :id
UNION ALL SELECT 2, code FROM isco WHERE :kind = 'isco' AND code = :id
UNION ALL SELECT 4, code FROM isco WHERE :kind = 'isco' AND code = :id
UNION ALL SELECT 0, name FROM competence WHERE :kind = 'competence' AND id = :id
UNION ALL SELECT 3, name FROM competence WHERE :kind = 'competence' AND id = :id
UNION ALL SELECT 2, id FROM competence WHERE :kind = 'competence' AND id = :id
UNION ALL SELECT 2, code FROM competence WHERE :kind = 'competence' AND id = :id
UNION ALL SELECT 4, id FROM competence WHERE :kind = 'competence' AND id = :id
UNION ALL SELECT 4, code FROM competence WHERE :kind = 'competence' AND id = :id;
