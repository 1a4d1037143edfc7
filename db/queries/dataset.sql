-- dataset: the dataset as a whole, with its counts. No parameters.
-- Counts of whole tables walk the smallest index that covers them. Specializations are occupations, too.
SELECT version, last_modified, 'CZK' AS currency, 'month' AS unit,
    (SELECT count(*) FROM occupation) AS "counts.occupations",
    (SELECT count(*) FROM occupation WHERE type = 'specialization') AS "counts.specializations",
    (SELECT count(*) FROM wage) AS "counts.wages",
    (SELECT count(*) FROM competence) AS "counts.competences",
    (SELECT count(*) FROM isco) AS "counts.isco_groups",
    (SELECT count(*) FROM health_condition) AS "counts.health_conditions",
    (SELECT count(*) FROM education_field) AS "counts.education_fields",
    (SELECT count(*) FROM esco) AS "counts.esco",
    (SELECT count(*) FROM district) AS "counts.districts"
FROM dataset;
