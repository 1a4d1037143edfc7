-- occupation_health: its health conditions, limiting first, in the source's order. :id.
SELECT id, name, effect
FROM occupation_health JOIN health_condition ON health_condition.id = occupation_health.condition
WHERE occupation = :id ORDER BY effect = 'excluding', position;
