-- occupation_by_slug: the id and the name of the occupation with a slug. :slug.
SELECT id, name FROM occupation WHERE slug = :slug;
