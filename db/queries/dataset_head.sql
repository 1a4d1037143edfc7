-- dataset_head: what a connection must know of its file. No parameters.
-- Asked once, when the file is opened; the store reads the columns by their order. Places are numbered from 0 without a
-- gap: so occupations are counted without reading them.
SELECT schema_version, version, last_modified, (SELECT max(place) + 1 FROM occupation_place) FROM dataset;
