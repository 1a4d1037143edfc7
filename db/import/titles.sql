-- What the index of titles is made over: groups, and the names of occupations. An occupation's names follow each other.

INSERT INTO title_group (number, isco, titles)
SELECT row_number() OVER (ORDER BY code) - 1, code,
       (SELECT count(*) FROM labelled_title WHERE labelled_title.isco >= isco.code AND labelled_title.isco < isco.code || ':')
FROM isco WHERE level = 4;

INSERT INTO title_name (number, occupation, kind, text)
SELECT row_number() OVER (ORDER BY sort_key, occupation, kind DESC, position) - 1, occupation, kind, text
FROM (SELECT sort_key, id AS occupation, 'name' AS kind, 0 AS position, name AS text FROM occupation WHERE name <> ''
      UNION ALL
      SELECT sort_key, occupation, kind, position, text
      FROM occupation_text JOIN occupation ON occupation.id = occupation_text.occupation
      WHERE kind = 'alternative_name');
