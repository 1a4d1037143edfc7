-- occupation_isco: its CZ-ISCO groups in the source's order. :id.
SELECT code, name
FROM occupation_isco JOIN isco ON isco.code = occupation_isco.isco
WHERE occupation = :id ORDER BY position;
