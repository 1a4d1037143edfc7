-- sources: what the dataset was built from. No parameters.
SELECT id, publisher, licence, attribution, year, documents, digest FROM source ORDER BY id;
