-- What the cards say of what they share is kept here until all of them are read, each saying once, with the card of the
-- lowest NSP id that says it: so neither the result nor the warnings depend on the order in which the cards came.

CREATE TEMP TABLE staged_card (
    nsp_id INTEGER PRIMARY KEY,
    path   TEXT NOT NULL,                        -- as findings show it
    digest TEXT NOT NULL UNIQUE
) STRICT;

CREATE TEMP TABLE staged_name (
    kind TEXT NOT NULL,                          -- what the code is a code of, in words for warnings
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    card INTEGER NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (kind, code, name)
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE staged_wage (
    isco       TEXT NOT NULL,
    period     TEXT NOT NULL,
    region     TEXT NOT NULL,
    sphere     TEXT NOT NULL,
    source     TEXT NOT NULL,
    figures    TEXT NOT NULL,                    -- in words for warnings
    year       INTEGER NOT NULL,
    status     TEXT NOT NULL,
    from_czk   INTEGER,
    median_czk INTEGER,
    to_czk     INTEGER,
    card       INTEGER NOT NULL,
    PRIMARY KEY (isco, period, region, sphere, source, figures)
) STRICT, WITHOUT ROWID;

-- The first of a code's names, and of a wage key's figures, is taken.
CREATE TEMP VIEW ranked_name AS
SELECT kind, code, name, card, line, row_number() OVER saying AS place,
       first_value(name) OVER saying AS taken, first_value(card) OVER saying AS taken_card,
       first_value(line) OVER saying AS taken_line
FROM staged_name
WINDOW saying AS (PARTITION BY kind, code ORDER BY card, line, name);

CREATE TEMP VIEW ranked_wage AS
SELECT *, row_number() OVER saying AS place,
       first_value(figures) OVER saying AS taken, first_value(card) OVER saying AS taken_card
FROM staged_wage
WINDOW saying AS (PARTITION BY isco, period, region, sphere, source
                  ORDER BY status = 'suppressed', card, figures);

CREATE TEMP VIEW conflict AS
SELECT kind, code, name AS said, said.path, line, taken, other.path AS taken_path, taken_line, place
FROM (SELECT kind, code, name, card, line, taken, taken_card, taken_line, place FROM ranked_name
      WHERE place > 1 AND NOT (kind = 'CZ-ISCO' AND card = taken_card) -- the card's reader has said that already
      UNION ALL
      SELECT 'wage', isco || ' ' || period || ' ' || region || ' ' || sphere, figures, card, 1, taken, taken_card, 1, place
      FROM ranked_wage WHERE place > 1)
JOIN staged_card AS said ON said.nsp_id = card
JOIN staged_card AS other ON other.nsp_id = taken_card;
