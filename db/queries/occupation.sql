-- occupation: what an occupation has once. :id. Its lists are the queries occupation_*.
-- rolled_up of the median wage is that of its group; both joins find nothing where there is no median.
SELECT occupation.id, nsp_id, occupation.name, slug, '/v1/occupations/' || occupation.id AS url, type, description,
    field.id AS "field.id", field.name AS "field.name",
    subfield.id AS "subfield.id", subfield.name AS "subfield.name",
    qualification_level AS "qualification_level.level", qualification_label AS "qualification_level.name",
    regulated, regulation,
    wage.median_czk AS "median_wage.amount", wage.isco AS "median_wage.isco", wage.year AS "median_wage.year",
    wage.period AS "median_wage.period", wage.region AS "median_wage.region", wage.sphere AS "median_wage.sphere",
    wage.source AS "median_wage.source", occupation_wage_group.rolled_up AS "median_wage.rolled_up",
    health_note AS "health_conditions.note",
    source.publisher AS "source.publisher", source.licence AS "source.licence", document.name AS "source.document",
    document.digest AS "source.digest", stated AS ".stated"
FROM occupation
JOIN document ON document.id = occupation.document
JOIN source ON source.id = document.source
LEFT JOIN field ON field.id = occupation.field
LEFT JOIN subfield ON subfield.id = occupation.subfield
LEFT JOIN wage ON wage.id = occupation.median_wage
LEFT JOIN occupation_wage_group
    ON occupation_wage_group.occupation = occupation.id AND occupation_wage_group.isco = wage.isco
WHERE occupation.id = :id;
