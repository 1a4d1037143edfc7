-- What `povolani check` reports: what is counted, how many there are, and of how many (NULL: no share is told).
SELECT 'occupations', count(*), NULL FROM occupation
UNION ALL SELECT '  specializations', count(*) FILTER (WHERE type = 'specialization'), count(*) FROM occupation
UNION ALL SELECT '  regulated', count(*) FILTER (WHERE regulated), count(*) FROM occupation
UNION ALL SELECT '  without CZ-ISCO', count(*) FILTER (WHERE id NOT IN (SELECT occupation FROM occupation_isco)), count(*) FROM occupation
UNION ALL SELECT '  without wages', count(*) FILTER (WHERE id NOT IN (SELECT occupation FROM occupation_wage_group JOIN wage USING (isco))), count(*) FROM occupation
UNION ALL SELECT '  without a national median', count(*) FILTER (WHERE median_wage IS NULL), count(*) FROM occupation
UNION ALL SELECT '  without activities', count(*) FILTER (WHERE id NOT IN (SELECT occupation FROM occupation_text WHERE kind = 'activity')), count(*) FROM occupation
UNION ALL SELECT '  without working conditions', count(*) FILTER (WHERE id NOT IN (SELECT occupation FROM occupation_load)), count(*) FROM occupation
UNION ALL SELECT '  without education', count(*) FILTER (WHERE id NOT IN (SELECT occupation FROM occupation_education)), count(*) FROM occupation
UNION ALL SELECT '  without competences', count(*) FILTER (WHERE id NOT IN (SELECT occupation FROM occupation_competence)), count(*) FROM occupation
UNION ALL SELECT '  without health conditions', count(*) FILTER (WHERE id NOT IN (SELECT occupation FROM occupation_health)), count(*) FROM occupation
UNION ALL SELECT 'loads', count(*), NULL FROM occupation_load
UNION ALL SELECT '  of unknown level', count(*) FILTER (WHERE levels = 0), count(*) FROM occupation_load
UNION ALL SELECT 'wage rows', count(*), NULL FROM wage
UNION ALL SELECT '  suppressed', count(*) FILTER (WHERE status = 'suppressed'), count(*) FROM wage
UNION ALL SELECT 'CZ-ISCO groups', count(*), NULL FROM isco
UNION ALL SELECT '  without wages', count(*) FILTER (WHERE code NOT IN (SELECT isco FROM wage)), count(*) FROM isco
UNION ALL SELECT 'competences', count(*), NULL FROM competence
UNION ALL SELECT 'fields of education', count(*), NULL FROM education_field
UNION ALL SELECT 'health conditions', count(*), NULL FROM health_condition
UNION ALL SELECT 'related occupations', count(*), NULL FROM occupation_related
UNION ALL SELECT '  not in the dataset', count(*) FILTER (WHERE related IS NULL), count(*) FROM occupation_related;
