-- load_levels: the legend of the load levels, lowest first. No parameters.
SELECT level, name, description FROM load_level ORDER BY level;
