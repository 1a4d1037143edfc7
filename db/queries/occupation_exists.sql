-- occupation_exists: a row if there is such an occupation. :id.
SELECT 1 FROM occupation WHERE id = :id;
