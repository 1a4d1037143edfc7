-- occupation_qualifications: all its qualification levels in the source's order and words. :id.
SELECT level, label AS name
FROM occupation_qualification JOIN qualification_label ON qualification_label.name = label
WHERE occupation = :id ORDER BY occupation_qualification.position;
