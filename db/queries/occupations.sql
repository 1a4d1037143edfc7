-- occupations: summaries of some places, each with the index of its place.
-- :places JSON array of "PLACE", or of "PLACE WAGE" where it is another row of wages whose median is meant; 0 is none.
SELECT occupation.id, nsp_id, occupation.name, slug, occupation.type, regulated,
    '/v1/occupations/' || occupation.id AS url,
    field.id AS "field.id", field.name AS "field.name",
    qualification_level AS "qualification_level.level", qualification_label AS "qualification_level.name",
    wage.median_czk AS "median_wage.amount", wage.isco AS "median_wage.isco", wage.year AS "median_wage.year",
    wage.period AS "median_wage.period", wage.region AS "median_wage.region", wage.sphere AS "median_wage.sphere",
    wage.source AS "median_wage.source", occupation_wage_group.rolled_up AS "median_wage.rolled_up",
    page.key AS ".item"
FROM json_each(:places) AS page
JOIN occupation_place ON occupation_place.place = CAST(page.value AS INTEGER)
JOIN occupation ON occupation.id = occupation_place.id
LEFT JOIN field ON field.id = occupation.field
LEFT JOIN wage ON wage.id = iif(instr(page.value, ' '), CAST(substr(page.value, instr(page.value, ' ')) AS INTEGER),
    occupation.median_wage)
LEFT JOIN occupation_wage_group
    ON occupation_wage_group.occupation = occupation.id AND occupation_wage_group.isco = wage.isco;
