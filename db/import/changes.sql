-- What changed from the edition `previous` to this one, behind the history that the previous one has.

INSERT INTO release (position, version) SELECT position, version FROM previous.release;
INSERT INTO release (position, version)
SELECT (SELECT max(position) + 1 FROM previous.release), dataset.version
FROM main.dataset WHERE dataset.version <> (SELECT version FROM previous.dataset);

INSERT INTO change (id, release, occupation, name, change, successor)
SELECT id, release, occupation, name, change, successor FROM previous.change;
INSERT INTO change_field (change, position, field) SELECT change, position, field FROM previous.change_field;

-- Members that only one of the editions has, or that differ.
CREATE TEMP TABLE difference (
    occupation TEXT NOT NULL,
    position   INTEGER NOT NULL,
    field      TEXT NOT NULL,
    PRIMARY KEY (occupation, position)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO difference
SELECT occupation, position, field FROM main_member AS here
WHERE value IS NOT (SELECT value FROM previous_member AS there
                    WHERE there.occupation = here.occupation AND there.position = here.position);
INSERT OR IGNORE INTO difference
SELECT occupation, position, field FROM previous_member AS there
WHERE NOT EXISTS (SELECT 1 FROM main_member AS here
                  WHERE here.occupation = there.occupation AND here.position = there.position);

-- An occupation whose slug was its id, and whose number is known by now, stands in for itself; also the other way round.
CREATE TEMP TABLE new_change (occupation TEXT PRIMARY KEY, name TEXT, change TEXT NOT NULL, successor TEXT) WITHOUT ROWID;
INSERT INTO new_change
SELECT id, name, 'added', NULL FROM main.occupation WHERE id NOT IN (SELECT id FROM previous.occupation)
UNION ALL
SELECT id, name, 'removed',
       coalesce((SELECT successor FROM main.succession WHERE removed = id),
                (SELECT successor FROM main.succession WHERE removed = slug),
                (SELECT same.id FROM main.occupation AS same WHERE same.slug = gone.id OR same.id = gone.slug))
FROM previous.occupation AS gone WHERE id NOT IN (SELECT id FROM main.occupation)
UNION ALL
SELECT id, name, 'changed', NULL FROM main.occupation
WHERE id IN (SELECT id FROM previous.occupation) AND id IN (SELECT occupation FROM difference);

INSERT INTO change (id, release, occupation, name, change, successor)
SELECT (SELECT ifnull(max(id), 0) FROM previous.change) + row_number() OVER (ORDER BY occupation),
       (SELECT max(position) FROM main.release), occupation, name, change, successor
FROM new_change;
INSERT INTO change_field (change, position, field)
SELECT id, row_number() OVER (PARTITION BY id ORDER BY position), field
FROM (SELECT change.id, min(difference.position) AS position, difference.field
      FROM new_change JOIN main.change USING (occupation) JOIN difference USING (occupation)
      WHERE new_change.change = 'changed' AND release = (SELECT max(position) FROM main.release)
      GROUP BY change.id, difference.field);

-- What the previous edition knew of removed occupations, and those that it still had; without any that are back.
INSERT INTO removal (known, successor)
SELECT known, successor
FROM (SELECT id AS known, new_change.successor FROM previous.occupation JOIN new_change ON occupation = id AND change = 'removed'
      UNION ALL
      SELECT slug, new_change.successor FROM previous.occupation JOIN new_change ON occupation = id AND change = 'removed'
      WHERE slug <> id
      UNION ALL
      SELECT known, successor FROM previous.removal)
WHERE known NOT IN (SELECT id FROM main.occupation)
  AND known NOT IN (SELECT slug FROM main.occupation WHERE slug IS NOT NULL)
GROUP BY known;
