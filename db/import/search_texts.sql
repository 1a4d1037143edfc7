-- The texts of the entry :id of a :kind. The place of a text is that of its words' terms (enum search_place): 0 name,
-- 1 alternative name, 2 anywhere, 3 whole name, 4 whole id, slug or code. Of a competence's name in an occupation its
-- position, too.
SELECT 0, name, 0 FROM occupation WHERE :kind = 'occupation' AND id = :id
UNION ALL SELECT 3, name, 0 FROM occupation WHERE :kind = 'occupation' AND id = :id
UNION ALL SELECT 4, id, 0 FROM occupation WHERE :kind = 'occupation' AND id = :id
UNION ALL SELECT 4, slug, 0 FROM occupation WHERE :kind = 'occupation' AND id = :id
UNION ALL SELECT 2, id, 0 FROM occupation WHERE :kind = 'occupation' AND id = :id
UNION ALL SELECT 2, slug, 0 FROM occupation WHERE :kind = 'occupation' AND id = :id
UNION ALL SELECT iif(kind = 'alternative_name', 1, 2), text, 0 FROM occupation_text
    WHERE :kind = 'occupation' AND occupation = :id
UNION ALL SELECT 2, isco, 0 FROM occupation_isco WHERE :kind = 'occupation' AND occupation = :id
UNION ALL SELECT 2, competence.name, competence.position FROM occupation_competence
    JOIN competence ON competence.id = occupation_competence.competence
    WHERE :kind = 'occupation' AND occupation = :id
UNION ALL SELECT 0, name, 0 FROM isco WHERE :kind = 'isco' AND code = :id
UNION ALL SELECT 3, name, 0 FROM isco WHERE :kind = 'isco' AND code = :id
UNION ALL SELECT 1, name_en, 0 FROM isco WHERE :kind = 'isco' AND code = :id
UNION ALL SELECT 2, code, 0 FROM isco WHERE :kind = 'isco' AND code = :id
UNION ALL SELECT 4, code, 0 FROM isco WHERE :kind = 'isco' AND code = :id
UNION ALL SELECT 0, name, 0 FROM competence WHERE :kind = 'competence' AND id = :id
UNION ALL SELECT 3, name, 0 FROM competence WHERE :kind = 'competence' AND id = :id
UNION ALL SELECT 2, id, 0 FROM competence WHERE :kind = 'competence' AND id = :id
UNION ALL SELECT 2, code, 0 FROM competence WHERE :kind = 'competence' AND id = :id
UNION ALL SELECT 4, id, 0 FROM competence WHERE :kind = 'competence' AND id = :id
UNION ALL SELECT 4, code, 0 FROM competence WHERE :kind = 'competence' AND id = :id;
