-- Every member of the API's occupation, in its order. What an answer makes up itself (url) every occupation has.
WITH many (name, count) AS (
    SELECT 'alternative_names', count(DISTINCT occupation) FROM occupation_text WHERE kind = 'alternative_name'
    UNION ALL SELECT 'subfields', count(DISTINCT occupation) FROM occupation_subfield
    UNION ALL SELECT 'qualification_levels', count(DISTINCT occupation) FROM occupation_qualification
    UNION ALL SELECT 'activities', count(DISTINCT occupation) FROM occupation_text WHERE kind = 'activity'
    UNION ALL SELECT 'isco', count(DISTINCT occupation) FROM occupation_isco
    UNION ALL SELECT 'esco', count(DISTINCT occupation) FROM occupation_esco
    UNION ALL SELECT 'wages', count(DISTINCT occupation) FROM occupation_wage_group WHERE isco IN (SELECT isco FROM wage)
    UNION ALL SELECT 'working_conditions', count(DISTINCT occupation) FROM occupation_load
    UNION ALL SELECT 'education', count(DISTINCT occupation) FROM occupation_education
    UNION ALL SELECT 'competences', count(DISTINCT occupation) FROM occupation_competence
    UNION ALL SELECT 'related', count(DISTINCT occupation) FROM occupation_related
    UNION ALL SELECT 'notes', count(DISTINCT occupation) FROM occupation_note
),
one (name, count) AS (
    SELECT 'nsp_id', count(nsp_id) FROM occupation
    UNION ALL SELECT 'name', count(name) FROM occupation
    UNION ALL SELECT 'slug', count(slug) FROM occupation
    UNION ALL SELECT 'type', count(type) FROM occupation
    UNION ALL SELECT 'description', count(description) FROM occupation
    UNION ALL SELECT 'field', count(field) FROM occupation
    UNION ALL SELECT 'subfield', count(subfield) FROM occupation
    UNION ALL SELECT 'qualification_level', count(qualification_level) FROM occupation
    UNION ALL SELECT 'regulated', count(regulated) FROM occupation
    UNION ALL SELECT 'regulation', count(regulation) FROM occupation
    UNION ALL SELECT 'median_wage', count(median_wage) FROM occupation
    UNION ALL SELECT 'health_conditions', count(*) FILTER (WHERE health_note IS NOT NULL OR id IN (SELECT occupation FROM occupation_health)) FROM occupation
    UNION ALL SELECT 'stated', count(*) FILTER (WHERE stated <> 0) FROM occupation
)
SELECT member.value AS name, coalesce(many.count, one.count, total.of) AS count, total.of
FROM json_each('["id", "nsp_id", "name", "slug", "url", "type", "description", "alternative_names", "field", "subfield",
    "subfields", "qualification_level", "qualification_levels", "regulated", "regulation", "activities", "isco", "esco",
    "median_wage", "wages", "working_conditions", "education", "competences", "health_conditions", "related", "notes",
    "stated", "source"]') AS member
JOIN (SELECT count(*) AS of FROM occupation) AS total
LEFT JOIN many ON many.name = member.value
LEFT JOIN one ON one.name = member.value
ORDER BY member.key;
