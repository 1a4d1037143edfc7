-- occupations: summaries of some places, each with the index of its place. :places JSON array;
-- :wages JSON array: the rows of wages whose medians are meant, a place each; 0 is none. Without it the national ones are.
SELECT summary.id, nsp_id, name, slug, summary.type, regulated, '/v1/occupations/' || summary.id AS url,
    field AS "field.id", field_name AS "field.name",
    qualification_level AS "qualification_level.level", qualification_label AS "qualification_level.name",
    wage.median_czk AS "median_wage.amount", wage.isco AS "median_wage.isco", wage.year AS "median_wage.year",
    wage.period AS "median_wage.period", wage.region AS "median_wage.region", wage.sphere AS "median_wage.sphere",
    wage.source AS "median_wage.source",
    iif(wage.id = median_wage, rolled_up, (SELECT paid.rolled_up FROM occupation_wage_group AS paid
        WHERE paid.occupation = summary.id AND paid.isco = wage.isco)) AS "median_wage.rolled_up",
    page.key AS ".item"
FROM json_each(:places) AS page
JOIN occupation_summary AS summary ON place = page.value
LEFT JOIN wage ON wage.id = iif(:wages IS NULL, median_wage, json_extract(:wages, '$[' || page.key || ']'));
