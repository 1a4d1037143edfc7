-- What documents share, taken from the staging tables, and what follows from all of them together.

CREATE TEMP TABLE taken_name (
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (kind, code)
) STRICT, WITHOUT ROWID;
INSERT INTO taken_name SELECT kind, code, name FROM ranked_name WHERE place = 1;

INSERT INTO field (id, name, sort_key) SELECT code, name, sort_key(name) FROM taken_name WHERE kind = 'field';
INSERT INTO subfield (id, name, sort_key) SELECT code, name, sort_key(name) FROM taken_name WHERE kind = 'subfield';
INSERT INTO health_condition (id, name, sort_key)
SELECT code, name, sort_key(name) FROM taken_name WHERE kind = 'health condition';
INSERT INTO education_field (code, type, name) SELECT code, kind, name FROM taken_name WHERE kind IN ('kkov', 'rvp');
INSERT INTO district (code, name, region, slug)
SELECT code, name, (SELECT name FROM taken_name AS region WHERE kind = 'region of district' AND region.code = named.code),
       slug(name)
FROM taken_name AS named WHERE kind = 'district';

CREATE TEMP TABLE used_isco (code TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO used_isco
SELECT code FROM taken_name WHERE kind = 'CZ-ISCO' UNION SELECT isco FROM staged_wage UNION SELECT isco FROM staged_isco
UNION SELECT isco FROM staged_wage_group;
INSERT INTO isco (code, name, name_en, level, parent, in_codebook)
SELECT code, (SELECT name FROM taken_name WHERE kind = 'CZ-ISCO' AND taken_name.code = used.code),
       (SELECT name FROM taken_name WHERE kind = 'CZ-ISCO in English' AND taken_name.code = used.code), length(code),
       (SELECT above.code FROM used_isco AS above WHERE above.code = substr(used.code, 1, length(used.code) - 1)),
       EXISTS (SELECT 1 FROM staged_name JOIN staged_document USING (rank)
               WHERE kind = 'CZ-ISCO' AND code = used.code AND publisher = 0)
FROM used_isco AS used;

INSERT INTO esco (uri, type, code, name, name_en)
SELECT code, iif(code LIKE '%/isco/%', 'group', 'occupation'), name,
       (SELECT name FROM taken_name AS czech WHERE czech.kind = 'ESCO' AND czech.code = listed.code),
       (SELECT name FROM taken_name AS english WHERE english.kind = 'ESCO in English' AND english.code = listed.code)
FROM taken_name AS listed WHERE kind = 'ESCO code of';

INSERT INTO labelled_title (title, isco) SELECT title, isco FROM staged_labelled_title ORDER BY title, isco;

INSERT INTO load_level (level, name, description)
SELECT CAST(code AS INTEGER), name,
       (SELECT name FROM taken_name AS text WHERE kind = 'legend of load level' AND text.code = named.code)
FROM taken_name AS named WHERE kind = 'load level';

UPDATE competence_kind
SET guide = (SELECT taken_name.name FROM taken_name WHERE taken_name.kind = 'guide to' AND code = competence_kind.kind);

INSERT INTO competence (id, kind, code, name, position)
SELECT id, kind, code, name, row_number() OVER (ORDER BY rank, code)
FROM (SELECT taken.code AS id, kinds.kind, substr(taken.code, length(kinds.kind) + 2) AS code, taken.name,
             kinds.position AS rank
      FROM taken_name AS taken
      JOIN competence_kind AS kinds ON kinds.kind = substr(taken.code, 1, instr(taken.code, ':') - 1)
      WHERE taken.kind = 'competence');

-- The order of lists. A whole year comes before its halves.
INSERT INTO wage (id, source, isco, year, period, region, sphere, status, from_czk, median_czk, to_czk, p10_czk, p25_czk,
    p75_czk, p90_czk, mean_czk, employees)
SELECT row_number() OVER (ORDER BY isco, year DESC, length(period), period DESC, region.position, sphere = 'salary', source),
       source, isco, year, period, region, sphere, status, from_czk, median_czk, to_czk, p10_czk, p25_czk, p75_czk,
       p90_czk, mean_czk, employees
FROM ranked_wage JOIN region ON region.code = ranked_wage.region
WHERE place = 1
ORDER BY 1;

-- Wages are those of an occupation's groups; of a group of five digits, which few figures are published of, also those
-- of the group above it; and those that its own document shows.
INSERT INTO occupation_wage_group (occupation, isco, rolled_up)
SELECT occupation, isco,
       length(isco) < coalesce((SELECT max(length(own.isco)) FROM occupation_isco AS own
                                WHERE own.occupation = shown.occupation), 0)
FROM (SELECT occupation, isco FROM occupation_isco
      UNION SELECT occupation, parent FROM occupation_isco JOIN isco ON code = isco WHERE level = 5 AND parent <> ''
      UNION SELECT occupation, isco FROM choice JOIN staged_wage_group USING (record) WHERE field = 'wages') AS shown;

UPDATE occupation SET stated = stated | 2        -- PART_WAGES
WHERE EXISTS (SELECT 1 FROM occupation_wage_group AS mine JOIN wage USING (isco) WHERE mine.occupation = occupation.id);

-- The row of a group that has its national median, by which the finest group of an occupation stands for it: the newest.
CREATE TEMP TABLE national_median (id INTEGER PRIMARY KEY, isco TEXT NOT NULL, rank INTEGER NOT NULL) STRICT;
INSERT INTO national_median
SELECT id, isco, rank() OVER (ORDER BY year DESC, length(period), period DESC, source = 'nsp', sphere = 'salary') AS rank
FROM wage WHERE region = 'CZ' AND median_czk IS NOT NULL;

UPDATE isco SET median_wage = best.id
FROM (SELECT id, isco, min(rank) FROM national_median GROUP BY isco) AS best WHERE best.isco = isco.code;

UPDATE occupation
SET median_wage = (SELECT isco.median_wage
                   FROM occupation_wage_group AS mine
                   JOIN isco ON isco.code = mine.isco
                   JOIN national_median AS median ON median.id = isco.median_wage
                   LEFT JOIN occupation_isco AS own ON own.occupation = mine.occupation AND own.isco = mine.isco
                   WHERE mine.occupation = occupation.id
                   ORDER BY length(mine.isco) DESC, median.rank, own.position IS NULL, own.position, mine.isco
                   LIMIT 1);

-- A name stands for the only other occupation that has it. A parent is an occupation, not a specialization, so that
-- decides where both have the name. That two have it is enough to know: a name of thousands is not counted for each.
UPDATE occupation_related
SET related = coalesce(
    (SELECT min(id)
     FROM (SELECT id FROM occupation
           WHERE occupation.name = occupation_related.name AND id <> occupation_related.occupation LIMIT 2)
     HAVING count(*) = 1),
    (SELECT min(id)
     FROM (SELECT id FROM occupation
           WHERE occupation.name = occupation_related.name AND id <> occupation_related.occupation
             AND relation = 'parent' AND type = 'occupation' LIMIT 2)
     HAVING count(*) = 1))
WHERE related IS NULL;

-- A successor is named by its number or slug.
INSERT INTO succession (removed, successor)
SELECT removed, coalesce((SELECT id FROM occupation WHERE id = said.successor),
                         (SELECT occupation FROM slug_occupation WHERE slug = said.successor), said.successor)
FROM staged_succession AS said
WHERE removed NOT IN (SELECT id FROM occupation) AND removed NOT IN (SELECT slug FROM slug_occupation);
