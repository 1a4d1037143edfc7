-- Those that have wage rows, but none that is national and has a median.
SELECT count(DISTINCT occupation) FROM occupation_wage_group WHERE isco IN (SELECT isco FROM wage);
SELECT code, name, 'has wage rows, none of them with a national median' AS found, document
FROM unit
WHERE code IN (SELECT occupation FROM occupation_wage_group WHERE isco IN (SELECT isco FROM wage))
  AND code IN (SELECT id FROM occupation WHERE median_wage IS NULL)
ORDER BY code;
