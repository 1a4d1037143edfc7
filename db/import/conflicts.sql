-- Which of the things that are said of one code is taken, and what else was said: the table `conflict`.

-- The first of a code's names by the rank of documents.
CREATE TEMP VIEW ranked_name AS
SELECT kind, code, name, rank, line, row_number() OVER saying AS place,
       first_value(name) OVER saying AS taken, first_value(rank) OVER saying AS taken_rank,
       first_value(line) OVER saying AS taken_line
FROM staged_name
WINDOW saying AS (PARTITION BY kind, code ORDER BY rank, line, name);

-- Of one source's figures those of the newest edition: of the newest period that the document speaks of (a whole year
-- comes after its halves), then of its name, which mostly has a date. Published ones before suppressed ones.
CREATE TEMP TABLE ranked_wage AS
SELECT staged_wage.*, row_number() OVER saying AS place,
       first_value(figures) OVER saying AS taken, first_value(staged_wage.rank) OVER saying AS taken_rank
FROM staged_wage LEFT JOIN staged_document ON staged_document.document = edition_of
WINDOW saying AS (PARTITION BY isco, period, region, sphere, staged_wage.source
                  ORDER BY substr(edition, 1, 4) DESC, length(edition), edition DESC, staged_document.name DESC,
                           status = 'suppressed', staged_wage.rank, figures);

-- What records say that can be compared.
CREATE TEMP VIEW record_value (record, field, value) AS
SELECT record, 'name', name FROM staged_occupation
UNION ALL SELECT record, 'slug', slug FROM staged_occupation
UNION ALL SELECT record, 'type', type FROM staged_occupation
UNION ALL SELECT record, 'field', field FROM staged_occupation
UNION ALL SELECT record, 'qualification_levels', 'level ' || qualification_level FROM staged_occupation
UNION ALL SELECT record, 'regulated', iif(regulated, 'true', 'false') FROM staged_occupation WHERE regulated IS NOT NULL
UNION ALL SELECT record, 'isco', (SELECT group_concat(isco)
                                  FROM (SELECT DISTINCT substr(isco, 1, 4) AS isco FROM staged_isco AS own
                                        WHERE own.record = staged_occupation.record ORDER BY 1)) FROM staged_occupation;

-- Most occupations are spoken of by one document: only the others are compared.
CREATE TEMP TABLE shared_record (record INTEGER PRIMARY KEY, occupation TEXT NOT NULL) STRICT;
INSERT INTO shared_record
SELECT record, occupation
FROM identity
WHERE occupation IN (SELECT occupation FROM identity GROUP BY occupation HAVING count(*) > 1);

CREATE TEMP VIEW disagreement AS
SELECT mine.occupation, here.field, here.value AS said, min(staged_document.rank) AS rank, best.value AS taken,
       (SELECT rank FROM staged_occupation JOIN staged_document USING (document)
        WHERE staged_occupation.record = choice.record) AS taken_rank
FROM shared_record AS mine
JOIN record_value AS here ON here.record = mine.record
JOIN choice ON choice.field = here.field AND choice.occupation = mine.occupation
JOIN record_value AS best ON best.record = choice.record AND best.field = here.field
JOIN staged_occupation ON staged_occupation.record = mine.record
JOIN staged_document ON staged_document.document = staged_occupation.document
WHERE here.value <> best.value
GROUP BY mine.occupation, here.field, here.value;

INSERT INTO conflict (id, kind, code, said, document, line, taken, taken_document, taken_line)
SELECT row_number() OVER (ORDER BY kind, code, place, said), kind, code, said, said_of.id, line, taken, taken_of.id, taken_line
FROM (SELECT kind, code, name AS said, rank, line, taken, taken_rank, taken_line, place FROM ranked_name
      WHERE place > 1 AND NOT (kind = 'CZ-ISCO' AND rank = taken_rank) -- the document's reader has said that already
      UNION ALL
      SELECT 'wage', isco || ' ' || period || ' ' || region || ' ' || sphere || ' ' || source, figures, rank, 1, taken,
             taken_rank, 1, place
      FROM ranked_wage WHERE place > 1 AND figures <> taken
      UNION ALL
      SELECT 'occupation', occupation || ' ' || field, said, rank, 1, taken, taken_rank, 1, 2 FROM disagreement
      UNION ALL
      SELECT 'slug', mine.slug, mine.nsp_id, min(rank), 1, slug_number.nsp_id,
             (SELECT min(rank) FROM staged_occupation AS other JOIN staged_document USING (document)
              WHERE other.slug = mine.slug AND other.nsp_id = slug_number.nsp_id), 1, 2
      FROM staged_occupation AS mine JOIN slug_number USING (slug) JOIN staged_document USING (document)
      WHERE mine.nsp_id <> slug_number.nsp_id GROUP BY mine.slug, mine.nsp_id)
JOIN staged_document AS said_in USING (rank) JOIN settled_document AS said_of USING (document)
JOIN staged_document AS taken_in ON taken_in.rank = taken_rank
JOIN settled_document AS taken_of ON taken_of.document = taken_in.document;
