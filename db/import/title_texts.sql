-- The texts that the index of titles learns from: number of the group or the name, is it a name, text.
-- A group is known by its name and those of the groups in it, by titles that were filed under it, by the occupations that
-- are in it and their other names, and by the English names of the same group of ESCO.
WITH grouped (isco, text) AS (
    SELECT substr(code, 1, 4), name FROM isco WHERE level >= 4
    UNION ALL SELECT code, name_en FROM isco WHERE level = 4
    UNION ALL SELECT substr(isco, 1, 4), title FROM labelled_title
    UNION ALL SELECT substr(isco, 1, 4), text FROM (
        SELECT DISTINCT substr(isco, 1, 4) AS isco, number, text
        FROM title_name JOIN occupation_isco USING (occupation))
    UNION ALL SELECT code, name FROM esco WHERE type = 'occupation'
    UNION ALL SELECT code, name_en FROM esco WHERE type = 'occupation'
)
SELECT title_group.number, 0, text FROM grouped JOIN title_group USING (isco) WHERE text <> ''
UNION ALL
SELECT number, 1, text FROM title_name;
