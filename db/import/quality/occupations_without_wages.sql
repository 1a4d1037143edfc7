SELECT count(*) FROM occupation;
SELECT code, name, 'has no wage row in ' || coalesce(
           (SELECT group_concat(isco, ', ') FROM (SELECT isco FROM occupation_wage_group AS mine
                                                  WHERE mine.occupation = unit.code ORDER BY isco)),
           'any group') AS found, document
FROM unit
WHERE code NOT IN (SELECT occupation FROM occupation_wage_group WHERE isco IN (SELECT isco FROM wage))
ORDER BY code;
