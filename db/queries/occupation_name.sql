-- occupation_name: an occupation's name, where it has one. :id.
SELECT id, name FROM occupation WHERE id = :id;
