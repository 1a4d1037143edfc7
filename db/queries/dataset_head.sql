-- dataset_head: what a connection must know of its file. No parameters.
-- Asked once, when the file is opened; the store reads the columns by their order. Places are numbered from 0 without a
-- gap: the last one says how many occupations there are.
SELECT schema_version, version, last_modified, (SELECT place + 1 FROM occupation_place ORDER BY place DESC LIMIT 1)
FROM dataset;
