SELECT count(name) FROM occupation;
SELECT code, name, 'is also the name of '
           || (SELECT group_concat(id, ', ') FROM (SELECT id FROM occupation AS other
                                                   WHERE other.name = unit.name AND other.id <> unit.code
                                                   ORDER BY id LIMIT 5))
           || iif(shared.bearers > 6, format(' and %d more', shared.bearers - 6), '') AS found, document
FROM unit
JOIN (SELECT name, count(*) AS bearers FROM occupation GROUP BY name HAVING count(*) > 1) AS shared USING (name)
ORDER BY name, code;
