-- occupation_subfields: its subfields in the source's order. :id.
SELECT subfield.id, subfield.name
FROM occupation_subfield JOIN subfield ON subfield.id = occupation_subfield.subfield
WHERE occupation = :id ORDER BY position;
