-- What the cards share, taken from the staging tables, and what follows from all cards together.

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

INSERT INTO isco (code, name, level, parent)
SELECT code, name, length(code),
       (SELECT above.code FROM taken_name AS above
        WHERE above.kind = 'CZ-ISCO' AND above.code = substr(below.code, 1, length(below.code) - 1))
FROM taken_name AS below WHERE kind = 'CZ-ISCO';

INSERT INTO esco (uri, code, name)
SELECT code, (SELECT name FROM taken_name AS code_of WHERE kind = 'ESCO code of' AND code_of.code = named.code), name
FROM taken_name AS named WHERE kind = 'ESCO';

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
INSERT INTO wage (id, source, isco, year, period, region, sphere, status, from_czk, median_czk, to_czk)
SELECT row_number() OVER (ORDER BY isco, year DESC, length(period), period DESC, region.position, sphere = 'salary', source),
       source, isco, year, period, region, sphere, status, from_czk, median_czk, to_czk
FROM ranked_wage JOIN region ON region.code = ranked_wage.region
WHERE place = 1
ORDER BY 1;

UPDATE occupation_wage_group
SET rolled_up = length(isco) < coalesce((SELECT max(length(own.isco)) FROM occupation_isco AS own
                                         WHERE own.occupation = occupation_wage_group.occupation), 0);

-- The row of a group that has its national median, by which the finest group of an occupation stands for it.
CREATE TEMP TABLE national_median (
    isco TEXT PRIMARY KEY,
    wage INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO national_median (isco, wage)
SELECT isco, id
FROM (SELECT isco, id, row_number() OVER (PARTITION BY isco ORDER BY year DESC, length(period), period DESC,
                                          source = 'nsp', sphere = 'salary') AS place
      FROM wage WHERE region = 'CZ' AND median_czk IS NOT NULL)
WHERE place = 1;

UPDATE occupation
SET median_wage = (SELECT wage
                   FROM occupation_wage_group AS mine
                   JOIN national_median ON national_median.isco = mine.isco
                   LEFT JOIN occupation_isco AS own ON own.occupation = mine.occupation AND own.isco = mine.isco
                   WHERE mine.occupation = occupation.id
                   ORDER BY length(mine.isco) DESC, own.position IS NULL, own.position, mine.isco
                   LIMIT 1);

-- A name stands for the only other occupation that has it. A parent is an occupation, not a specialization, so that
-- decides where both have the name.
UPDATE occupation_related
SET related = (SELECT CASE WHEN count(*) = 1 THEN min(id)
                           WHEN relation = 'parent' AND sum(type IS 'occupation') = 1
                               THEN min(id) FILTER (WHERE type = 'occupation') END
               FROM occupation
               WHERE occupation.name = occupation_related.name AND occupation.id <> occupation_related.occupation);
