-- occupation_notes: headings, each followed by its lines. :id.
SELECT position = 0 AS ".heading", text FROM occupation_note WHERE occupation = :id ORDER BY note, position;
