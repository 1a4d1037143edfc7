SELECT 'occupations' AS name, count(*) AS count, NULL AS of FROM occupation
UNION ALL SELECT 'specializations', count(*) FILTER (WHERE type = 'specialization'), count(*) FROM occupation
UNION ALL SELECT 'regulated occupations', count(*) FILTER (WHERE regulated), count(*) FROM occupation
UNION ALL SELECT 'relations between occupations', count(*), NULL FROM occupation_related
UNION ALL SELECT 'loads', count(*), NULL FROM occupation_load
UNION ALL SELECT 'wage rows', count(*), NULL FROM wage
UNION ALL SELECT 'published wage rows', count(*) FILTER (WHERE status = 'published'), count(*) FROM wage
UNION ALL SELECT 'CZ-ISCO groups', count(*), NULL FROM isco
UNION ALL SELECT 'CZ-ISCO groups in the codebook', sum(in_codebook), count(*) FROM isco HAVING max(in_codebook) = 1
UNION ALL SELECT 'CZ-ISCO groups with wages', count(*) FILTER (WHERE code IN (SELECT isco FROM wage)), count(*) FROM isco
UNION ALL SELECT 'CZ-ISCO groups with occupations', count(*) FILTER (WHERE code IN (SELECT isco FROM occupation_isco)), count(*) FROM isco
UNION ALL SELECT 'ESCO groups', count(*) FILTER (WHERE type = 'group'), NULL FROM esco
UNION ALL SELECT 'ESCO occupations', count(*) FILTER (WHERE type = 'occupation'), NULL FROM esco
UNION ALL SELECT 'competences', count(*), NULL FROM competence
UNION ALL SELECT 'fields of education', count(*), NULL FROM education_field
UNION ALL SELECT 'health conditions', count(*), NULL FROM health_condition
UNION ALL SELECT 'fields', count(*), NULL FROM field
UNION ALL SELECT 'subfields', count(*), NULL FROM subfield
UNION ALL SELECT 'districts', count(*), NULL FROM district;
