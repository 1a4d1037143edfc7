-- occupation_competences: what it asks for, by kind, then in the source's order. :id.
SELECT competence.id, competence.kind, competence.code, competence.name, level,
    scale_min AS "scale.min", scale_max AS "scale.max", suitability
FROM occupation_competence
JOIN competence ON competence.id = occupation_competence.competence
JOIN competence_kind ON competence_kind.kind = competence.kind
WHERE occupation = :id ORDER BY occupation_competence.position;
