-- occupations: summaries by Czech name (page), or how many there are (total).
-- :isco :fields :types :levels JSON arrays; :regulated 0 or 1; :after sort key and :after_id id of the last item;
-- :limit -1 for all. Ties are by id in either direction, so going down is no mirror of going up; and those without a name
-- come last either way: going down, their key is empty (index occupation_by_name_down).
-- ISCO codes are a range, so that the index serves: the code and all below it; ':' follows '9' in ASCII.
/*page*/ SELECT occupation.id, nsp_id, occupation.name, slug, type, regulated,
    '/v1/occupations/' || occupation.id AS url,
    field.id AS "field.id", field.name AS "field.name",
    qualification_level AS "qualification_level.level", qualification_label AS "qualification_level.name",
    wage.median_czk AS "median_wage.amount", wage.isco AS "median_wage.isco", wage.year AS "median_wage.year",
    wage.period AS "median_wage.period", wage.region AS "median_wage.region", wage.sphere AS "median_wage.sphere",
    wage.source AS "median_wage.source", occupation_wage_group.rolled_up AS "median_wage.rolled_up",
    occupation.id AS ".id"
/*page ascending*/ , occupation.sort_key AS ".key"
/*page descending*/ , iif(occupation.name IS NULL, '', occupation.sort_key) AS ".key"
/*total*/ SELECT count(*) AS ".total"
FROM occupation
/*page*/ LEFT JOIN field ON field.id = occupation.field
    LEFT JOIN wage ON wage.id = occupation.median_wage
    LEFT JOIN occupation_wage_group
        ON occupation_wage_group.occupation = occupation.id AND occupation_wage_group.isco = wage.isco
WHERE TRUE
/*isco*/ AND occupation.id IN (
    SELECT occupation_isco.occupation
    FROM json_each(:isco) AS wanted
    JOIN occupation_isco ON occupation_isco.isco >= wanted.value AND occupation_isco.isco < wanted.value || ':')
/*fields*/ AND occupation.field IN (SELECT value FROM json_each(:fields))
/*types*/ AND occupation.type IN (SELECT value FROM json_each(:types))
/*levels*/ AND occupation.qualification_level IN (SELECT CAST(value AS INTEGER) FROM json_each(:levels))
/*regulated*/ AND occupation.regulated = :regulated
/*after ascending*/ AND (occupation.sort_key, occupation.id) > (:after, :after_id)
/*after descending*/ AND iif(occupation.name IS NULL, '', occupation.sort_key) <= :after
/*after descending*/ AND (iif(occupation.name IS NULL, '', occupation.sort_key) < :after OR occupation.id > :after_id)
/*page ascending*/ ORDER BY occupation.sort_key, occupation.id LIMIT :limit
/*page descending*/ ORDER BY iif(occupation.name IS NULL, '', occupation.sort_key) DESC, occupation.id LIMIT :limit
