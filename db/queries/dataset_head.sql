-- dataset_head: what a connection must know of its file. No parameters.
-- Asked once, when the file is opened; the store reads the columns by their order.
SELECT schema_version, version, last_modified, EXISTS (SELECT 1 FROM occupation) FROM dataset;
