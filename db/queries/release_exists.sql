-- release_exists: a row if the dataset knows that version of itself. :since.
SELECT 1 FROM release WHERE version = :since LIMIT 1;
