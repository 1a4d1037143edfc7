-- How much each thing says that occupations have in common: its information, log2 of one in how many has it
-- (docs/scoring.md). Sets of places and counts are there already (places.sql, counts.sql), but those of the words of names.

INSERT INTO occupation_word (occupation, word)   -- of three letters and more: shorter ones are mostly prepositions, as
                                                 -- some longer ones are
SELECT DISTINCT occupation.id, word.value
FROM occupation JOIN json_each('["' || replace(slug(ifnull(name, '')), '-', '","') || '"]') AS word
WHERE length(word.value) >= 3
    AND word.value NOT IN ('bez', 'dle', 'jako', 'mezi', 'nad', 'nebo', 'pod', 'pred', 'pri', 'pro', 'proti', 'vcetne');

INSERT INTO occupation_set (kind, value, number, places)
SELECT 'word', word, 0, place_set(place) FROM occupation_word JOIN occupation_place ON id = occupation GROUP BY word;

-- How many have it, and how many of whom that is. Half an occupation more keeps what all have from saying nothing.
CREATE TEMP TABLE counted (
    kind    TEXT NOT NULL,
    value   TEXT NOT NULL,
    holders INTEGER NOT NULL,
    among   REAL NOT NULL,
    PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;

INSERT INTO counted
SELECT kind, value, occupations, (SELECT count(DISTINCT occupation) + 0.5 FROM occupation_competence)
FROM occupation_count WHERE kind = 'competence' AND part = '';

INSERT INTO counted
SELECT 'word', word, count(*), (SELECT count(*) + 0.5 FROM occupation) FROM occupation_word GROUP BY word;

INSERT INTO counted                              -- two fields are for what is in none: they say nothing of the work
SELECT kind, value, occupations, (SELECT count(*) + 0.5 FROM occupation) FROM occupation_count
WHERE kind = 'field'
    AND value NOT IN ('povolani-bez-oboru-a-mezioborova', 'povolani-vyrazena-z-kategorickeho-trideni-pro-svoji-neaktualnost');

INSERT INTO counted
SELECT 'subfield', subfield, count(DISTINCT occupation), (SELECT count(*) + 0.5 FROM occupation)
FROM occupation_subfield GROUP BY subfield;

-- A group of CZ-ISCO is counted among those of the group above it, so that a code and all above it together say as much
-- as the code.
INSERT INTO counted
SELECT kind, value, occupations, 0 FROM occupation_count WHERE kind = 'isco';
UPDATE counted
SET among = 0.5 + coalesce((SELECT above.holders FROM counted AS above
                         WHERE above.kind = 'isco' AND above.value = substr(counted.value, 1, length(counted.value) - 1)),
                        (SELECT count(*) FROM occupation))
WHERE kind = 'isco';

INSERT INTO rarity (kind, value, weight)
SELECT kind, value, min(20000, max(1, CAST(round(1000 * log2(among / holders)) AS INTEGER))) FROM counted;

INSERT INTO occupation_column (name, numbers)    -- of two that share as much, the one that asks for less comes first
SELECT 'competences', place_numbers(place, competences)
FROM (SELECT place, (SELECT count(*) FROM occupation_competence WHERE occupation = id) AS competences
      FROM occupation_place);
