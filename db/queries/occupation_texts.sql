-- occupation_texts: the alternative names and the activities of an occupation, each for the list of its name. :id.
SELECT CASE kind WHEN 'alternative_name' THEN 'alternative_names' ELSE 'activities' END AS ".field", text
FROM occupation_text WHERE occupation = :id ORDER BY kind, position;
